"""The app's place in Django."""

from django.apps import AppConfig


class PostsConfig(AppConfig):
    """Posts: the dated entries, what they are filed under, and where they came from."""

    name = "coranto.posts"
    verbose_name = "Posts"

    def ready(self) -> None:
        """Make the widgets of this app known, and listen to Django."""
        from coranto.posts import receivers, widgets

        widgets.register()
        receivers.connect()
