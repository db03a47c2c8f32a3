"""The author's divisions of a body: ``<!--nextpage-->`` and ``<!--more-->``, with or without blocks around them."""

import re

from coranto.core.body_marks import more_mark
from coranto.core.html.tags import read_tags

_NEXT_PAGE = re.compile(
    r"\s*(?:<!--\s+wp:nextpage\s.{0,200}?-->\s*)?<!--nextpage-->(?:\s*<!--\s+/wp:nextpage\s+-->)?\s?", re.DOTALL
)
_MORE = re.compile(r"<!--more(?P<label>.{0,300}?)-->(?:\s*<!--noteaser-->)?", re.DOTALL)
_MORE_BLOCK = re.compile(r"<!-- /?wp:more(?:\s[^>]*?)? ?-->")
_PLACE = "\ufdd0more\ufdd0"  # not a character that text may have, so that no rule takes it for one
_ALONE = re.compile(rf"<p>(?:\s|<br>)*{_PLACE}(?:\s|<br>)*</p>\s?")
_WITH_BREAKS = re.compile(rf"(?:<br>\s*)?{_PLACE}(?:\s*<br>)?\s*")


def split_pages(raw: str) -> list[str]:
    """The raw pages: at least one. A division at the very beginning divides nothing, as in WordPress."""
    if "<!--nextpage-->" not in raw:
        return [raw]
    pages = _NEXT_PAGE.split(raw)
    return pages[1:] if len(pages) > 1 and not pages[0].strip() else pages


def mark_more(raw: str) -> tuple[str, str]:
    """``raw`` with its first ``more`` turned into a place that no rule changes, and the author's words for the link."""
    found = _MORE.search(raw) if "<!--more" in raw else None
    if not found:
        return raw, ""
    return _MORE.sub("", raw[: found.start()]) + _PLACE + _MORE.sub("", raw[found.end() :]), found["label"].strip()


def with_more_place(raw: str, number: int) -> str:
    """The first raw page as WordPress gives it to feeds: the place that ``#more-7`` leads to instead of the mark."""
    page = split_pages(raw)[0]
    found = _MORE.search(page) if "<!--more" in page else None
    if not found:
        return page
    before, after = (_MORE_BLOCK.sub("", part) for part in (page[: found.start()], page[found.end() :]))
    return f'{before}<span id="more-{number}"></span>{after}'


def place_more(html: str, label: str) -> str:
    """The cleaned page with the mark between whole elements, as near to the author's place as that is possible."""
    if _PLACE not in html:
        return html
    html = _ALONE.sub(_PLACE, html)
    at = html.index(_PLACE)
    open_at = _open_element(html, at)
    mark = more_mark(label)
    if open_at is None:
        return html.replace(_PLACE, mark)
    start, name = open_at
    if name == "p" and html[start:at].count("<") == html[start:at].count("<br>") + 1:
        tag_end = html.index(">", start) + 1
        return _WITH_BREAKS.sub(f"</p>\n{mark}\n{html[start:tag_end].replace(chr(92), chr(92) * 2)}", html)
    before, after = html[:start], html[start:].replace(_PLACE, "")
    return f"{before}{mark}{after}" if before.strip() else _after_first_element(after, mark)


def _open_element(html: str, at: int) -> tuple[int, str] | None:
    """Where the outermost element that is open at ``at`` begins, and its name."""
    depth = 0
    outermost: tuple[int, str] | None = None
    for tag in read_tags(html[:at]):
        if tag.void:
            continue
        if tag.closing:
            depth -= 1
        else:
            if depth == 0:
                outermost = (tag.start, tag.name)
            depth += 1
    return outermost if depth > 0 else None


def _after_first_element(html: str, mark: str) -> str:
    depth = 0
    for tag in read_tags(html):
        depth += 0 if tag.void else -1 if tag.closing else 1
        if depth == 0:
            return html[: tag.end] + mark + html[tag.end :]
    return html + mark
