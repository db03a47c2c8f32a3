"""A body letter by letter as WordPress prints it, for programs that compare: REST and XML-RPC.

The steps are those of ``rendering``, without what is ours: no players in place of addresses (WordPress would ask other
sites for them), no cleaning, no division into pages. So the result is given only where it is harmless; for the others
the caller has the cleaned body.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from coranto.core.autop import autop
from coranto.core.html.harmless import is_harmless
from coranto.core.text import EXCERPT_WORDS, strip_tags
from coranto.core.texturize import texturize
from coranto.wordpress.content.block_rendering import render_parts
from coranto.wordpress.content.blocks import Block, has_blocks, read_blocks
from coranto.wordpress.content.printed_pictures import Pictures, complete_images
from coranto.wordpress.content.scope import Kind, Scope
from coranto.wordpress.content.shortcode_media import render_caption
from coranto.wordpress.content.shortcodes import (
    Renderer,
    Shortcode,
    find_shortcodes,
    render_shortcodes,
    unwrap_shortcodes,
)
from coranto.wordpress.content.site import KnownSite

_NAMES = ("audio", "caption", "embed", "gallery", "playlist", "video", "wp_caption")
_MADE_ANEW = re.compile(r"\[/?(?:audio|embed|gallery|playlist|video)[\s\]]", re.IGNORECASE)
_OTHERWISE = frozenset({Kind.DYNAMIC_BLOCK, Kind.MISSING_BLOCK, Kind.BROKEN_BLOCK, Kind.UNKNOWN_EMBED})
_SUMMED = frozenset(
    {"core/freeform", "core/heading", "core/html", "core/list", "core/media-text", "core/paragraph",
     "core/preformatted", "core/pullquote", "core/quote", "core/table", "core/verse"}
)  # fmt: skip
ENOUGH_WORDS = 3 * EXCERPT_WORDS
_DIVIDING = frozenset({"core/more", "core/nextpage"})
_FOOTNOTE_MARK = re.compile(r'<sup data-fn="[^"]+" class="[^"]+">\s*<a href="[^"]+" id="[^"]+">\d+</a>\s*</sup>')
_AROUND = frozenset({"core/columns", "core/column", "core/group"})


def print_as_wordpress(raw: str, *, post: int = 0, pictures: Pictures | None = None, footnotes: str = "") -> str | None:
    """``raw`` (classic text or block markup) as WordPress prints it; None where that cannot be known, or would harm.

    ``pictures`` are those of the media library, by number; ``footnotes`` is the post's field of that name.
    """
    if _MADE_ANEW.search(raw) or "<iframe" in raw.lower():
        return None
    return _printed(list(_read(raw)) if has_blocks(raw) else raw, Scope(KnownSite(), post, footnotes), pictures)


def print_for_summary(raw: str, printed: str | None, *, post: int = 0) -> str | None:
    """What WordPress makes excerpts from, as it prints it: no shortcodes, only blocks of running text.

    ``printed`` is the whole body as printed, which it is where nothing had to be left out.
    """
    unmarked = "data-fn=" in raw
    if unmarked:
        raw, printed = _FOOTNOTE_MARK.sub("", raw), None
    if has_blocks(raw):
        if printed is not None and _begins_running(_read(raw)):
            return printed
        return _printed(list(_beginning(_running(_read(raw)))), Scope(KnownSite(), post))
    text = _without_shortcodes(raw)
    return printed if text == raw and not unmarked else _printed(text, Scope(KnownSite(), post))


def _printed(body: str | list[str | Block], scope: Scope, pictures: Pictures | None = None) -> str | None:
    scope.as_stored = True
    text = body if isinstance(body, str) else render_parts(body, scope)
    if any(problem.kind in _OTHERWISE for problem in scope.problems):
        return None
    text = texturize(text, shortcodes=_NAMES)
    if isinstance(body, str):
        text = autop(text)
    text = render_shortcodes(unwrap_shortcodes(text, _NAMES), _SHORTCODES, scope)
    text = complete_images(scope.put_back(text), pictures or {}).replace("]]>", "]]&gt;")
    return text if is_harmless(text) else None


def _running(parts: Iterable[str | Block], depth: int = 0) -> Iterator[str | Block]:
    for part in parts:
        if isinstance(part, str):
            if not depth:
                yield part
        elif part.name in _DIVIDING:
            return
        elif part.is_hidden:
            continue
        elif part.name in _SUMMED:
            if _is_running(part):
                yield part
        elif part.name in _AROUND and depth < len(_AROUND) * 3:
            yield from _running(part.inner, depth + 1)


def _is_running(block: Block) -> bool:
    return block.name in _SUMMED and all(inner.name in _SUMMED and not inner.inner for inner in block.inner)


def _begins_running(parts: Iterable[str | Block]) -> bool:
    """Whether nothing is left out of a summary before it has words enough, so that the text as printed serves."""
    return all(isinstance(part, str) or _is_running(part) for part in _beginning(parts))


def _beginning(parts: Iterable[str | Block]) -> Iterator[str | Block]:
    """The parts that the first words stand in, and some more."""
    words = 0
    for part in parts:
        yield part
        words += len(part.split()) if isinstance(part, str) else _word_count(part)
        if words > ENOUGH_WORDS:
            return


def _word_count(block: Block) -> int:
    inner = sum(_word_count(each) for each in block.inner)
    return inner + len(strip_tags(block.own_html).split())


@lru_cache(maxsize=4)
def _read(raw: str) -> tuple[str | Block, ...]:
    """The blocks, which are read for the text and again for its summary; nobody may change them."""
    return tuple(read_blocks(raw))


def _without_shortcodes(raw: str) -> str:
    if "[" not in raw:
        return raw
    pieces, done = [], 0
    for start, end, shortcode in find_shortcodes(raw, _NAMES):
        if shortcode.name:
            pieces.append(raw[done:start])
            done = end
    return "".join([*pieces, raw[done:]])


def _caption(shortcode: Shortcode, scope: Scope) -> str:
    """A picture with its caption, as wide as it is told to be."""
    html = render_caption(shortcode, scope)
    width = re.sub(r"\D.*", "", shortcode.get("width"))
    return html.replace(' class="wp-caption ', f' style="width: {width}px" class="wp-caption ', 1) if width else html


_SHORTCODES: dict[str, Renderer] = {"caption": _caption, "wp_caption": _caption}
