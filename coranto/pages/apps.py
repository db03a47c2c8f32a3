"""The app's place in Django."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Pages: what is not dated."""

    name = "coranto.pages"
    verbose_name = "Pages"
