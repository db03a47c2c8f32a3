"""Posts as listings show them."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from coranto.core.body_marks import body_pages, teaser_of
from coranto.core.bounded_memory import BoundedMemory
from coranto.core.html.inline import inline_html
from coranto.core.made_of import made_of_each
from coranto.core.moments import at_offset
from coranto.core.plain_text import first_words, plain_text
from coranto.core.titles import title_html, title_text
from coranto.posts.contexts import PostCard
from coranto.posts.desk_links import edit_url
from coranto.posts.details import (
    Details,
    ReadDetails,
    attribution_view,
    byline_views,
    category_links,
    load_details,
    past_credit,
    read_details,
    tag_links,
)
from coranto.posts.models import Post
from coranto.posts.passwords import may_read
from coranto.posts.post_classes import post_classes
from coranto.publication.addresses import addresses_of
from coranto.publication.contexts import PostLink
from coranto.publication.current import publication_of, state_of
from coranto.publication.living_blocks import has_living_blocks, with_living_blocks, without_living_blocks
from coranto.publication.models import Publication
from coranto.publication.people import is_editor
from coranto.publication.pictures import image_view
from coranto.publication.trusted_html import trusted

EXCERPT_SOURCE = 8_000
"""How many characters of a body an excerpt is sought in: enough for 55 words, however much markup is between them."""


def cards_of(request: HttpRequest, posts: Sequence[Post]) -> tuple[PostCard, ...]:
    """The cards of these posts, in order."""
    details = load_details(post.pk for post in posts)
    made_of_each("talk:post", (post.pk for post in posts))
    publication, editor = publication_of(request), is_editor(request)
    return tuple(_card(post, details[post.pk], publication, _shown(request, post, editor=editor)) for post in posts)


@dataclass(frozen=True, slots=True)
class KnownCard:
    """A card with what it was made of, whose identities are the key to it."""

    card: PostCard
    made_of: tuple[Post, ReadDetails]


MOST_KNOWN = 4_000_000
OF_A_CARD = 3_000
"""Bytes that a card takes besides its texts, about."""
_known: BoundedMemory[KnownCard] = BoundedMemory(MOST_KNOWN)


def known_cards(request: HttpRequest, posts: Sequence[Post], *, sticky: Iterable[int] = ()) -> tuple[PostCard, ...]:
    """The cards of posts from :func:`~coranto.posts.listings.listing.card_posts`, each made once a change.

    ``sticky`` are the keys of those that are held on top here.
    """
    if not posts:
        return ()
    ids = [post.pk for post in posts]
    read = read_details(ids)
    made_of_each("talk:post", ids)
    held, publication, editor = set(sticky), publication_of(request), is_editor(request)
    around = state_of(publication)
    cards = []
    for post in posts:
        details, shown = read[post.pk], _shown(request, post, editor=editor, sticky=held)
        key = (id(post), shown, around, details.key)
        known = _known.get(key)
        if known is None:
            known = KnownCard(_card(post, details.in_order(), publication, shown), (post, details))
            if not has_living_blocks(post.body_html):
                _known.put(key, known, OF_A_CARD + len(known.card.excerpt_html) + len(known.card.body_html))
        cards.append(known.card)
    return tuple(cards)


def forget_cards() -> None:
    """Throw away what is kept; for measuring what a page costs without it."""
    _known.clear()


def post_link(post: Post) -> PostLink:
    """A post named in passing. ``source_name`` is shown where the query fetched it."""
    return PostLink(
        title=title_text(post.title),
        url=post.path,
        posted_at=at_offset(post.posted_at, post.utc_offset),
        source_name=getattr(post, "source_name", None) or "",
    )


def excerpt_html(post: Post, details: Details) -> tuple[SafeString, bool]:
    """The excerpt in paragraphs, and whether there is more to read than it.

    One written by hand stands as it is; else WordPress's first 55 words of what stands before the ``more`` mark,
    but for a credit line at the beginning.
    """
    if post.excerpt.strip():
        parts = (part for part in post.excerpt.replace("\r\n", "\n").split("\n\n") if part.strip())
        return format_html_join("", "<p>{}</p>", ((inline_html(part.strip()),) for part in parts)), True
    teaser = teaser_of(post.body_html)
    source = teaser.html if teaser else post.body_html
    text, cut = first_words(past_credit(plain_text(without_living_blocks(whole_tags(source, EXCERPT_SOURCE))), details))
    if not text:
        return SafeString(), False
    return format_html("<p>{}{}</p>", text, " […]" if cut else ""), cut or teaser is not None or len(
        source
    ) > EXCERPT_SOURCE


def whole_tags(html: str, length: int) -> str:
    """At most ``length`` characters of ``html``, not ending inside a tag."""
    if len(html) <= length:
        return html
    cut = html[:length]
    return cut[: cut.rfind("<")] if cut.rfind("<") > cut.rfind(">") else cut


class Shown(NamedTuple):
    """How a post is shown to somebody in one place."""

    is_sticky: bool
    is_locked: bool
    may_edit: bool


def _shown(request: HttpRequest, post: Post, *, editor: bool, sticky: Container[int] = ()) -> Shown:
    return Shown(post.pk in sticky, not may_read(request, post.password), editor)


def _card(post: Post, details: Details, publication: Publication, shown: Shown) -> PostCard:
    is_sticky, is_locked, editor = shown
    addresses = addresses_of(publication)
    excerpt, body, more_url, more_label = _texts(post, details, publication, is_locked)
    source = details.attributions[0] if details.attributions else None
    return PostCard(
        number=post.number,
        url=post.path,
        posted_at=at_offset(post.posted_at, post.utc_offset),
        title=title_text(post.title),
        title_html=title_html(post.title),
        excerpt_html=excerpt,
        body_html=body,
        more_url=more_url,
        more_label=more_label,
        source=attribution_view(source, addresses) if source else None,
        bylines=byline_views(post, details, addresses),
        categories=category_links(details, addresses),
        tags=tag_links(details, addresses),
        image=None if is_locked else image_view(post.featured_image),
        format=post.format,
        is_sticky=is_sticky,
        is_protected=is_locked,
        is_private=post.is_private,
        comment_count=post.comment_count,
        comments_open=post.comments_open,
        comments_url=comments_url(post, post.path),
        css_classes=post_classes(post, details, is_sticky=is_sticky, is_locked=is_locked),
        edit_url=edit_url(post) if editor else "",
    )


def comments_url(post: Post, path: str) -> str:
    """Where the discussion stands: the comments, the form while there are none, or nothing if that is closed."""
    if post.comment_count:
        return f"{path}#comments"
    return f"{path}#respond" if post.comments_open else ""


def _texts(
    post: Post, details: Details, publication: Publication, is_locked: bool
) -> tuple[SafeString, SafeString, str, str]:
    """Excerpt, body, the address of the rest, and the author's words for that link."""
    if is_locked:
        return SafeString(), SafeString(), "", ""
    if publication.listing_text == Publication.ListingText.EXCERPT:
        excerpt, more = excerpt_html(post, details)
        return excerpt, SafeString(), post.path if more else "", ""
    teaser = teaser_of(post.body_html)
    if teaser is None:
        return SafeString(), _filled(body_pages(post.body_html)[0], publication), "", ""
    return SafeString(), _filled(teaser.html, publication), f"{post.path}#more-{post.number}", teaser.label


def _filled(html: str, publication: Publication) -> SafeString:
    return trusted(with_living_blocks(html, publication))
