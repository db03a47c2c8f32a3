"""Hashed pieces of a text: its words, word pairs, and short runs of characters.

A piece is a bucket number below 2**19, from CRC-32 so that it is the same on every machine and in every process.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from zlib import crc32

BITS = 19
BUCKETS = 1 << BITS
MASK = BUCKETS - 1

_WORD, _PAIR, _NAMED = 0x1F3A, 0x2B77, 0x3C15
_LONG_SCRIPT = 0x2E80  # from here on (Chinese, Japanese, Korean) one sign carries as much as several Latin letters


def word_piece(word: str) -> int:
    """The bucket of one folded word."""
    return crc32(word.encode("utf-16-le", "surrogatepass"), _WORD) & MASK


def named_piece(name: str) -> int:
    """The bucket of a named observation, such as ``ending:ru`` or ``signal:links``."""
    return crc32(name.encode("utf-8", "surrogatepass"), _NAMED) & MASK


def text_pieces(words: list[str], restored: Iterable[str] = ()) -> set[int]:
    """The buckets of a text given as folded words; ``restored`` are further spellings of some of them."""
    joined = f" {' '.join(words)} "
    encoded = joined.encode("utf-16-le", "surrogatepass")
    size = len(encoded)
    grams = {encoded[at : at + 6] for at in range(0, size - 5, 2)}
    grams.update([encoded[at : at + 10] for at in range(0, size - 9, 2)])
    if not joined.isascii() and max(joined) >= chr(_LONG_SCRIPT):
        grams.update([encoded[at : at + 4] for at in range(0, size - 3, 2)])
        grams.update([encoded[at : at + 2] for at in range(0, size - 1, 2)])
    pieces = set(map(crc32, grams))
    pieces.update([crc32(word.encode("utf-16-le", "surrogatepass"), _WORD) for word in {*words, *restored}])
    pieces.update([crc32(f"{a} {b}".encode("utf-16-le", "surrogatepass"), _PAIR) for a, b in pairwise(words)])
    return {piece & MASK for piece in pieces}
