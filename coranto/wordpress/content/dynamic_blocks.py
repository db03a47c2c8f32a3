"""Blocks that WordPress makes anew at each view, from posts, comments, settings or the theme.

What they showed on the old site is not in the export. Those that stand for a listing become a link to it, in whose
place most show the listing again (``publication.living_blocks``); those that hold links of their own keep them, those
that belong to a theme's template give way. What readers see otherwise is reported.
"""

import json
import re
from collections.abc import Callable
from typing import Any

from coranto.core.html.cleaning import is_json_of_choices
from coranto.core.html.tags import escape_text, escape_value
from coranto.wordpress.content.blocks import Block
from coranto.wordpress.content.scope import Kind, Scope

DynamicRenderer = Callable[[Block, str, Scope], str]

DYNAMIC_FAMILIES = (
    "core/post-",
    "core/comment",
    "core/query",
    "core/site-",
    "core/term",
    "core/template",
    "core/avatar",
    "core/breadcrumbs",
    "core/icon",
)

_SERVICES = {"wordpress": "WordPress", "youtube": "YouTube", "github": "GitHub", "linkedin": "LinkedIn", "x": "X",
             "tiktok": "TikTok", "rss": "RSS", "feed": "RSS Feed", "chain": "Link", "mail": "Mail",
             "soundcloud": "SoundCloud", "fivehundredpx": "500px", "vk": "VK", "whatsapp": "WhatsApp"}  # fmt: skip
_LIVING = (
    "archives calendar categories latest-comments latest-posts page-list query search site-tagline site-title tag-cloud"
)
LIVING = frozenset(f"core/{name}" for name in _LIVING.split())
"""What is made anew here, too."""
PAGE_LIST = '<p class="wp-block-page-list"'
_PAGE_LIST = re.compile(rf"{PAGE_LIST}.*?</p>")
_MAIL_ADDRESS = re.compile(r"[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+")
_WHOLE_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)
_WEB_ADDRESS = re.compile(r"(?:https?:)?/|mailto:|#|[^:]*\Z", re.IGNORECASE)


def _text_attribute(block: Block, *names: str) -> str:
    return next((str(block.attributes[name]) for name in names if block.attributes.get(name)), "")


def _link_to(path: str, words: str) -> DynamicRenderer:
    """A renderer of a link to a listing of this site, its words those of the block's name.

    What is chosen for the block stays with it: for those in ``publication.living_blocks`` the listing itself is put in
    the link's place when the text is shown.
    """

    def render(block: Block, html: str, scope: Scope) -> str:
        if scope.as_stored or block.name not in LIVING:
            scope.report(Kind.DYNAMIC_BLOCK, block.name)
        own = block.name.replace("core/", "wp-block-")
        label = _text_attribute(block, "label", "title") or words
        link = f'<a href="{escape_value(scope.site.url + path)}">{escape_text(label)}</a>'
        return f'<p class="{own}"{choices_of(block)}>{link}</p>'

    return render


def choices_of(block: Block) -> str:
    """The attribute that keeps what was chosen for a block; empty for nothing, and for what cannot be kept."""
    if not block.attributes:
        return ""
    written = json.dumps(block.attributes, ensure_ascii=False, separators=(",", ":"))
    return f' data-block="{escape_value(written)}"' if is_json_of_choices(written) else ""


def render_feed(block: Block, html: str, scope: Scope) -> str:
    """A feed of another site: a link to it."""
    scope.report(Kind.DYNAMIC_BLOCK, block.name)
    address = _text_attribute(block, "feedURL")
    if not address:
        return ""
    return f'<p class="wp-block-rss"><a href="{escape_value(address)}">{escape_text(address)}</a></p>'


def render_social_link(block: Block, html: str, scope: Scope) -> str:
    """One link of a row of social links: its words instead of its icon."""
    service = re.sub(r"[^\w-]", "", _text_attribute(block, "service"))
    address = _social_address(_text_attribute(block, "url").strip())
    if not address or not service:
        return ""
    label = escape_text(_text_attribute(block, "label") or _SERVICES.get(service, service.replace("-", " ").title()))
    link = (
        f'<a href="{escape_value(address)}" class="wp-block-social-link-anchor">'
        f'<span class="wp-block-social-link-label">{label}</span></a>'
    )
    return f'<li class="wp-social-link wp-social-link-{service} wp-block-social-link">{link}</li>'


def _social_address(written: str) -> str:
    """The address of a social link, which authors write short: ``site.example/me``, ``me@site.example``."""
    if _MAIL_ADDRESS.fullmatch(written):
        return f"mailto:{written}"
    return written if not written or _WHOLE_ADDRESS.match(written) else f"https://{written}"


def render_navigation(block: Block, html: str, scope: Scope) -> str:
    """A menu of links; without links of its own it stands for all pages."""
    if "<li" not in html:
        pages = html if PAGE_LIST in html else _PAGES(Block("core/page-list"), "", scope)
        return f'<nav class="wp-block-navigation">{pages}</nav>'
    html = _PAGE_LIST.sub(r'<li class="wp-block-navigation-item">\g<0></li>', html)
    return f'<nav class="wp-block-navigation"><ul class="wp-block-navigation__container">{html}</ul></nav>'


def render_navigation_link(block: Block, html: str, scope: Scope) -> str:
    """One link of a menu, with the links below it."""
    label, address = _text_attribute(block, "label"), _text_attribute(block, "url")
    below = f'<ul class="wp-block-navigation__submenu-container">{html}</ul>' if "<li" in html else ""
    words = f'<span class="wp-block-navigation-item__label">{label}</span>'
    link = (
        f'<a class="wp-block-navigation-item__content" href="{escape_value(address)}">{words}</a>'
        if address and _WEB_ADDRESS.match(address)
        else words
    )
    return f'<li class="wp-block-navigation-item">{link}{below}</li>' if label else ""


def render_footnotes(block: Block, html: str, scope: Scope) -> str:
    """The post's footnotes, which WordPress keeps as JSON in a field of the post."""
    notes = _read_footnotes(scope.footnotes)
    if not notes:
        return ""
    label = "Jump to footnote reference " if scope.as_stored else ""
    items = "".join(
        f'<li id="{escape_value(number)}">{text} <a href="#{escape_value(number)}-link" '
        f'aria-label="{label}{position}">↩︎</a></li>'
        for position, (number, text) in enumerate(notes, start=1)
    )
    return f'<ol class="wp-block-footnotes">{items}</ol>'


def _read_footnotes(text: str) -> list[tuple[str, str]]:
    try:
        notes: Any = json.loads(text or "[]")
    except ValueError:
        return []
    wanted = [note for note in notes if isinstance(note, dict)] if isinstance(notes, list) else []
    return [(str(note["id"]), str(note["content"])) for note in wanted if note.get("id") and note.get("content")]


def leave_out(block: Block, html: str, scope: Scope) -> str:
    """Only what is inside, which for most is nothing."""
    scope.report(Kind.DYNAMIC_BLOCK, block.name)
    return html


def leave_out_whole(block: Block, html: str, scope: Scope) -> str:
    """Nothing, also of what is inside: it is shown only where nothing was found."""
    scope.report(Kind.DYNAMIC_BLOCK, block.name)
    return ""


def leave_out_form(block: Block, html: str, scope: Scope) -> str:
    """Nothing: a form that sends to nowhere helps nobody."""
    scope.report(Kind.FORM, block.name)
    return ""


_PAGES = _link_to("/", "Pages")
link_to_posts = _link_to("/", "Posts")
"""In place of a query that can be answered here."""
DYNAMIC_BLOCKS: dict[str, DynamicRenderer] = {
    "core/archives": _link_to("/", "Archives"),
    "core/calendar": _link_to("/", "Archives"),
    "core/categories": _link_to("/", "Categories"),
    "core/footnotes": render_footnotes,
    "core/home-link": _link_to("/", "Home"),
    "core/latest-comments": _link_to("/comments/feed/", "Latest comments"),
    "core/latest-posts": _link_to("/", "Latest posts"),
    "core/legacy-widget": leave_out,
    "core/loginout": leave_out,
    "core/navigation": render_navigation,
    "core/navigation-link": render_navigation_link,
    "core/navigation-submenu": render_navigation_link,
    "core/page-list": _PAGES,
    "core/pattern": leave_out,
    "core/query-no-results": leave_out_whole,
    "core/read-more": leave_out,
    "core/rss": render_feed,
    "core/search": _link_to("/?s=", "Search"),
    "core/site-tagline": _link_to("/", "Home"),
    "core/site-title": _link_to("/", "Home"),
    "core/social-link": render_social_link,
    "core/tag-cloud": _link_to("/", "Tags"),
    "core/widget-group": leave_out,
    "jetpack/contact-form": leave_out_form,
    "jetpack/subscriptions": leave_out_form,
}
