"""Public pages of posts and listings.

Addresses lead here from :mod:`coranto.pages.views`, which finds out what they mean.
"""

import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from coranto.core.made_of import describe_exactly, made_of
from coranto.media.models import Attachment
from coranto.posts.attachment_page import attachment_head, build_attachment_page
from coranto.posts.details import load_details
from coranto.posts.heads import listing_head, post_head, search_head
from coranto.posts.listings.listing import Listing
from coranto.posts.listings.overviews import build_archives, build_sources
from coranto.posts.listings.page import build_listing
from coranto.posts.models import Post
from coranto.posts.post_page import build_post_page
from coranto.posts.search.asked import read_asked
from coranto.posts.search.page import build_search
from coranto.posts.search.within import Within
from coranto.publication.contexts import PostLink
from coranto.publication.current import publication_of
from coranto.publication.head import document_title, head_of, page_number_title
from coranto.publication.rendering import render_page


def show_listing(request: HttpRequest, listing: Listing, *, number: int, at: datetime.datetime) -> HttpResponse:
    """Page ``number`` of a listing."""
    page = build_listing(request, listing, number=number, at=at)
    made_of(*listing.marks)
    if listing.is_exact:
        describe_exactly()
    return render_page(request, "posts/listing.html", page=page, head=listing_head(request, listing, page))


def show_post(
    request: HttpRequest,
    post: Post,
    *,
    at: datetime.datetime,
    part: int = 1,
    comment_page: int = 0,
    thread: object = None,
) -> HttpResponse:
    """A post that the reader may see, with the discussion below it."""
    details = load_details([post.pk])[post.pk]
    page = build_post_page(request, post, at=at, part=part, details=details)
    head = post_head(request, post, page, details, part=part, comment_page=comment_page)
    describe_exactly()
    return render_page(request, "posts/post.html", page=page, head=head, thread=thread)


def show_search(
    request: HttpRequest,
    *,
    at: datetime.datetime,
    number: int = 1,
    query: str | None = None,
    within: Within | None = None,
) -> HttpResponse:
    """Page ``number`` of what was found; ``query`` stands in for the field ``s`` of the request."""
    publication = publication_of(request)
    asked = read_asked(request.GET, number=number, query=query, within=within)
    page = build_search(asked, publication, at=at)
    head = search_head(request, page, within.listing if within else None)
    return render_page(request, "posts/search.html", page=page, head=head)


def show_archives(request: HttpRequest, *, number: int = 1) -> HttpResponse:
    """All months with the number of their posts."""
    publication = publication_of(request)
    head = head_of(publication, title=document_title(_("Archives"), publication.name))
    return render_page(request, "posts/archives.html", page=build_archives(request), head=head)


def show_sources(request: HttpRequest, *, number: int = 1) -> HttpResponse:
    """Page ``number`` of all outlets."""
    publication = publication_of(request)
    title = document_title(_("Sources"), page_number_title(number), publication.name)
    head = head_of(publication, title=title)
    return render_page(request, "posts/sources.html", page=build_sources(request, number=number), head=head)


def show_attachment(
    request: HttpRequest,
    attachment: Attachment,
    *,
    parent: PostLink | None,
    thread: object = None,
    comment_page: int = 0,
) -> HttpResponse:
    """The page of an attachment, with the discussion below it."""
    page = build_attachment_page(request, attachment, parent=parent)
    head = attachment_head(request, attachment, page, comment_page=comment_page)
    return render_page(request, "posts/attachment.html", page=page, head=head, thread=thread)
