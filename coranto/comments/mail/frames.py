"""Pages that mails lead to: never kept, never listed, and no other site learns their address."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from coranto.publication.current import in_publication, publication_of
from coranto.publication.head import document_title, head_of
from coranto.publication.rendering import keep_away_from_caches, render_page

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def mail_page(view: View[P]) -> View[P]:
    """A page for whoever bears its link: GET shows, POST does. What the link carries stands in for a session."""

    @csrf_exempt  # nobody's session counts here: who knows the address of the page may send its form
    @require_http_methods(["GET", "HEAD", "POST"])
    @in_publication
    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        keep_away_from_caches(response)
        return response

    return answer


def show(request: HttpRequest, template: str, page: object, *, title: str, status: int = 200) -> HttpResponse:
    """The page, in the owner's theme."""
    publication = publication_of(request)
    head = head_of(publication, title=document_title(title, publication.name), robots="noindex, nofollow")
    return render_page(request, template, page=page, head=head, status=status)
