"""The app's place in Django."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Pages: what is not dated."""

    name = "coranto.pages"
    verbose_name = "Pages"

    def ready(self) -> None:
        """Make the searched things of this app known, and listen to Django."""
        from coranto.pages import receivers, search

        search.register()
        receivers.connect()
