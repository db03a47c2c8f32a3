"""Addresses of this app's screens that Wagtail's viewsets do not bring; they stand below ``/desk/``."""

from django.urls import path

from coranto.posts.desk import post_views, suggestions

app_name = "posts_desk"
urlpatterns = [
    path("posts/copy/<int:pk>/", post_views.copy, name="copy"),
    path("posts/restore/<int:pk>/", post_views.restore, name="restore"),
    path("suggest/<slug:kind>/", suggestions.suggest, name="suggest"),
]
