"""Addresses of this app's screens, below ``/desk/``."""

from django.urls import path

from coranto.publication.desk.settings_screen import PublicationView

app_name = "publication_desk"
urlpatterns = [path("publication/", PublicationView.as_view(), name="settings")]
