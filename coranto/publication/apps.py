"""The app's place in Django."""

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    """Publication: the weblog's own settings and navigation."""

    name = "coranto.publication"
    verbose_name = "Publication"

    def ready(self) -> None:
        """Make the widgets of this app known, and listen to Django."""
        from coranto.core.database.quick_cursors import use_quick_cursors
        from coranto.publication import own_living_blocks, own_widgets, receivers

        use_quick_cursors()
        own_widgets.register()
        own_living_blocks.register()
        receivers.connect()
