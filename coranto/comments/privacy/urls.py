"""Addresses of the pages on comment data."""

from django.urls import path

from coranto.comments.privacy import views

app_name = "comment_privacy"
urlpatterns = [
    path("comment-privacy/", views.show_privacy, name="show"),
    path("-/own/<str:token>/", views.show_own, name="own"),
]
