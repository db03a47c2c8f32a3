"""The app's place in Django."""

from django.apps import AppConfig


class CommentsConfig(AppConfig):
    """Comments: the discussion."""

    name = "coranto.comments"
    verbose_name = "Comments"
