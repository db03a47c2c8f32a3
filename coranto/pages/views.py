"""The view that answers every address that nothing else does: it finds out what stands there, and shows it."""

import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from coranto.pages import answers
from coranto.pages.asked_paths import asked_path
from coranto.posts.contexts import NotFoundPage
from coranto.publication.current import in_publication, public_page, publication_of, read_by_any_method
from coranto.publication.head import document_title, head_of
from coranto.publication.rendering import render_page

ANSWERS = (
    answers.answer_front,
    answers.answer_listing,
    answers.answer_search,
    answers.answer_post,
    answers.answer_page,
    answers.answer_attachment,
    answers.answer_bare_category,
    answers.answer_overview,
    answers.answer_redirect,
)
SHOWN_PATH = 200


@read_by_any_method
@public_page
def show_path(request: HttpRequest) -> HttpResponse:
    """Whatever stands at the address that was asked for."""
    return answer_path(request, at=timezone.now())


def answer_path(request: HttpRequest, *, at: datetime.datetime) -> HttpResponse:
    """The page, a redirect to it, or 410 for what was taken down; raises ``Http404`` where nothing ever was."""
    path = asked_path(request.path_info)
    if path is None:
        raise Http404("No address looks like this.")
    for answer in ANSWERS:
        if response := answer(request, path, at):
            return response
    raise Http404("Nothing is at this address.")


@in_publication
def show_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing is at this address."""
    publication = publication_of(request)
    head = head_of(publication, title=document_title(_("Page not found"), publication.name), robots="noindex, follow")
    page = NotFoundPage(path=request.path_info[:SHOWN_PATH])
    return render_page(request, "404.html", page=page, head=head, status=404)
