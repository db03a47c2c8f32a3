"""Addresses of posts that are the same on every site. All others depend on the owner's settings: see ``pages``."""

from django.urls import path

from coranto.posts.unlock_views import unlock

app_name = "posts"

urlpatterns = [path("wp-login.php", unlock, name="unlock")]
