"""What came while somebody reads: asked every now and then by the page, with a conditional request."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.http import condition

from coranto.comments.forms import number_in
from coranto.comments.thread import place_of
from coranto.comments.views.asked import Asked, asked_about
from coranto.core import made_of
from coranto.publication.addresses import addresses_of
from coranto.publication.current import public_page, publication_of

KEPT_AS = "_coranto_asked"


def etag(request: HttpRequest, number: int) -> str | None:
    """It changes with the number of comments and with what the page has already."""
    asked = look_up(request, number)
    return quote_etag(f"{asked.subject.count}-{seen(request)}") if asked else None


@public_page
@condition(etag_func=etag)
def show_news(request: HttpRequest, number: int) -> HttpResponse:
    """A line that says how many new comments there are, or nothing. 304 while nothing has changed."""
    asked = look_up(request, number)
    if asked:
        made_of.made_of(asked.subject.mark, asked.subject.talk_mark)
    else:
        made_of.made_of(made_of.ANYTHING)
    news = max(asked.subject.count - seen(request), 0) if asked else 0
    if asked is None or not news:
        return finished(HttpResponse(b""))
    publication = publication_of(request)
    place = place_of(asked.subject, publication, 0)
    path = asked.subject.path
    if place.newest != place.paging.first_shown(place.pages):
        path = addresses_of(publication).comment_page(path, place.newest)
    context = {"count": news, "url": path, "is_first": not seen(request)}
    return finished(HttpResponse(render_to_string("comments/_news.html", context)))


def look_up(request: HttpRequest, number: int) -> Asked | None:
    """The subject, asked for once a request."""
    if not hasattr(request, KEPT_AS):
        setattr(request, KEPT_AS, asked_about(request, number, at=timezone.now()))
    asked: Asked | None = getattr(request, KEPT_AS)
    return asked


def seen(request: HttpRequest) -> int:
    """How many comments the page has."""
    return number_in(request.GET.get("after", ""))


def finished(response: HttpResponse) -> HttpResponse:
    """Kept, but asked about every time."""
    made_of.keep(exactly=True)
    patch_cache_control(response, no_cache=True)
    return response
