"""Who asks, where only somebody known comes to; and the words for what they may not do."""

from coranto.accounts.models import User
from coranto.wordpress.rest.answers import RefusalError
from coranto.wordpress.rest.asked import Asked

ALLOWED = "Sorry, you are not allowed to "


def refusal(code: str, words: str) -> RefusalError:
    """401 for strangers, 403 for others (:meth:`RefusalError.answer`), in WordPress's words."""
    return RefusalError(code, ALLOWED + words, 401)


def somebody(asked: Asked) -> User:
    """Who asks; a stranger does not get past the permissions, and is refused if one did."""
    if asked.person is None:
        raise refusal("rest_forbidden", "do that.")
    return asked.person
