"""A list of addresses as lines of text, whatever their number and however long one of them is. Pure."""

from collections.abc import Iterator
from typing import NamedTuple

LONGEST_LINE = 8_192
SHOWN = 200
MARK = b"\xef\xbb\xbf"


class Line(NamedTuple):
    """One line that is not empty and no comment (``#``); ``problem`` says why it cannot be used."""

    text: str
    problem: str = ""


def read_lines(blocks: Iterator[bytes]) -> Iterator[Line]:
    """The lines of the text in ``blocks``. Bytes that are no UTF-8 stay as they are, behind surrogates."""
    for number, (raw, is_whole) in enumerate(_raw_lines(blocks)):
        text = (raw.removeprefix(MARK) if not number else raw).decode("utf-8", "surrogateescape").strip()
        if not text or text.startswith("#"):
            continue
        if not is_whole:
            yield Line(text[:SHOWN] + "…", f"a line of more than {LONGEST_LINE:,} bytes")
        else:
            yield Line(text)


def _raw_lines(blocks: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Lines without their ends, and whether each is whole: of one that is too long only the beginning is kept."""
    rest, is_whole = b"", True
    for block in blocks:
        pieces = block.replace(b"\r", b"\n").split(b"\n")
        for place, piece in enumerate(pieces):
            if place:
                yield rest, is_whole
                rest, is_whole = b"", True
            room = LONGEST_LINE - len(rest)
            is_whole = is_whole and len(piece) <= room
            rest += piece[: max(room, 0)]
    yield rest, is_whole
