"""``…/embed/``: a post or page as a small page that other sites show in a frame, as WordPress makes them."""

import datetime
from dataclasses import replace

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.clickjacking import xframe_options_exempt

from coranto.comments.subjects import standing_of
from coranto.core.moments import at_offset
from coranto.core.plain_text import first_words, plain_text
from coranto.core.titles import title_html, title_text
from coranto.media.models import Attachment
from coranto.pages.asked_paths import asked_path, readings
from coranto.pages.discussed_pages import is_public
from coranto.pages.finding import find_attachment, find_page, find_post
from coranto.pages.models import StaticPage
from coranto.pages.page_context import build_page_view, page_head
from coranto.posts.attachment_page import attachment_head, build_attachment_page
from coranto.posts.contexts import EmbedPage, PostCard
from coranto.posts.details import load_details
from coranto.posts.heads import post_head
from coranto.posts.listings.cards import cards_of, excerpt_html
from coranto.posts.listings.finding import find_listing
from coranto.posts.listings.listing import Listing, home_listing
from coranto.posts.models import Post
from coranto.posts.passwords import may_read
from coranto.posts.post_page import build_post_page
from coranto.posts.views import show_listing
from coranto.publication.addresses import addresses_of
from coranto.publication.contexts import HeadContext
from coranto.publication.current import publication_of
from coranto.publication.head import add_head_to_response
from coranto.publication.pictures import image_view
from coranto.publication.redirecting import is_untidy, moved
from coranto.publication.rendering import render_page

TAIL = "embed/"
NOT_FOR_SEARCH = "noindex, follow, max-image-preview:large"


def show_embed(request: HttpRequest, at: datetime.datetime) -> HttpResponse | None:
    """The small page of the public post or page that stands above ``embed/``; nothing where there is none."""
    path = asked_path(request.path_info) or ""
    if not path.endswith(f"/{TAIL}"):
        return None
    here = path.removesuffix(TAIL)
    if listing := listing_at(request, here):
        return show_listing(request, listing, number=1, at=at)
    asked = readings(here)
    post, page = find_post(asked), find_page(asked)
    if post and post[0].post.is_published(at):
        row = post[0].post
        if not post[0].is_current:
            return moved(request, addresses_of(publication_of(request)).printed(f"{row.path.rstrip('/')}/{TAIL}"))
        return show(request, row.path, card_of_post(request, row), head_of_post(request, row, at))
    if page and is_public(page[0], at):
        view = build_page_view(request, page[0])
        return show(request, view.url, card_of_page(request, page[0], view.url), page_head(request, page[0], view))
    found = find_attachment(asked)
    return show_file(request, found[0], at) if found else None


def listing_at(request: HttpRequest, path: str) -> Listing | None:
    """The listing above ``embed/``, which WordPress shows as it is; none where a page stands in its place."""
    publication = publication_of(request)
    if path == "/":
        return None if publication.front_page_number else home_listing()
    return find_listing(path, addresses_of(publication))


def show_file(request: HttpRequest, file: Attachment, at: datetime.datetime) -> HttpResponse | None:
    """The small page of a file of the media library, where files have pages and what it belongs to is public."""
    if not publication_of(request).attachment_pages or not standing_of(file, at)[0]:
        return None
    view = build_attachment_page(request, file, parent=None)
    path = addresses_of(publication_of(request)).printed(file.path)
    card = PostCard(
        number=file.number,
        url=path,
        posted_at=at_offset(file.posted_at, file.utc_offset),
        title=view.title,
        title_html=title_html(view.title),
        excerpt_html=SafeString(),
        image=view.image,
    )
    return show(request, path, card, attachment_head(request, file, view))


def show(request: HttpRequest, path: str, card: PostCard, head: HeadContext) -> HttpResponse:
    """The page, with the headers of the whole one; any site may frame it."""
    tidy = addresses_of(publication_of(request)).printed(f"{path.rstrip('/')}/{TAIL}")
    if is_untidy(request.path_info, tidy):
        return moved(request, tidy)
    own = HeadContext(title=head.title, canonical_url=head.canonical_url, robots=NOT_FOR_SEARCH)
    response: HttpResponse = framed(request, own, EmbedPage(card=card))
    add_head_to_response(response, head)
    response["X-WP-Embed"] = "true"
    return response


@xframe_options_exempt
@csp_update({"frame-ancestors": ["*"]})  # type: ignore[untyped-decorator]  # the package carries no types
def framed(request: HttpRequest, head: HeadContext, page: EmbedPage) -> HttpResponse:
    """Rendered, with headers that let others frame it."""
    return render_page(request, "posts/embed.html", page=page, head=head)


def card_of_post(request: HttpRequest, post: Post) -> PostCard:
    """What is shown of a post: as in a listing, always as an excerpt."""
    (card,) = cards_of(request, [post])
    words = SafeString() if card.is_protected else excerpt_html(post, load_details([post.pk])[post.pk])[0]
    return replace(card, excerpt_html=words, body_html=SafeString())


def head_of_post(request: HttpRequest, post: Post, at: datetime.datetime) -> HeadContext:
    """The head of the post's own page."""
    details = load_details([post.pk])[post.pk]
    return post_head(request, post, build_post_page(request, post, at=at, details=details), details)


def card_of_page(request: HttpRequest, page: StaticPage, path: str) -> PostCard:
    """What is shown of a static page."""
    is_locked = not may_read(request, page.password)
    words, is_cut = first_words(plain_text(page.excerpt or page.body_html))
    return PostCard(
        number=page.number,
        url=path,
        posted_at=at_offset(page.posted_at, page.utc_offset),
        title=title_text(page.title),
        title_html=title_html(page.title),
        excerpt_html=SafeString() if is_locked else format_html("<p>{}{}</p>", words, " […]" if is_cut else ""),
        image=None if is_locked else image_view(page.featured_image),
        is_protected=is_locked,
        comment_count=page.comment_count,
        comments_url=f"{path}#comments" if page.comment_count or page.comments_open else "",
    )
