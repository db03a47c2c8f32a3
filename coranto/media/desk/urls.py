"""Addresses of this app's screens, below ``/desk/``."""

from django.urls import path

from coranto.media.desk import attachments

app_name = "media_desk"
urlpatterns = [
    path("attachments/", attachments.attachments, name="attachments"),
    path("attachments/<int:pk>/", attachments.attachment, name="attachment"),
]
