"""The app's place in Django."""

from django.apps import AppConfig


class ThemeConfig(AppConfig):
    """Public templates and style."""

    name = "coranto.theme"
    verbose_name = "Theme"
