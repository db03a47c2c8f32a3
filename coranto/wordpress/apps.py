"""The app's place in Django."""

from django.apps import AppConfig


class WordPressConfig(AppConfig):
    """WordPress: import and export."""

    name = "coranto.wordpress"
    verbose_name = "WordPress"
