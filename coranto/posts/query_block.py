"""The living block of an author's query: posts in a list, each with the parts that the author chose.

As WordPress 7.1 prints ``core/query`` with its ``core/post-template``, but for pages of it and what stood between the
parts. A post's text is shown as far as its first page, and blocks in it that show something of the site stay links.
"""

from collections.abc import Callable
from typing import Any

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from coranto.core.body_marks import body_pages
from coranto.core.made_of import POSTS, made_of, made_of_each
from coranto.core.moments import at_offset
from coranto.core.plain_text import first_words, plain_text
from coranto.core.titles import title_html
from coranto.posts.details import Details, category_links, load_details, tag_links
from coranto.posts.listings.cards import excerpt_html
from coranto.posts.listings.listing import sticky_ids
from coranto.posts.living_blocks import chosen_posts
from coranto.posts.models import Post
from coranto.publication.living_blocks import class_names, register_living_block, written_date
from coranto.publication.pictures import image_view
from coranto.publication.trusted_html import trusted
from coranto.publication.widgets import WidgetPlan

MOST_PARTS = 12
LOWEST_HEADING = 6
LINKED = {"isLink": True}
Part = Callable[["WidgetPlan", Post, Details], SafeString]


def query(plan: WidgetPlan) -> SafeString:
    """The posts that were asked for, at the same number of queries however many they are."""
    made_of(POSTS)
    posts = _posts(plan)
    if not posts:
        return SafeString()
    details = load_details(post.pk for post in posts)
    made_of_each("post", (post.pk for post in posts))
    parts = _parts(plan) or [(_title, WidgetPlan(kind="post-title", publication=plan.publication, options=LINKED))]
    items = (
        (post.number, format_html_join("\n", "{}", ((make(of, post, details[post.pk]),) for make, of in parts)))
        for post in posts
    )
    listed = format_html_join("\n", '<li class="wp-block-post post-{}">{}</li>', items)
    return format_html('<div class="{}"><ul class="wp-block-post-template">{}</ul></div>', class_names(plan), listed)


def _posts(plan: WidgetPlan) -> list[Post]:
    """Posts held on top come first where nothing but their order is asked for, as in WordPress."""
    posts = Post.objects.published(timezone.now()).for_cards()
    sticky, start = plan.text("sticky"), plan.number("offset", 1, most=10_000) if plan.options.get("offset") else 0
    match sticky:
        case "only":
            return chosen_posts(plan, posts.filter(pk__in=sticky_ids()), start=start, are_few=True)
        case "exclude":
            held = sticky_ids()
            return chosen_posts(plan, posts.exclude(pk__in=held), start=start, more=len(held))
    found = chosen_posts(plan, posts, start=start)
    if sticky or start or any(plan.options.get(name) for name in ("categories", "tags", "selectedAuthor")):
        return found
    held = sticky_ids()
    first = {post.pk: post for post in posts.filter(pk__in=held)} if held else {}
    return [*(first[pk] for pk in held if pk in first), *(post for post in found if post.pk not in first)]


def _parts(plan: WidgetPlan) -> list[tuple[Part, WidgetPlan]]:
    """What is shown of each post, each part once, terms once of each kind: a short text makes no endless page."""
    listed = plan.options.get("shows")
    found: dict[tuple[Part, bool], WidgetPlan] = {}
    for each in listed[:MOST_PARTS] if isinstance(listed, list) else ():
        for name, options in each.items() if isinstance(each, dict) else ():
            if name in PARTS and isinstance(options, dict):
                part = WidgetPlan(kind=name, publication=plan.publication, options=options)
                found.setdefault((PARTS[name], name == "post-terms" and part.text("term") == "post_tag"), part)
    return [(make, part) for (make, _), part in found.items()]


def _title(plan: WidgetPlan, post: Post, details: Details) -> SafeString:
    title = title_html(post.title) or _("(no title)")
    if post.password:
        title = format_html(_("Protected: {}"), title)
    tag = "p" if plan.options.get("level") == 0 else f"h{plan.number('level', 2, most=LOWEST_HEADING)}"
    shown = _linked(post, title) if plan.flag("isLink", False) else title
    return format_html('<{} class="wp-block-post-title">{}</{}>', tag, shown, tag)


def _date(plan: WidgetPlan, post: Post, details: Details) -> SafeString:
    day = written_date(at_offset(post.posted_at, post.utc_offset), "wp-block-post-date__time", plan.publication)
    return _in("post-date", _linked(post, day) if plan.flag("isLink", False) else day)


def _excerpt(plan: WidgetPlan, post: Post, details: Details) -> SafeString:
    if post.password:
        return _in("post-excerpt", _("This content is password protected."))
    excerpt, _more = excerpt_html(post, details)
    words, cut = first_words(plain_text(excerpt), plan.number("excerptLength", 55))
    shown = format_html('<p class="wp-block-post-excerpt__excerpt">{}{}</p>', words, " […]" if cut else "")
    more: Any = plan.text("moreText")
    if more:
        link = format_html('<a class="wp-block-post-excerpt__more-link" href="{}">{}</a>', post.path, more)
        more = format_html('<p class="wp-block-post-excerpt__more-text">{}</p>', link)
    return _in("post-excerpt", format_html("{}{}", shown, more))


def _content(plan: WidgetPlan, post: Post, details: Details) -> SafeString:
    if post.password:
        return _in("post-content", _("This content is password protected."))
    return _in("post-content", trusted(body_pages(post.body_html)[0]))


def _picture(plan: WidgetPlan, post: Post, details: Details) -> SafeString:
    view = None if post.password else image_view(post.featured_image)
    if view is None:
        return SafeString()
    shape = '<img src="{}" width="{}" height="{}" alt="{}" loading="lazy">'
    picture = format_html(shape, view.url, view.width, view.height, view.alt)
    shown = _linked(post, picture) if plan.flag("isLink", False) else picture
    return format_html('<figure class="wp-block-post-featured-image">{}</figure>', shown)


def _author(plan: WidgetPlan, post: Post, details: Details) -> SafeString:
    if post.author is None:
        return SafeString()
    path = plan.addresses.author(post.author.slug)
    is_link = plan.flag("isLink", False)
    shown = format_html('<a href="{}">{}</a>', path, post.author.name) if is_link else post.author.name
    return _in("post-author-name", shown)


def _terms(plan: WidgetPlan, post: Post, details: Details) -> SafeString:
    links = (tag_links if plan.text("term") == "post_tag" else category_links)(details, plan.addresses)
    shown = format_html_join(", ", '<a href="{}" rel="tag">{}</a>', ((link.url, link.label) for link in links))
    return _in("post-terms", shown) if shown else SafeString()


def _read_more(plan: WidgetPlan, post: Post, details: Details) -> SafeString:
    words = plan.text("content") or _("Read more")
    return format_html('<a class="wp-block-read-more" href="{}">{}</a>', post.path, words)


def _linked(post: Post, shown: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', post.path, shown)


def _in(name: str, shown: str) -> SafeString:
    return format_html('<div class="wp-block-{}">{}</div>', name, shown)


PARTS: dict[str, Part] = {
    "post-title": _title,
    "post-date": _date,
    "post-excerpt": _excerpt,
    "post-content": _content,
    "post-featured-image": _picture,
    "post-author": _author,
    "post-author-name": _author,
    "post-terms": _terms,
    "read-more": _read_more,
}


def register() -> None:
    """Make it known; called when the app starts."""
    register_living_block("query", query)
