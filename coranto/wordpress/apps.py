"""The app's place in Django."""

from django.apps import AppConfig


class WordPressConfig(AppConfig):
    """WordPress: import and export."""

    name = "coranto.wordpress"
    verbose_name = "WordPress"

    def ready(self) -> None:
        """Listen to what happens elsewhere."""
        from coranto.wordpress import receivers

        receivers.connect()
