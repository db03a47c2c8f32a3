"""WordPress's block markup read into a tree.

A block is what stands between ``<!-- wp:name {"json": true} -->`` and ``<!-- /wp:name -->``, or alone in
``<!-- wp:name {…} /-->``; the comments nest. Anything outside is plain HTML. Broken markup never loses text: an end
without a beginning is passed over, a block without an end lasts to the end of what it stands in.

Source of the grammar: the block editor's handbook, "Block grammar".
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

_OPENS = "<!--"
_CLOSES = "-->"
_DELIMITER = re.compile(
    r"\s+(/)?wp:([a-z][a-z0-9_-]*(?:/[a-z][a-z0-9_-]*)?)\s+(\{.*\}\s+)?(/)?\Z",
    re.DOTALL,
)


@dataclass(slots=True)
class Block:
    """One block: its full name (``core/paragraph``), attributes, and HTML and inner blocks in order."""

    name: str
    attributes: dict[str, Any] = field(default_factory=dict)
    parts: "list[str | Block]" = field(default_factory=list)
    is_broken: bool = False

    @property
    def inner(self) -> "list[Block]":
        """The blocks directly inside."""
        return [part for part in self.parts if isinstance(part, Block)]

    @property
    def is_hidden(self) -> bool:
        """Whether the author hid it from every reader."""
        metadata = self.attributes.get("metadata")
        return isinstance(metadata, dict) and metadata.get("blockVisibility") is False

    @property
    def own_html(self) -> str:
        """The HTML that is not of an inner block."""
        return "".join(part for part in self.parts if isinstance(part, str))


class _Delimiter(NamedTuple):
    start: int
    end: int
    name: str
    attributes: dict[str, Any] | None  # None when they could not be read
    begins: bool
    alone: bool


def has_blocks(raw: str) -> bool:
    """Whether a body was written with the block editor."""
    return "<!-- wp:" in raw


def read_blocks(raw: str) -> "list[str | Block]":
    """HTML and blocks of ``raw`` in order."""
    root = Block("")
    open_blocks = [root]
    done = 0
    for mark in _delimiters(raw):
        if mark.start > done:
            open_blocks[-1].parts.append(raw[done : mark.start])
        done = mark.end
        if mark.begins:
            block = Block(mark.name, mark.attributes or {}, is_broken=mark.attributes is None)
            open_blocks[-1].parts.append(block)
            if not mark.alone:
                open_blocks.append(block)
        elif len(open_blocks) > 1 and open_blocks[-1].name == mark.name:
            open_blocks.pop()
        elif any(block.name == mark.name for block in open_blocks[1:]):
            while open_blocks[-1].name != mark.name:
                open_blocks.pop().is_broken = True
            open_blocks.pop()
    if done < len(raw):
        open_blocks[-1].parts.append(raw[done:])
    for block in open_blocks[1:]:
        block.is_broken = True
    return root.parts


def _delimiters(raw: str) -> Iterator[_Delimiter]:
    start = raw.find(_OPENS)
    while start >= 0:
        end = raw.find(_CLOSES, start)
        if end < 0:
            return
        found = _DELIMITER.match(raw, start + len(_OPENS), end)
        if found:
            ends, name, attributes, alone = found.groups()
            name = name if "/" in name else f"core/{name}"
            yield _Delimiter(start, end + len(_CLOSES), name, _read_json(attributes), not ends, bool(alone))
        start = raw.find(_OPENS, end)


def _read_json(text: str | None) -> dict[str, Any] | None:
    if not text:
        return {}
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None
