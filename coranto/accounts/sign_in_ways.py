"""Ways for readers to sign in, as the owner has set them up."""

from django.conf import settings

SERVER = "mastodon"
WAY_BACK = "way_back"
"""The session's key for the address of the form that a reader left for the pages of their account."""


def sign_in_ways() -> tuple[tuple[str, str], ...]:
    """Each way as its key and its name, in the order of the form."""
    return tuple(settings.READER_SIGN_IN)


def asks_server() -> bool:
    """Whether one of the ways needs to know the reader's own server."""
    return any(key == SERVER for key, _name in settings.READER_SIGN_IN)


def name_of_way(key: str) -> str:
    """The name of a way, or nothing where the owner has not set it up."""
    return dict(settings.READER_SIGN_IN).get(key, "")
