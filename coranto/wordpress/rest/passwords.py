"""Protected texts: who asks gives the password with the request."""

import secrets

from coranto.wordpress.rest.answers import RefusalError
from coranto.wordpress.rest.asked import Asked


def is_open(asked: Asked, password: str) -> bool:
    """Whether the text may be shown: it has no password, or the one given is right."""
    given = asked.values.get("password")
    if not password:
        return True
    return isinstance(given, str) and bool(given) and secrets.compare_digest(given.encode(), password.encode())


def is_text_open(asked: Asked, password: str) -> bool:
    """Whether the text of a single thing may be shown; who may change it sees it, to change it."""
    return asked.context == "edit" or is_open(asked, password)


def check_password(asked: Asked, password: str) -> None:
    """Refuse a wrong one, also where none is needed. WordPress looks at it whether or not the route knows the field."""
    given = asked.values.get("password") or asked.query.get("password")
    if given and not (password and is_open(asked, password)):
        raise RefusalError("rest_post_incorrect_password", "Incorrect post password.", 403)
