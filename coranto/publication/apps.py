"""The app's place in Django."""

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    """Publication: the weblog's own settings and navigation."""

    name = "coranto.publication"
    verbose_name = "Publication"
