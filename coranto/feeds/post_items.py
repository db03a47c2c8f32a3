"""Posts as items of a feed."""

from collections.abc import Sequence
from html import unescape

from django.utils.translation import gettext as _

from coranto.core.body_marks import MORE, NEXT_PAGE
from coranto.core.plain_text import first_words, plain_text
from coranto.core.texturize import texturize
from coranto.feeds.contents import Credit, FeedItem
from coranto.posts.details import Details, load_details
from coranto.posts.models import Attribution, Post
from coranto.publication.addresses import Addresses, absolute, addresses_of
from coranto.publication.models import Publication

CUT_OFF = " [&#8230;]"


def post_items(posts: Sequence[Post], publication: Publication) -> tuple[FeedItem, ...]:
    """The items of these posts, in order, at three queries however many there are."""
    details = load_details(post.pk for post in posts)
    addresses = addresses_of(publication)
    shows_text = publication.feed_text == Publication.FeedText.FULL
    return tuple(post_item(post, details[post.pk], addresses, shows_text=shows_text) for post in posts)


def post_item(post: Post, details: Details, addresses: Addresses, *, shows_text: bool) -> FeedItem:
    """One post. Of a protected one only the title is given away."""
    url = absolute(post.path)
    bylines = [str(byline) for byline in details.bylines if str(byline)]
    author = ", ".join(bylines) or (post.author.name if post.author else "")
    image = post.featured_image
    return FeedItem(
        title=title_of(post),
        url=url,
        guid=post.guid or url,
        author=author,
        author_url=absolute(addresses.author(post.author.slug)) if post.author else "",
        posted_at=post.posted_at,
        modified_at=max(post.modified_at, post.posted_at),
        summary=summary_of(post),
        content=content_of(post) if shows_text else "",
        categories=tuple(term.name for term in (*details.categories, *details.tags) if term.name),
        comments_url=f"{url}#comments" if post.comment_count else f"{url}#respond",
        comments_feed_url=absolute(addresses.feed(post.path)),
        comment_count=post.comment_count,
        credits=tuple(credit_of(attribution) for attribution in details.attributions),
        image_url=absolute(image.file.url) if image and not post.password else "",
    )


def title_of(post: Post) -> str:
    """The title as plain text, with typographic quotation marks; a protected post says so, as in WordPress."""
    title = plain_text(texturize(post.title))
    return _("Protected: %(title)s") % {"title": title} if post.password else title


def summary_of(post: Post) -> str:
    """The excerpt as HTML: the one written by hand, else the first 55 words of the text."""
    if post.password:
        return _("There is no excerpt because this is a protected post.")
    if post.excerpt.strip():
        return texturize(post.excerpt)
    words, was_cut = first_words(plain_text(post.body_html.replace(NEXT_PAGE, " ")))
    return escape_text(words) + (CUT_OFF if was_cut else "")


def content_of(post: Post) -> str:
    """The whole text as HTML, all its pages."""
    if post.password:
        return escape_text(_("This content is password-protected."))
    return MORE.sub(f'<span id="more-{post.number}"></span>', post.body_html.replace(NEXT_PAGE, "\n"))


def credit_of(attribution: Attribution) -> Credit:
    """One attribution."""
    return Credit(
        name=unescape(attribution.source.name),
        url=attribution.url or attribution.source.url or "",
        title=attribution.title,
        original_date=attribution.original_date,
        relation=attribution.relation,
    )


def escape_text(text: str) -> str:
    """Plain text as HTML. Quotation marks stay: the text never stands in an attribute."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
