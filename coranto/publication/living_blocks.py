"""Blocks in a text that show something of the site as it is when they are read: its newest posts, months, categories.

A stored body holds a link in the place of each, so that it says something wherever nobody fills it in. The link's class
names the block, and ``data-block`` holds, as JSON, what the author chose for it; both have the names of WordPress's
blocks. Whoever prints a body for readers, on pages, in feeds and over REST, lets :func:`with_living_blocks` put in what
the block shows now, and the page is made of that.

As with widgets each app registers the blocks that it knows when it starts (``AppConfig.ready``). A renderer takes a
:class:`~coranto.publication.widgets.WidgetPlan` and returns HTML, or nothing where there is nothing to show. It must
cost the same number of queries however many rows there are.
"""

import json
import re
from collections.abc import Callable
from datetime import datetime
from functools import partial
from html import unescape

from django.utils.dateformat import format as format_date
from django.utils.formats import get_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from coranto.publication.models import Publication
from coranto.publication.widgets import WidgetPlan

BEGINS = '<p class="wp-block-'
MARK = re.compile(r'<p class="wp-block-([a-z-]{1,40})"(?: data-block="([^"<>]*)")?><a href="[^"<>]*">[^<>]*</a></p>')
MOST = 30
"""So many in one text are filled in; further ones stay links."""
ALIGNMENTS = ("left", "center", "right", "wide", "full")
NOT_IN_A_NAME = re.compile(r"[^\w\s-]")

Renderer = Callable[[WidgetPlan], str]
_renderers: dict[str, Renderer] = {}


def register_living_block(kind: str, renderer: Renderer) -> None:
    """Let ``renderer`` make the HTML of the blocks of this kind: the name that WordPress's has behind ``core/``."""
    _renderers[kind] = renderer


def with_living_blocks(html: str, publication: Publication) -> str:
    """``html`` (of a stored body) with what its blocks show now."""
    if BEGINS not in html:
        return html
    return MARK.sub(partial(_filled, publication), html, count=MOST)


def has_living_blocks(html: str) -> bool:
    """Whether ``html`` shows something of the site, and so may differ from one reading to the next."""
    return BEGINS in html and MARK.search(html) is not None


def without_living_blocks(html: str) -> str:
    """``html`` without such blocks: WordPress leaves them out of excerpts."""
    return MARK.sub("", html) if BEGINS in html else html


def _filled(publication: Publication, mark: re.Match[str]) -> str:
    renderer = _renderers.get(mark[1])
    if renderer is None:
        return mark[0]
    return renderer(WidgetPlan(kind=mark[1], publication=publication, options=_chosen(mark[2] or "")))


def _chosen(written: str) -> dict[str, object]:
    try:
        found = json.loads(unescape(written)) if written else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def class_names(plan: WidgetPlan, *names: str) -> str:
    """The classes of a block: its own, those of its kind, its place, and those that the author gave it."""
    align = plan.text("align")
    own = NOT_IN_A_NAME.sub("", plan.text("className")).split()[:20]
    place = [f"align{align}"] if align in ALIGNMENTS else []
    return " ".join([*(name for name in names if name), *place, *own, f"wp-block-{plan.kind}"])


def count_behind(count: int, *, is_shown: bool) -> SafeString:
    """A number in brackets behind a name."""
    return format_html("&nbsp;({})", count) if is_shown else SafeString()


def written_date(at: datetime, css_class: str, publication: Publication) -> SafeString:
    """A day as the owner writes it."""
    day = format_date(at, publication.date_format or get_format("DATE_FORMAT"))
    return format_html('<time datetime="{}" class="{}">{}</time>', at.isoformat(timespec="seconds"), css_class, day)
