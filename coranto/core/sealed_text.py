"""Secrets of other servers, kept in the database so that the database alone does not give them away."""

from base64 import urlsafe_b64encode
from hashlib import blake2b
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from cryptography.fernet import Fernet


def seal(text: str) -> str:
    """The text, encrypted and signed with a key drawn from the site's secret key."""
    return box().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """The reverse; empty for what was sealed with another secret key, or is broken."""
    from cryptography.fernet import InvalidToken

    try:
        return box().decrypt(sealed.encode()).decode()
    except (InvalidToken, UnicodeError):
        return ""


def box() -> "Fernet":
    """What seals; a key of its own, for nothing else."""
    from cryptography.fernet import Fernet  # slow to load, and few sites have such secrets

    drawn = blake2b(settings.SECRET_KEY.encode(), digest_size=32, person=b"coranto-seal").digest()
    return Fernet(urlsafe_b64encode(drawn))
