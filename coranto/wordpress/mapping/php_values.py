"""Values as PHP's ``serialize`` writes them, in which WordPress keeps arrays: read, and never more than plain ones."""

from typing import Any

MAX_DEPTH = 20


class NotPlainError(ValueError):
    """The text is cut off, damaged, or holds an object."""


def read_php(text: str) -> Any:
    """Numbers, texts, ``None`` and arrays (as dictionaries). Raise NotPlainError for anything else.

    >>> read_php('a:2:{s:5:"width";i:640;s:4:"file";s:5:"é.j";}')["width"]
    640
    """
    value, end = _Reader(text.encode("utf-8", "surrogatepass")).value(0, 0)
    del end
    return value


class _Reader:
    """Lengths count bytes, so bytes are what is read."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw

    def value(self, at: int, depth: int) -> tuple[Any, int]:
        kind = self.raw[at : at + 2]
        if kind == b"N;":
            return None, at + 2
        if kind == b"s:":
            return self._text(at + 2)
        if kind == b"a:" and depth < MAX_DEPTH:
            return self._array(at + 2, depth)
        if kind in (b"i:", b"b:", b"d:"):
            return self._number(kind, at + 2)
        raise NotPlainError

    def _until(self, mark: bytes, at: int) -> tuple[bytes, int]:
        end = self.raw.find(mark, at, at + 40)
        if end < 0:
            raise NotPlainError
        return self.raw[at:end], end + len(mark)

    def _number(self, kind: bytes, at: int) -> tuple[Any, int]:
        digits, at = self._until(b";", at)
        try:
            return (float(digits) if kind == b"d:" else int(digits)), at
        except ValueError:
            raise NotPlainError from None

    def _length(self, at: int) -> tuple[int, int]:
        digits, at = self._until(b":", at)
        if not digits.isdigit():
            raise NotPlainError
        return int(digits), at

    def _text(self, at: int) -> tuple[str, int]:
        length, at = self._length(at)
        end = at + 1 + length
        if self.raw[at : at + 1] != b'"' or self.raw[end : end + 2] != b'";':
            raise NotPlainError
        return self.raw[at + 1 : end].decode("utf-8", "replace"), end + 2

    def _array(self, at: int, depth: int) -> tuple[dict[Any, Any], int]:
        count, at = self._length(at)
        if self.raw[at : at + 1] != b"{":
            raise NotPlainError
        at += 1
        values: dict[Any, Any] = {}
        for _each in range(count):
            key, at = self.value(at, depth + 1)
            if not isinstance(key, int | str):
                raise NotPlainError
            values[key], at = self.value(at, depth + 1)
        if self.raw[at : at + 1] != b"}":
            raise NotPlainError
        return values, at + 1
