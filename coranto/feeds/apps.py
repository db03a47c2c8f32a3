"""The app's place in Django."""

from django.apps import AppConfig


class FeedsConfig(AppConfig):
    """Feeds and sitemaps."""

    name = "coranto.feeds"
    verbose_name = "Feeds"
