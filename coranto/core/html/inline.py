"""HTML for places that hold one line: titles, captions, names of terms."""

import nh3
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from coranto.core.html.bounds import bounded

EMPHASIS = {
    "abbr",
    "b",
    "cite",
    "code",
    "del",
    "em",
    "i",
    "ins",
    "kbd",
    "mark",
    "q",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
}
DROPPED = {"script", "style", "template", "noscript", "svg", "math", "title", "textarea", "select", "xmp"}
SCHEMES = {"http", "https", "mailto"}

_EMPHASIS_ONLY = nh3.Cleaner(tags=EMPHASIS, attributes={"abbr": {"title"}}, clean_content_tags=DROPPED, link_rel=None)
_WITH_LINKS = nh3.Cleaner(
    tags=EMPHASIS | {"a", "br"},
    attributes={"abbr": {"title"}, "a": {"href"}},
    clean_content_tags=DROPPED,
    url_schemes=SCHEMES,
    link_rel=None,
)


def emphasis_only(text: str) -> SafeString:
    """One line with the emphasis it carries, and nothing else: no links, so it may stand inside one."""
    if "<" not in text and "&" not in text:
        return conditional_escape(text)
    return mark_safe(_EMPHASIS_ONLY.clean(bounded(text)))


def inline_html(text: str) -> SafeString:
    """A caption or a line of the owner's: emphasis and links."""
    if "<" not in text and "&" not in text:
        return conditional_escape(text)
    return mark_safe(_WITH_LINKS.clean(bounded(text)))
