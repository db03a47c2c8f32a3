"""Addresses of what the theme draws. They begin with ``-/``, which no WordPress address does."""

from django.urls import path, re_path

from coranto.theme import views

app_name = "theme"

urlpatterns = [
    re_path(r"^-/accent/(?P<colour>[0-9a-f]{6})\.css$", views.show_accent, name="accent"),
    path("-/part/sidebar/", views.show_sidebar, name="sidebar"),
    path("-/avatar/<slug:key>.svg", views.show_avatar, name="avatar"),
]
