"""The publication that a request is about, and the frame in which its public pages are made."""

import datetime
from collections.abc import Callable
from copy import copy
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from coranto.core.chosen_theme import choose_theme
from coranto.core.database.prepared_queries import PreparedRows
from coranto.publication.models import Publication

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
ANSWERED_AS_GET = ("POST", "PUT", "PATCH", "DELETE", "OPTIONS")
KEPT_AS = "_coranto_publication"
_kept: dict[tuple[int, datetime.datetime], Publication] = {}
_moments = PreparedRows(
    lambda: Publication.objects.order_by("pk").values_list("pk", "changed_but_for_comments_at", "changed_at")[:1]
)


def publication_of(request: HttpRequest) -> Publication:
    """The publication, at one short query for each request: whether it is still the one in memory. Never change it."""
    found: Publication | None = getattr(request, KEPT_AS, None)
    if found is None:
        found = _known()
        setattr(request, KEPT_AS, found)
    return found


def _known() -> Publication:
    """The one in memory, or the row when it is another by now. After a comment only the moment of change differs."""
    moments = _moments.first()
    if moments is None:
        raise Publication.DoesNotExist
    key, settled_at, changed_at = moments
    found = _kept.get((key, settled_at))
    if found is None:
        found = Publication.objects.current()
    elif found.changed_at != changed_at:
        found = copy(found)  # another request may be reading it
        found.changed_at = changed_at
    else:
        return found
    _kept.clear()
    _kept[key, settled_at] = found
    return found


def forget_publications() -> None:
    """Throw away what is kept in memory."""
    _kept.clear()


def state_of(publication: Publication) -> tuple[object, ...]:
    """What is the same while no setting and nothing public but comments has changed, in the language that is spoken.

    Part of the key to what a process keeps of pages.
    """
    return (publication.pk, publication.changed_but_for_comments_at, translation.get_language())


def in_publication(view: View[P]) -> View[P]:
    """Answer in the publication's language, time zone and theme, whatever the desk is in."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        publication = publication_of(request)
        choose_theme(publication.theme)
        with translation.override(language_of(publication)), timezone.override(publication.zone):
            return view(request, *args, **kwargs)

    return answer


def public_page(view: View[P]) -> View[P]:
    """A view that only reads: GET and HEAD, in the publication's frame. Other methods get 405."""
    return require_safe(in_publication(view))


def read_by_any_method(view: View[P]) -> View[P]:
    """A view of :func:`public_page` that answers a form or ``DELETE`` as it answers GET, since WordPress does.

    It reads nothing of what was sent and changes nothing, so no proof is asked for that a form is ours.
    """

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method in ANSWERED_AS_GET:
            request = copy(request)
            request.method = "GET"
        return view(request, *args, **kwargs)

    return answer


def language_of(publication: Publication) -> str:
    """The publication's language as Django writes it: ``en-gb``. Unknown ones are taken as they are."""
    return publication.language.replace("_", "-").lower() or "en"
