"""Posts as items of a feed."""

import datetime
from collections.abc import Sequence
from html import unescape
from typing import Protocol

from django.utils.translation import gettext as _

from coranto.core.body_marks import body_pages, with_more_anchor
from coranto.core.html.harmless import is_harmless
from coranto.core.html.inline import inline_html
from coranto.core.html.tags import escape_value
from coranto.core.plain_text import plain_text
from coranto.core.running_text import excerpt_words
from coranto.core.texturize import texturize
from coranto.core.titles import printed_title
from coranto.core.wordpress_spelling import numbered_references, respelled
from coranto.feeds.contents import Credit, FeedItem
from coranto.feeds.password_form import password_form
from coranto.feeds.printed_texts import CUT, PrintedText, printed_texts
from coranto.posts.details import Details, load_details
from coranto.posts.models import Attribution, Author, Post
from coranto.publication.addresses import absolute, addresses_of, below, with_whole_addresses
from coranto.publication.living_blocks import with_living_blocks
from coranto.publication.models import Publication

NOTHING_PRINTED = PrintedText()


class Texted(Protocol):
    """A post or page with its text."""

    number: int
    title: str
    excerpt: str
    body_html: str
    password: str


class StaticText(Texted, Protocol):
    """A page."""

    guid: str
    author: Author | None
    posted_at: datetime.datetime
    modified_at: datetime.datetime
    comments_open: bool
    comment_count: int


def post_items(posts: Sequence[Post], publication: Publication) -> tuple[FeedItem, ...]:
    """The items of these posts, in order, at three queries however many there are."""
    details = load_details(post.pk for post in posts)
    texts = printed_texts(posts)
    shows_text = publication.feed_text == Publication.FeedText.FULL
    return tuple(
        post_item(post, details[post.pk], publication, texts.get(post.pk, PrintedText()), shows_text=shows_text)
        for post in posts
    )


def post_item(
    post: Post, details: Details, publication: Publication, text: PrintedText, *, shows_text: bool
) -> FeedItem:
    """One post. Of a protected one only the title is given away."""
    url, addresses = absolute(post.path), addresses_of(publication)
    bylines = [str(byline) for byline in details.bylines if str(byline)]
    author = ", ".join(bylines) or (post.author.name if post.author else "")
    image = post.featured_image
    return FeedItem(
        title=title_of(post),
        url=url,
        guid=post.guid or url,
        author=author,
        author_url=absolute(addresses.author(post.author.slug)) if post.author else "",
        author_website=post.author.url if post.author else "",
        posted_at=post.posted_at,
        modified_at=max(post.modified_at, post.posted_at),
        summary=summary_of(post, url, text),
        content=content_of(post, text, publication) if shows_text else None,
        enclosures=text.enclosures,
        categories=tuple(dict.fromkeys(term.name for term in (*details.categories, *details.tags) if term.name)),
        comments_url=comments_url(post, url),
        comments_feed_url=absolute(addresses.feed(post.path)) if is_discussed(post) else "",
        comment_count=post.comment_count if is_discussed(post) else None,
        credits=tuple(credit_of(attribution) for attribution in details.attributions),
        image_url=absolute(image.file.url) if image and not post.password else "",
    )


def page_item(
    page: StaticText, url: str, publication: Publication, text: PrintedText = NOTHING_PRINTED, *, shows_text: bool
) -> FeedItem:
    """A page, which stands in its own feed and in those of searches."""
    return FeedItem(
        title=title_of(page),
        url=url,
        guid=page.guid or url,
        author=page.author.name if page.author else "",
        posted_at=page.posted_at,
        modified_at=max(page.modified_at, page.posted_at),
        summary=summary_of(page, url, text),
        content=content_of(page, text, publication) if shows_text else None,
        comments_url=comments_url(page, url),
        comments_feed_url=below(url, "feed") if is_discussed(page) else "",
        comment_count=page.comment_count if is_discussed(page) else None,
    )


def is_discussed(post: Post | StaticText) -> bool:
    """Whether there are comments, or may be some: only then WordPress names them."""
    return bool(post.comments_open or post.comment_count)


def comments_url(post: Post | StaticText, url: str) -> str:
    """Where the comments are, or the form for the first one; nothing where there can be none."""
    if not is_discussed(post):
        return ""
    return f"{url}#comments" if post.comment_count else f"{url}#respond"


def title_of(post: Texted) -> str:
    """The title as plain text, with typographic quotation marks; a protected post says so, as in WordPress."""
    title = plain_text(texturize(post.title))
    if post.password:
        return _("Protected: %(title)s") % {"title": title}
    return title or _("Untitled")


def summary_of(post: Texted, url: str, text: PrintedText) -> str:
    """The excerpt as HTML: the one written by hand, else the first 55 words of the text."""
    if post.password:
        return _("There is no excerpt because this is a protected post.")
    if written := post.excerpt.strip():
        return numbered_references(written if is_harmless(written) else str(inline_html(written)))
    words = excerpt_words(body_pages(post.body_html)[0], CUT) if text.words is None else text.words
    if words.endswith(CUT):
        words = words[: -len(CUT)] + rest_of(post.title, url)
    return numbered_references(words)


def rest_of(title: str, url: str) -> str:
    """The link to the rest, as WordPress's theme Twenty Twenty-One ends excerpts."""
    shown = f'<span class="screen-reader-text">{printed_title(title) or _("Untitled")}</span>'
    words = _("Continue reading %(title)s") % {"title": shown}
    return f'&#8230; <a class="more-link" href="{escape_value(url)}">{words}</a>'


def content_of(post: Texted, text: PrintedText, publication: Publication) -> str:
    """The text as HTML: the first page where it is divided, as WordPress gives it."""
    if post.password:
        return password_form(post.number)
    if text.content is not None:
        return text.content
    shown = with_living_blocks(with_more_anchor(body_pages(post.body_html)[0], post.number), publication)
    return respelled(with_whole_addresses(shown)).replace("\u00a0", "&nbsp;")


def credit_of(attribution: Attribution) -> Credit:
    """One attribution."""
    return Credit(
        name=unescape(attribution.source.name),
        url=attribution.url or attribution.source.url or "",
        title=attribution.title,
        original_date=attribution.original_date,
        relation=attribution.relation,
    )
