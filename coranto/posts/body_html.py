"""The HTML of a body from its blocks, as they are stored (``[{"type", "value", "id"}, …]``).

A pure function: what lies in the database (pictures, links to posts) comes through look-ups. Everything that an editor
can write is cleaned here, so what comes out may be printed as it is. The marks between pages and after the teaser
(``core.body_marks``) stand in blocks of original HTML.

An imported body made into blocks and printed here is the same by ``core.html_sameness``.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from coranto.core.body_marks import MORE, NEXT_PAGE
from coranto.core.embeds import find_embed, render_embed
from coranto.core.html.cleaning import clean_body
from coranto.core.html.tags import escape_value

_BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')
_MARKS = re.compile(rf"({NEXT_PAGE}|{MORE.pattern.replace('(.*?)', '.*?')})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class BodyImage:
    """A picture as a body shows it. ``srcset`` and ``sizes`` may be empty; sizes are in pixels."""

    url: str
    alt: str = ""
    width: int = 0
    height: int = 0
    srcset: str = ""
    sizes: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Lookups:
    """What printing must ask for: a picture by its key; rich text with links to pages and posts made into addresses."""

    image: Callable[[int], BodyImage | None] = lambda key: None
    expand_links: Callable[[str], str] = lambda html: html


Printer = Callable[[Any, Lookups], str]


def render_blocks(blocks: Iterable[Mapping[str, Any]], lookups: Lookups | None = None) -> str:
    """The HTML of a body, clean. Blocks of a type that is not known here print nothing."""
    lookups = lookups or Lookups()
    printed = (_PRINTERS[block["type"]](block["value"], lookups) for block in blocks if block["type"] in _PRINTERS)
    return "\n".join(html for html in printed if html)


def _text(value: Any, lookups: Lookups) -> str:
    return clean_body(_rich(value, lookups))


def _rich(value: Any, lookups: Lookups) -> str:
    return lookups.expand_links(_BLOCK_KEY.sub("", str(value or "")))


def _heading(value: Any, lookups: Lookups) -> str:
    level = str(value.get("level") or "2")
    name = f"h{level if level in ('2', '3', '4') else '2'}"
    return f"<{name}>{_plain(value.get('text'))}</{name}>"


def _quote(value: Any, lookups: Lookups) -> str:
    text = clean_body(_rich(value.get("text"), lookups))
    return f"<blockquote>{text}{_credit_of(value.get('speaker'), value.get('source'))}</blockquote>"


def _pull_quote(value: Any, lookups: Lookups) -> str:
    text = _lines(value.get("text"))
    said = f"<blockquote><p>{text}</p>{_credit_of(value.get('speaker'), '')}</blockquote>"
    return f'<figure class="wp-block-pullquote">{said}</figure>'


def _credit_of(speaker: Any, source: Any) -> str:
    if speaker and source:
        return f"<footer>{_plain(speaker)}, <cite>{_plain(source)}</cite></footer>"
    return f"<cite>{_plain(speaker or source)}</cite>" if speaker or source else ""


def _code(value: Any, lookups: Lookups) -> str:
    language = re.sub(r"[^\w+#-]", "", str(value.get("language") or ""))
    kind = f' class="language-{language}"' if language else ""
    return f"<pre><code{kind}>{_plain(value.get('text'))}</code></pre>"


def _embed(value: Any, lookups: Lookups) -> str:
    address = str(value.get("url") or "")
    caption = _plain(value.get("caption"))
    if embed := find_embed(address):
        return clean_body(render_embed(embed, caption=caption))
    link = f'<a href="{escape_value(address)}">{_plain(address)}</a>'
    return clean_body(f'<figure class="embed">{link}{_below(caption)}</figure>')


def _table(value: Any, lookups: Lookups) -> str:
    rows: Sequence[Sequence[Any]] = (value or {}).get("data") or []
    if not rows:
        return ""
    has_head = bool(value.get("first_row_is_table_header"))
    head = f"<thead>{_row(rows[0], 'th', 'th')}</thead>" if has_head else ""
    first = "th" if value.get("first_col_is_header") else "td"
    body = "".join(_row(row, first, "td") for row in rows[has_head:])
    table = f"<table>{head}<tbody>{body}</tbody></table>" if body else f"<table>{head}</table>"
    return f'<figure class="wp-block-table">{table}{_below(_plain(value.get("table_caption")))}</figure>'


def _row(cells: Sequence[Any], first: str, others: str) -> str:
    names = [others if at else first for at in range(len(cells))]
    return f"<tr>{''.join(f'<{name}>{_lines(cell)}</{name}>' for name, cell in zip(names, cells, strict=True))}</tr>"


def _image(value: Any, lookups: Lookups) -> str:
    image = lookups.image(int(value["image"])) if value.get("image") else None
    if image is None:
        return ""
    wide = value.get("width")
    align = f" align{wide}" if wide in ("wide", "full") else ""
    caption = clean_body(_inline(_rich(value.get("caption"), lookups)))
    return f'<figure class="wp-block-image{align}">{_picture(image)}{_below(caption, image.credit)}</figure>'


def _gallery(value: Any, lookups: Lookups) -> str:
    pictures = [_image(item.get("value", item), lookups) for item in value.get("images") or []]
    columns = value.get("columns")
    columns = columns if isinstance(columns, int) and 1 <= columns <= 9 else 3
    inside = "".join(pictures)
    return f'<figure class="wp-block-gallery has-nested-images columns-{columns}">{inside}</figure>' if inside else ""


def _picture(image: BodyImage) -> str:
    attributes = {"src": image.url, "alt": image.alt}
    if image.width and image.height:
        attributes |= {"width": str(image.width), "height": str(image.height)}
    if image.srcset:
        attributes |= {"srcset": image.srcset, "sizes": image.sizes}
    written = "".join(f' {name}="{escape_value(value)}"' for name, value in attributes.items())
    return f'<img{written} loading="lazy" decoding="async">'


def _below(caption: str, credit: str = "") -> str:
    by = f'<small class="credit">{_plain(credit)}</small>' if credit else ""
    return f"<figcaption>{caption}{' ' if caption and by else ''}{by}</figcaption>" if caption or by else ""


def _html(value: Any, lookups: Lookups) -> str:
    """Original HTML, cleaned piece by piece between the marks, which cleaning would take out."""
    pieces = _MARKS.split(str(value or ""))
    return "".join(piece if at % 2 else clean_body(piece) for at, piece in enumerate(pieces))


def _inline(rich: str) -> str:
    """The inside of a rich text of one paragraph."""
    return re.sub(r"</p>\s*<p[^>]*>", "<br>", rich).removeprefix("<p>").removesuffix("</p>")


def _plain(text: Any) -> str:
    return escape(str(text or ""), quote=False).replace("\u00a0", "&nbsp;")


def _lines(text: Any) -> str:
    return _plain(text).replace("\r\n", "\n").replace("\n", "<br>")


_PRINTERS: dict[str, Printer] = {
    "code": _code,
    "embed": _embed,
    "gallery": _gallery,
    "heading": _heading,
    "html": _html,
    "image": _image,
    "pull_quote": _pull_quote,
    "quote": _quote,
    "table": _table,
    "text": _text,
}
