"""What Django tells us, passed on in one line each."""

from coranto.comments.models import Comment
from coranto.publication.receivers import watch


def connect() -> None:
    """Listen; called when the app starts."""
    watch(Comment)
