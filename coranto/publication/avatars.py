"""Which drawing stands for a person who has sent no picture."""

from functools import lru_cache

from django.conf import settings
from django.utils.crypto import salted_hmac

SALT = "coranto.publication.avatars"


def avatar_key(identity: str) -> str:
    """The key of the drawing for an identity, such as a commenter's: keyed, so that nobody can find out whose it is."""
    return _keyed(identity, settings.SECRET_KEY)


@lru_cache(maxsize=5_000)
def _keyed(identity: str, secret: str) -> str:
    return salted_hmac(SALT, identity, secret=secret, algorithm="sha256").hexdigest()[:20]


def avatar_path(identity: str) -> str:
    """Where that drawing is served."""
    return f"/-/avatar/{avatar_key(identity)}.svg"
