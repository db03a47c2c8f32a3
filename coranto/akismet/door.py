"""The protocol's addresses, answered before everything else.

Clients send a ``Host`` that is not ours (the plug-in always ``rest.akismet.com``, others their key before a name), no
cookies and no token of a form. So these addresses are told by their path alone, before anything looks at the host.
"""

import logging
from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from coranto.akismet import views
from coranto.akismet.answers import invalid
from coranto.akismet.fields import UnreadableError, read_fields

logger = logging.getLogger("coranto.akismet")

PREFIXES = ("/1.1/", "/1.2/")
POST, GET = ("POST",), ("GET", "HEAD")
CALLS: dict[str, tuple[tuple[str, ...], views.Call]] = {
    "/1.1/verify-key": (POST, views.verify_key),
    "/1.1/comment-check": (POST, views.comment_check),
    "/1.1/submit-spam": (POST, views.submit(is_spam=True)),
    "/1.1/submit-ham": (POST, views.submit(is_spam=False)),
    "/1.1/get-stats": (POST, views.get_stats),
    "/1.1/get-subscription": (POST, views.get_subscription),
    "/1.1/deactivate": (POST, views.deactivate),
    "/1.1/token": (POST, views.no_accounts),
    "/1.1/verify-wpcom-key": (POST, views.no_accounts),
    "/1.1/test": (GET, views.connected),
    "/1.1/openapi.json": (GET, views.described),
    "/1.2/usage-limit": (GET, views.usage_limit),
    "/1.2/key-sites": (GET, views.key_sites),
}
Answer = Callable[[HttpRequest], HttpResponse]


def akismet_door(get_response: Answer) -> Answer:
    """Django middleware; to stand before all others."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(PREFIXES):
            return answer_call(request)
        return get_response(request)

    return answer


def answer_call(request: HttpRequest) -> HttpResponse:
    """The answer to a call; whatever is wrong with it is told in one line."""
    methods, call = CALLS.get(request.path_info.rstrip("/"), ((), None))
    if call is None:
        return invalid("there is no such call", status=404)
    if request.method not in methods:
        answer = invalid(f"ask with {' or '.join(methods)}", status=405)
        answer["Allow"] = ", ".join(methods)
        return answer
    try:
        return call(request, read_fields(request), timezone.now())
    except UnreadableError as error:
        return invalid(str(error), status=error.status)
    except OperationalError:
        logger.exception("the database did not answer")
        busy = invalid("the server is busy; ask again", status=503)
        busy["Retry-After"] = "30"
        return busy
