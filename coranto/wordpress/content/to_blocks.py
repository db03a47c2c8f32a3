"""An imported body made into the blocks of the desk, so that it can be edited without loss.

The body is taken apart into its top-level elements. Each becomes the block that holds it without loss; what no block
holds stays, letter by letter, in a block of original HTML. Neighbours of the same kind share one block, but for two
lists of the same kind, which the rich text editor would make one. That nothing is lost is checked here for each
element: it is printed again (``posts.body_html``) and must be the same.
"""

import json
import re
import uuid
from collections.abc import Iterator
from typing import Any, NamedTuple

from coranto.core.html.sameness import normal_form
from coranto.core.html.tags import has_balanced_tags, read_tags
from coranto.posts.body_html import render_blocks
from coranto.wordpress.content.block_shapes import SHAPES, FindImage, as_rich_text, fits_text, read_pictures

_NAMESPACE = uuid.UUID("6f2f7a0e-3f0b-5d0c-9d57-2b8f6c1f4a11")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


class _Piece(NamedTuple):
    name: str  # of the element; "" for text and inline elements outside of any block, "!" for a comment
    html: str


def to_blocks(html: str, *, find_image: FindImage | None = None) -> list[dict[str, Any]]:
    """The blocks of a cleaned body, as the desk stores them: ``[{"type", "value", "id"}, …]``.

    ``find_image`` says which image of ours (its key) an address is; pictures that it does not know stay HTML. The ids
    depend on the content only, so the same body gives the same blocks.
    """
    if not html.strip():
        return []
    blocks: list[tuple[str, Any]] = []
    last = ""
    pieces = _pieces(html) if has_balanced_tags(html) else iter([_Piece("", html)])
    for piece in pieces:
        kind, value = _read(piece, find_image)
        joins = bool(blocks) and kind in ("text", "html") and blocks[-1][0] == kind
        if joins and not (kind == "text" and piece.name == last and last in ("ul", "ol")):
            blocks[-1] = (kind, f"{blocks[-1][1]}\n{value}")
        else:
            blocks.append((kind, value))
        last = piece.name
    return [_with_id(kind, value, at) for at, (kind, value) in enumerate(blocks)]


def _read(piece: _Piece, find_image: FindImage | None) -> tuple[str, Any]:
    if piece.name in ("p", "ul", "ol", "hr") and fits_text(piece.html):
        return "text", as_rich_text(piece.html)
    if piece.name == "figure" and find_image and (pictures := read_pictures(piece.html, find_image)):
        return pictures
    for read in SHAPES.get(piece.name, ()):
        found = read(piece.html)
        if found and _is_same(found, piece.html):
            return found
    return "html", piece.html


def _is_same(found: tuple[str, Any], html: str) -> bool:
    return normal_form(render_blocks([{"type": found[0], "value": found[1]}])) == normal_form(html)


def _with_id(kind: str, value: Any, at: int) -> dict[str, Any]:
    content = f"{at}\n{kind}\n{json.dumps(value, sort_keys=True)}"
    return {"type": kind, "value": value, "id": str(uuid.uuid5(_NAMESPACE, content))}


_BLOCK_NAMES = (
    "address article aside blockquote details div dl fieldset figure footer h1 h2 h3 h4 h5 h6 header hgroup hr main "
    "menu nav ol p pre section table ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())


def _pieces(html: str) -> Iterator[_Piece]:
    """The top-level elements and what stands between them, in order, without the white space between."""
    done = depth = 0
    start, name = 0, ""
    for tag in read_tags(html):
        if depth == 0 and not tag.closing and tag.name in _BLOCKS:
            yield from _loose(html[done : tag.start])
            start, name, done = tag.start, tag.name, tag.start
        if not tag.void:
            depth += -1 if tag.closing else 1
        if depth == 0 and tag.name == name and done == start and name in _BLOCKS:
            yield _Piece(name, html[start : tag.end])
            done, name = tag.end, ""
    yield from _loose(html[done:])


def _loose(html: str) -> Iterator[_Piece]:
    """Text, inline elements and comments outside of any block element."""
    done = 0
    for comment in _COMMENT.finditer(html):
        if html[done : comment.start()].strip():
            yield _Piece("", html[done : comment.start()].strip())
        yield _Piece("!", comment[0])
        done = comment.end()
    if html[done:].strip():
        yield _Piece("", html[done:].strip())
