"""Which elements fit which block of the desk, and the block's value for each."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

from coranto.core.html.tags import read_tags

Found = tuple[str, Any] | None
FindImage = Callable[[str], int | None]

# What the rich text editor keeps. It writes <b> for <strong> and <i> for <em>, and knows of links only the address.
_TEXT_TAGS = frozenset({"p", "b", "strong", "i", "em", "a", "code", "br", "s", "sup", "sub", "ul", "ol", "li", "hr"})
_QUOTE_TAGS = frozenset({"p", "b", "strong", "i", "em", "a", "br", "ul", "ol", "li"})
_LINE_TAGS = frozenset({"b", "strong", "i", "em", "a", "br"})
_MARKERS = {"p": "wp-block-paragraph", "ul": "wp-block-list", "ol": "wp-block-list", "hr": "wp-block-separator"}
_LINK = re.compile(r"(?:https?|ftp|mailto|tel):|[/#?]|[^:]*\Z", re.IGNORECASE)
_AFTER_LIST = re.compile(r"</[uo]l>(?!\s*(?:</li>|\Z))")  # the editor would join it to the list, or move it
_BARE_PARAGRAPH = re.compile(r"<p(?: class=\"wp-block-paragraph\")?>[^<]*</p>")  # as most are
_NEVER_CLOSED = re.compile(r"<(br|hr)(?: class=\"[^\"]*\")?>")
_INLINE = frozenset({"b", "strong", "i", "em", "a", "code", "br", "s", "sup", "sub"})


def fits_text(html: str, allowed: frozenset[str] = _TEXT_TAGS) -> bool:
    """Whether the rich text editor holds ``html`` without loss."""
    if _BARE_PARAGRAPH.fullmatch(html):
        return "p" in allowed
    open_names: list[str] = []
    for tag in read_tags(html):
        if tag.name not in allowed or not _attributes_fit(tag.name, tag.attributes):
            return False
        if tag.closing:
            open_names.pop()
            continue
        if not _stands_well(tag.name, open_names):
            return False
        if not tag.void:
            open_names.append(tag.name)
    return "<!--" not in html and not _AFTER_LIST.search(html)


def as_rich_text(html: str) -> str:
    """``html`` as the rich text editor reads it: one that is not written ``<br/>`` stays open for it."""
    return _NEVER_CLOSED.sub(r"<\1/>", html)


def _stands_well(name: str, open_names: list[str]) -> bool:
    """Whether the editor can hold an element inside the ones that are open."""
    parent = open_names[-1] if open_names else ""
    if name in ("p", "hr"):
        return not parent
    if name in ("ul", "ol"):
        return not parent or (parent == "li" and open_names[-2] == name and len(open_names) < 6)  # else it splits lists
    if name == "li":
        return parent in ("ul", "ol")
    if name == "a" and "a" in open_names:
        return False
    if name in _INLINE and name in open_names:
        return False
    return parent not in ("", "ul", "ol")


def _attributes_fit(name: str, attributes: dict[str, str]) -> bool:
    if name == "a":
        return attributes.keys() <= {"href"} and bool(_LINK.match(attributes.get("href", "")))
    if name in _MARKERS:
        classes = attributes.get("class", "").split()
        return attributes.keys() <= {"class"} and all(own == _MARKERS[name] for own in classes)
    return not attributes


def read_heading(html: str) -> Found:
    """``<h2>`` to ``<h4>`` with nothing but text in it."""
    found = re.fullmatch(r"<h([234])(?: class=\"wp-block-heading\")?>([^<]*)</h\1>", html, re.DOTALL)
    text = unescape(found[2]).strip() if found else ""
    return ("heading", {"text": " ".join(text.split(" ")), "level": found[1]}) if found and text else None


def read_quote(html: str) -> Found:
    """A quotation of paragraphs and lists, with or without its speaker."""
    found = re.fullmatch(
        r"<blockquote(?: class=\"[^\"]*\")?>(.*?)(?:<cite>([^<]*)</cite>)?\s*</blockquote>", html, re.DOTALL
    )
    if not found or not found[1].lstrip().startswith(("<p", "<ul", "<ol")) or not fits_text(found[1], _QUOTE_TAGS):
        return None
    return "quote", {"text": as_rich_text(found[1].strip()), "speaker": unescape(found[2] or ""), "source": ""}


def read_pull_quote(html: str) -> Found:
    """A pull quote of one paragraph of text."""
    found = re.fullmatch(
        r"<figure class=\"wp-block-pullquote\"><blockquote><p>((?:[^<]|<br>)*)</p>(?:<cite>([^<]*)</cite>)?"
        r"</blockquote></figure>",
        html,
    )
    if not found:
        return None
    return "pull_quote", {"text": unescape(found[1].replace("<br>", "\n")), "speaker": unescape(found[2] or "")}


def read_code(html: str) -> Found:
    """Program text without markup in it."""
    found = re.fullmatch(
        r"<pre(?: class=\"wp-block-code\")?><code(?: class=\"language-([\w+#-]+)\")?>([^<]*)</code></pre>", html
    )
    return ("code", {"text": unescape(found[2]), "language": found[1] or ""}) if found else None


def read_table(html: str) -> Found:
    """A table of plain text with equal rows."""
    found = re.fullmatch(
        r"(?:<figure class=\"wp-block-table\">)?\s*<table>(?:\s*<thead>(.*?)</thead>)?\s*<tbody>(.*?)</tbody>\s*"
        r"</table>"
        r"(?:<figcaption>([^<]*)</figcaption>)?\s*(?:</figure>)?",
        html,
        re.DOTALL,
    )
    if not found:
        return None
    head, body = _rows(found[1] or ""), _rows(found[2])
    rows = head + body
    if len(head) > 1 or not body or len({len(row) for row in rows}) != 1:
        return None
    first_column = bool(re.match(r"\s*<tr>\s*<th>", found[2]))
    return "table", {
        "data": rows,
        "cell": [],
        "mergeCells": [],
        "first_row_is_table_header": bool(head),
        "first_col_is_header": first_column,
        "table_header_choice": {(True, False): "row", (False, True): "column", (True, True): "both"}.get(
            (bool(head), first_column), "neither"
        ),
        "table_caption": unescape(found[3] or ""),
    }


def _rows(html: str) -> list[list[str]]:
    rows = re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
    return [
        [unescape(cell.replace("<br>", "\n")).strip() for cell in re.findall(r"<t[dh]>((?:[^<]|<br>)*)</t[dh]>", row)]
        for row in rows
    ]


def read_embed(html: str) -> Found:
    """A player of another site."""
    found = re.fullmatch(
        r"<figure class=\"embed\"(?: data-embed-[a-z]+=\"[^\"]*\")*><a href=\"([^\"]*)\">[^<]*</a>"
        r"(?:<figcaption>([^<]*)</figcaption>)?</figure>",
        html,
    )
    return ("embed", {"url": unescape(found[1]), "caption": unescape(found[2] or "")}) if found else None


def read_pictures(html: str, find_image: FindImage) -> tuple[str, Any] | None:
    """A figure of one picture, or a gallery of such figures, whose pictures are all known here."""
    if image := _picture_value(html, find_image):
        return "image", image
    found = re.fullmatch(r"<figure class=\"wp-block-gallery ([^\"]*)\">(.*)</figure>", html.strip(), re.DOTALL)
    if not found:
        return None
    figures = re.split(r"(?<=</figure>)\s*", found[2].strip())
    values = [_picture_value(figure, find_image) for figure in figures if figure]
    if not values or not all(values):
        return None
    columns = re.search(r"\bcolumns-([1-9])\b", found[1])
    images = [{"type": "item", "value": value} for value in values]
    return "gallery", {"images": images, "columns": int(columns[1]) if columns else 3}


_FIGURE = re.compile(
    r"<figure class=\"(?P<classes>wp-block-image[^\"]*)\">\s*<img (?P<image>[^>]*)>\s*"
    r"(?:<figcaption(?: class=\"[^\"]*\")?>(?P<caption>.*?)</figcaption>)?\s*</figure>",
    re.DOTALL,
)
_PLAIN_CLASSES = re.compile(r"wp-block-image|size-\w+|is-resized|align(?:none|wide|full|center)|wp-image-\d+")


def _picture_value(html: str, find_image: FindImage) -> dict[str, Any] | None:
    found = _FIGURE.fullmatch(html.strip())
    if not found:
        return None
    classes = found["classes"].split()
    src = re.search(r'(?:^| )src="([^"]*)"', found["image"])
    key = find_image(unescape(src[1])) if src else None
    caption = found["caption"] or ""
    if key is None or not all(_PLAIN_CLASSES.fullmatch(name) for name in classes):
        return None
    if not fits_text(f"<p>{caption}</p>", _LINE_TAGS | {"p"}):
        return None
    width = next((name.removeprefix("align") for name in classes if name in ("alignwide", "alignfull")), "")
    return {"image": key, "caption": as_rich_text(f"<p>{caption}</p>") if caption else "", "width": width}


SHAPES: dict[str, tuple[Callable[[str], Found], ...]] = {
    "blockquote": (read_quote,),
    "figure": (read_embed, read_pull_quote, read_table),
    "h2": (read_heading,),
    "h3": (read_heading,),
    "h4": (read_heading,),
    "pre": (read_code,),
    "table": (read_table,),
}
