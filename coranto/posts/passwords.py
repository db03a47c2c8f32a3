"""Passwords of protected posts, as a reader who typed one carries them about.

WordPress keeps a hash of the password in a cookie; ours holds the moment and keyed digests of the last few passwords
that were typed, signed by this site, right ones and wrong ones alike. It opens every post and page with one of these
passwords, until it expires.
"""

import secrets

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from coranto.publication.personal import mark_personal

COOKIE = "coranto-postpass"
SALT = "coranto.posts.passwords"
KEPT_SECONDS = 10 * 24 * 3600  # WordPress's ten days
KEPT_PASSWORDS = 5
LONGEST = 255


def remember_password(request: HttpRequest, response: HttpResponse, password: str) -> None:
    """Add what was typed to the reader's cookie."""
    digests = [_digest(password), *(digest for digest in _typed(request) if digest != _digest(password))]
    value = signing.dumps(digests[:KEPT_PASSWORDS], salt=SALT)
    response.set_cookie(COOKIE, value, max_age=KEPT_SECONDS, httponly=True, secure=request.is_secure(), samesite="Lax")


def may_read(request: HttpRequest, password: str) -> bool:
    """Whether the reader has typed this password. What has no password may be read by all."""
    if not password:
        return True
    if COOKIE in request.COOKIES:
        mark_personal(request)
    return any(secrets.compare_digest(digest, _digest(password)) for digest in _typed(request))


def has_typed(request: HttpRequest) -> bool:
    """Whether the reader has typed any password: then one that still does not open is to be called wrong."""
    return bool(_typed(request))


def _typed(request: HttpRequest) -> list[str]:
    try:
        digests = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=KEPT_SECONDS)
    except signing.BadSignature:
        return []
    return [str(digest) for digest in digests] if isinstance(digests, list) else []


def _digest(password: str) -> str:
    return salted_hmac(SALT, password[:LONGEST], algorithm="sha256").hexdigest()[:32]
