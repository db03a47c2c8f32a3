"""Addresses of this app's screens that Wagtail's viewsets do not bring; they stand below ``/desk/``."""

from django.urls import path

from coranto.posts.desk import attributions, bin_list, changes, post_views, suggestions

app_name = "posts_desk"
urlpatterns = [
    path("posts/copy/<int:pk>/", post_views.copy, name="copy"),
    path("posts/restore/<int:pk>/", post_views.restore, name="restore"),
    path("posts/bin/", bin_list.binned, name="bin"),
    path("attributions/", attributions.attributions, name="attributions"),
    path("attributions/review/", attributions.review, name="review"),
    path("attributions/correct/<int:pk>/", attributions.correct, name="correct"),
    path("changes/", changes.changes, name="changes"),
    path("changes/undo/<int:pk>/", changes.undo, name="undo"),
    path("suggest/<slug:kind>/", suggestions.suggest, name="suggest"),
]
