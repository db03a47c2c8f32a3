"""The public page of a version that is not public: for the preview beside the editor, and for old versions."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from coranto.posts.actions.addresses import parts_of
from coranto.posts.details import Details, Filed
from coranto.posts.heads import post_head
from coranto.posts.models import Attribution, Category, Post, Tag
from coranto.posts.permalinks import permalink_path
from coranto.posts.post_page import build_post_page
from coranto.publication.current import in_publication, publication_of
from coranto.publication.rendering import keep_away_from_caches, render_page


def serve_preview(post: Post, request: HttpRequest) -> HttpResponse:
    """The page as readers would see it, made of what is in memory. Nothing is looked up that the editor has changed."""
    return show_version(request, post)


@in_publication
def show_version(request: HttpRequest, post: Post) -> HttpResponse:
    """The whole text without its password: who may edit a post need not type it."""
    now = timezone.now()
    post.password = ""
    post.pk, post.number = post.pk or 0, post.number or 0
    post.path = post.path or permalink_path(publication_of(request).permalink_structure, parts_of(post))
    details = details_in_memory(post)
    page = build_post_page(request, post, at=now, details=details)
    head = post_head(request, post, page, details)
    response = render_page(request, "posts/post.html", page=page, head=head, thread=None)
    keep_away_from_caches(response)
    return response


def details_in_memory(post: Post) -> Details:
    """What belongs to this version, whether it has been written down or not."""
    shown = [row for row in post.attributions.all() if row.review != Attribution.Review.REJECTED]
    return Details(
        attributions=sorted(shown, key=lambda row: row.order),
        bylines=sorted(post.bylines.all(), key=lambda row: row.order),
        categories=list(filed("category", post.categories.all())),
        tags=list(filed("tag", post.tags.all())),
    )


def filed(kind: str, rows: Iterable[Category | Tag]) -> Iterable[Filed]:
    """Categories or tags as a page names them."""
    for row in sorted(rows, key=lambda row: row.name.casefold()):
        yield Filed(kind, row.pk, row.number, row.name, row.slug, getattr(row, "path", ""))
