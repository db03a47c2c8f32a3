"""Addresses of files."""

from django.urls import path, re_path

from coranto.media import views

app_name = "media"
VARIANT = (
    r"^-/image/(?P<number>[1-9]\d{0,17})/(?P<version>[0-9a-f]{8})/(?P<width>[1-9]\d{0,3})\.(?P<extension>[a-z]{3,4})$"
)

urlpatterns = [
    path("wp-content/uploads/<path:path>", views.show_upload, name="upload"),
    re_path(VARIANT, views.show_variant, name="variant"),
    path("media/<path:name>", views.show_stored, name="stored"),
]
