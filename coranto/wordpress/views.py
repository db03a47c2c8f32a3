"""The last view of all: it answers whatever no other address has claimed, in WordPress's way."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from coranto.pages.views import answer_path
from coranto.publication.addresses import addresses_of
from coranto.publication.current import public_page, publication_of, read_by_any_method
from coranto.publication.models import Publication
from coranto.publication.redirecting import moved
from coranto.wordpress.canonical import nearest, other_host
from coranto.wordpress.embed_pages import show_embed
from coranto.wordpress.queries_at_paths import answer_query_at_path
from coranto.wordpress.query_addresses import answer_query, leading_number
from coranto.wordpress.rest.views import show_rest
from coranto.wordpress.several_fields import answer_several
from coranto.wordpress.words_within import answer_words

FRONT = {"/", "/index.php"}


@csrf_exempt
def show_address(request: HttpRequest) -> HttpResponse:
    """The REST interface where a field names a route of it; else what stands at the address."""
    if request.GET.get("rest_route"):
        return show_rest(request)
    return show_public_address(request)


@read_by_any_method
@public_page
def show_public_address(request: HttpRequest) -> HttpResponse:
    """What stands at the address; else where it was probably meant to lead; else 404."""
    at = timezone.now()
    if elsewhere := other_host(request):
        return elsewhere
    if request.GET and (response := answer_words(request, at) or answer_several(request, at)):
        return response
    if request.path_info in FRONT and request.GET and (response := answer_query(request, at)):
        return response
    if request.path_info == "/index.php":
        return moved(request, "/")
    if request.path_info not in FRONT and (response := answer_query_at_path(request, at)):
        return response
    if "cpage" in request.GET and (response := _comment_page(request)):
        return response
    try:
        return answer_path(request, at=at)
    except Http404:
        if response := show_embed(request, at) or nearest(request, at):
            return response
        raise


def _comment_page(request: HttpRequest) -> HttpResponse | None:
    """``/slug/?cpage=2`` is ``/slug/comment-page-2/``, where comments come in pages."""
    if not publication_of(request).page_comments:
        return None
    number = leading_number(request.GET["cpage"])
    path = re.sub(r"comment-page-\d+/?$", "", request.path_info)
    if not number or path == "/":
        return None
    if number == 1 and publication_of(request).default_comments_page == Publication.CommentPage.OLDEST:
        return None
    return moved(request, addresses_of(publication_of(request)).comment_page(path, number), drop=frozenset({"cpage"}))
