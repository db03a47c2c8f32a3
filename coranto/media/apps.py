"""The app's place in Django."""

from django.apps import AppConfig


class MediaConfig(AppConfig):
    """Media: images, documents, attachments."""

    name = "coranto.media"
    verbose_name = "Media"
