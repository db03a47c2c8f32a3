"""Addresses of the discussion: WordPress's for its form; ours begin with ``-/``, which no WordPress address does."""

from django.urls import path

from coranto.comments.views import writing

app_name = "comments"

urlpatterns = [
    path("wp-comments-post.php", writing.take_comment, name="take"),
    path("-/comments/preview/", writing.preview, name="preview"),
]
