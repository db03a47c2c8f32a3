"""The marks that divide a stored body (``body_html``): WordPress's own comments, between whole elements.

``<!--nextpage-->`` begins a further page; ``<!--more-->`` or ``<!--more Go on-->`` ends what listings show. Whoever
writes a body cleans each part by itself and joins the parts with a mark, so that every part is well-formed on its own.
Cleaning would remove the marks.
"""

import re
from dataclasses import dataclass
from html import unescape

NEXT_PAGE = "<!--nextpage-->"
MORE = re.compile(r"<!--more(?:\s+(.*?))?\s*-->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Teaser:
    """What stands before the mark, and the words that the author chose for the link to the rest."""

    html: str
    label: str = ""


def body_pages(body_html: str) -> list[str]:
    """The pages of a body: at least one, however empty."""
    return body_html.split(NEXT_PAGE)


def teaser_of(body_html: str) -> Teaser | None:
    """The part before the first ``more`` mark of the first page, or nothing where there is no mark."""
    first = body_html.split(NEXT_PAGE, 1)[0]
    found = MORE.search(first)
    return Teaser(first[: found.start()], unescape(found[1] or "").strip()) if found else None


def with_more_anchor(page_html: str, number: int) -> str:
    """One page with the ``more`` mark turned into the place that ``…#more-N`` leads to, as WordPress prints it."""
    return MORE.sub(f'<span id="more-{number}"></span>', page_html, count=1)


def joined_pages(pages: list[str]) -> str:
    """The body of these pages; the inverse of :func:`body_pages`."""
    return NEXT_PAGE.join(pages)


def more_mark(label: str = "") -> str:
    """The mark to write, with the words for the link if the author chose some."""
    label = " ".join(label.replace("--", "–").replace(">", "").split())
    return f"<!--more {label}-->" if label else "<!--more-->"
