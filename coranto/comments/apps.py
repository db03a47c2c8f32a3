"""The app's place in Django."""

from django.apps import AppConfig


class CommentsConfig(AppConfig):
    """Comments: threads, commenters, and the verdicts on comments."""

    name = "coranto.comments"
    verbose_name = "Comments"

    def ready(self) -> None:
        """Make the widgets and the searched things of this app known, and listen to Django."""
        from coranto.comments import living_blocks, receivers, search, widgets

        widgets.register()
        living_blocks.register()
        search.register()
        receivers.connect()
