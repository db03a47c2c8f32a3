"""What Django tells us, passed on in one line each."""

from coranto.posts.models import Attribution, Author, Category, Post, Source, Tag
from coranto.publication.receivers import watch


def connect() -> None:
    """Listen; called when the app starts."""
    watch(Post, Category, Tag, Source, Author, Attribution)
