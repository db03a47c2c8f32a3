"""Which drawing stands for a person who has sent no picture."""

from django.utils.crypto import salted_hmac

SALT = "coranto.publication.avatars"


def avatar_key(identity: str) -> str:
    """The key of the drawing for an identity, such as a commenter's: keyed, so that nobody can find out whose it is."""
    return salted_hmac(SALT, identity, algorithm="sha256").hexdigest()[:20]


def avatar_path(identity: str) -> str:
    """Where that drawing is served."""
    return f"/-/avatar/{avatar_key(identity)}.svg"
