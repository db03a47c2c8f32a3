"""The public page of a version that is not public."""

from django.http import HttpRequest, HttpResponse

from coranto.pages.models import StaticPage
from coranto.pages.page_context import build_page_view, page_head
from coranto.publication.current import in_publication
from coranto.publication.rendering import keep_away_from_caches, render_page


def serve_preview(page: StaticPage, request: HttpRequest) -> HttpResponse:
    """The page as readers would see it, without its password and discussion."""
    return show_version(request, page)


@in_publication
def show_version(request: HttpRequest, page: StaticPage) -> HttpResponse:
    """In the publication's frame."""
    page.password, page.number = "", page.number or 0
    view = build_page_view(request, page)
    head = page_head(request, page, view)
    response = render_page(request, "pages/page.html", page=view, head=head, thread=None)
    keep_away_from_caches(response)
    return response
