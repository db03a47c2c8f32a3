"""Titles, texts and excerpts as WordPress renders them for programs."""

import datetime
from dataclasses import dataclass
from html import escape
from typing import Protocol

from coranto.core.autop import autop
from coranto.core.body_marks import MORE, NEXT_PAGE
from coranto.core.bounded_memory import BoundedMemory
from coranto.core.clickable import make_clickable
from coranto.core.comment_text import REL
from coranto.core.html.harmless import is_harmless
from coranto.core.plain_text import at_block_edges, plain_text
from coranto.core.text import strip_tags, trim_words
from coranto.core.texturize import texturize
from coranto.core.titles import printed_title
from coranto.core.wordpress_spelling import respelled
from coranto.feeds import post_items
from coranto.publication.addresses import absolute, with_whole_addresses
from coranto.publication.living_blocks import BEGINS, with_living_blocks, without_living_blocks
from coranto.wordpress.content.as_printed import print_as_wordpress, print_for_summary
from coranto.wordpress.content.printed_pictures import PrintedPicture
from coranto.wordpress.rest.answers import Json
from coranto.wordpress.rest.asked import Asked

KEPT = 16_000_000
"""Characters of texts that a process keeps."""
BEGINNING = 1_000
"""The first words of a text are looked for in so much of it, and in the whole only if they are not there."""
UNTITLED = "Untitled"
"""What WordPress's theme Twenty Twenty-One writes for a post without a title."""


class Texted(post_items.Texted, Protocol):
    """A post or page."""

    modified_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class Raw:
    """What the export held of a text that nobody has changed since."""

    content: str = ""
    is_known: bool = False
    modified_local: str = ""
    thumbnail: int = 0
    pictures: tuple[PrintedPicture, ...] = ()
    footnotes: str = ""


_kept = BoundedMemory[tuple[str, str]](KEPT)


def rendered_texts(thing: Texted, raw: Raw, path: str, *, asked: Asked, is_open: bool) -> dict[str, Json]:
    """``content`` and ``excerpt``; empty where the text waits for a password (it is not ``is_open``)."""
    protected = bool(thing.password)
    content = excerpt = ""
    if is_open and (asked.wants("content") or asked.wants("excerpt")):
        content, summary = content_and_summary(thing, raw)
        excerpt = excerpt_of(thing, summary, path)
        content = _alive(content, thing, asked) if asked.wants("content") else ""
    return {
        "content": {"rendered": content, "protected": protected},
        "excerpt": {"rendered": excerpt, "protected": protected},
    }


def title_of(title: str) -> str:
    """A title with typographic signs and its own mark-up, as far as that is harmless."""
    if not title.strip():
        return UNTITLED
    return printed_title(title)


def content_and_summary(thing: Texted, raw: Raw) -> tuple[str, str]:
    """The whole text, and the words of its excerpt without the paragraph round them.

    What was made is kept in memory: the newest texts are asked for over and over.
    """
    key = (thing.number, thing.modified_at, hash(thing.body_html), hash(raw))
    found = _kept.get(key)
    if found is None:
        found = _made(thing, raw)
        _kept.put(key, found, len(found[0]) + len(found[1]))
    return found


def _made(thing: Texted, raw: Raw) -> tuple[str, str]:
    pictures = {picture.number: picture for picture in raw.pictures}
    printed = words = None
    if raw.is_known:
        printed = print_as_wordpress(raw.content, post=thing.number, pictures=pictures, footnotes=raw.footnotes)
        words = print_for_summary(raw.content, printed, post=thing.number)
    content = _ended(as_elsewhere(thing.body_html)) if printed is None else printed
    if words is not None:
        return content, summary_words(words, is_printed=True)
    return content, summary_words(content if printed is not None else respelled(without_living_blocks(thing.body_html)))


def _alive(content: str, thing: Texted, asked: Asked) -> str:
    """The text with what its blocks show now, which is not kept; what is printed from an export has none of them."""
    if BEGINS not in thing.body_html or content != _ended(as_elsewhere(thing.body_html)):
        return content
    return _ended(as_elsewhere(with_living_blocks(thing.body_html, asked.publication)))


def as_elsewhere(html: str) -> str:
    """A body in WordPress's spelling and with whole addresses."""
    return respelled(with_whole_addresses(html))


def _ended(content: str) -> str:
    """A text with the end of line that WordPress's ``wpautop`` puts behind the last paragraph."""
    return f"{content}\n" if content and not content.endswith("\n") else content


def summary_words(content: str, *, is_printed: bool = False) -> str:
    """The first words of the first page, up to the ``more`` mark; ends in a NUL where words were left out.

    ``is_printed``: the text is what WordPress makes excerpts from, with paragraphs made once more as it makes them
    there: only what those divide are two words.
    """
    divide = autop if is_printed else _with_edges
    first = content.split(NEXT_PAGE, 1)[0]
    found = MORE.search(first) if "<!--" in first else None
    first = first[: found.start()] if found else first
    end = first.find("</p>", BEGINNING)
    words = trim_words(divide(first[:end]), more="\0") if end >= 0 else ""
    return words if words.endswith("\0") else trim_words(divide(first), more="\0")


def _with_edges(html: str) -> str:
    return at_block_edges(html, r"\n\g<0>\n")


def excerpt_of(thing: Texted, summary: str, path: str) -> str:
    """The excerpt in its paragraph: what the author wrote, else the first words with a link to the rest."""
    written = thing.excerpt.strip()
    if written:
        shown = autop(texturize(written))
        return shown if is_harmless(shown) else autop(escape(strip_tags(shown), quote=False))
    if summary.endswith("\0"):
        summary = summary[:-1] + _rest(thing.title, path)
    return f"<p>{summary}</p>\n" if summary else ""


def _rest(title: str, path: str) -> str:
    """The link of WordPress's theme Twenty Twenty-One."""
    name = f'<span class="screen-reader-text">{title_of(title)}</span>'
    return f'&hellip; <a class="more-link" href="{escape(absolute(path))}">Continue reading {name}</a>'


def comment_text(text: str, html: str) -> str:
    """A comment as WordPress prints it: as it was written, where that is harmless and says the same; else as cleaned.

    ``text`` is what was written, ``html`` what readers get.
    """
    if "&" in text or "<" in text:
        printed = autop(texturize(make_clickable(text, rel=REL)))
        if is_harmless(printed) and plain_text(printed) == plain_text(html):
            return printed
    spelled = respelled(html)
    return spelled if not spelled or spelled.endswith("\n") else f"{spelled}\n"
