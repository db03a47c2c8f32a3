"""The keys of client sites."""

import re
import secrets
import string
from hashlib import blake2b

SIGNS = string.ascii_lowercase + string.digits
LENGTH = 12
"""The WordPress plug-in calls any other length invalid without asking; so 62 bits must do, and do."""
KEY = re.compile(rf"[a-z0-9]{{{LENGTH}}}")


def new_key() -> str:
    """A random key. Lower case, since old clients put it into a host name."""
    return "".join(secrets.choice(SIGNS) for _ in range(LENGTH))


def key_digest(key: str) -> str:
    """What is kept of a key. The key is random and too long to be guessed through its digest."""
    return blake2b(key.encode("utf-8", "replace"), digest_size=32, person=b"akismet-key").hexdigest()


def key_in_host(host: str) -> str:
    """The key that old clients put before the host: ``KEY.rest.example``; nothing where there is none."""
    first, dot, _rest = host.strip().lower().partition(".")
    return first if dot and KEY.fullmatch(first) else ""
