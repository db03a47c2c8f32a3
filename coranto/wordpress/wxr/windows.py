"""The unread bytes of a stream, as far as they have been needed: a window that grows and moves on."""

from collections.abc import Iterator

from coranto.wordpress.wxr.errors import ExportError


class Window:
    """A view on a stream of blocks. Places are counted from ``pos``, the first byte that is still wanted.

    An error of the stream is held back until all bytes that came before it have been used.
    """

    def __init__(self, name: str, blocks: Iterator[bytes], max_bytes: int) -> None:
        self._name = name
        self._blocks = blocks
        self._max_bytes = max_bytes
        self._error: ExportError | None = None
        self._dropped = 0
        self.bytes = b""
        self.pos = 0

    @property
    def byte(self) -> int:
        """Return where ``pos`` is in the whole stream."""
        return self._dropped + self.pos

    def __len__(self) -> int:
        return len(self.bytes) - self.pos

    def more(self) -> bool:
        """Read on, at least doubling what is unread so that large elements cost linear time. False at the end."""
        self._check_size(len(self))
        got = self._next_blocks(max(len(self), 1))
        if not got:
            return False
        self._dropped += self.pos
        self.bytes = b"".join([self.bytes[self.pos :], *got])
        self.pos = 0
        return True

    def skip(self, count: int) -> None:
        """Move on by ``count`` bytes."""
        self.pos += count

    def take(self, count: int) -> bytes:
        """Return the next ``count`` bytes and move past them."""
        self._check_size(count)
        taken = self.piece(0, count)
        self.skip(count)
        return taken

    def piece(self, start: int, end: int) -> bytes:
        """Return the bytes between two places."""
        return self.bytes[self.pos + start : self.pos + end]

    def has(self, count: int) -> bool:
        """Return whether there are ``count`` more bytes, reading on if need be."""
        while len(self) < count:
            if not self.more():
                return False
        return True

    def starts_with(self, prefix: bytes) -> bool:
        """Return whether ``prefix`` comes next, reading on if need be."""
        return self.has(len(prefix)) and self.bytes.startswith(prefix, self.pos)

    def find(self, needle: bytes, at: int = 0) -> int:
        """Return the next place of ``needle`` from ``at`` on, reading as far as it takes; -1 when there is none."""
        while True:
            place = self.bytes.find(needle, self.pos + at)
            if place >= 0:
                return place - self.pos
            at = max(at, len(self) - len(needle) + 1)
            if not self.more():
                return -1

    def find_within(self, needle: bytes, start: int, end: int) -> int:
        """Return the first place of ``needle`` between two places that have been read, or -1."""
        place = self.bytes.find(needle, self.pos + start, self.pos + end)
        return place - self.pos if place >= 0 else -1

    def find_last(self, needle: bytes, start: int, end: int) -> int:
        """Return the last place of ``needle`` between two places that have been read, or -1."""
        place = self.bytes.rfind(needle, self.pos + start, self.pos + end)
        return place - self.pos if place >= 0 else -1

    def _check_size(self, count: int) -> None:
        if count > self._max_bytes:
            raise ExportError(
                f"{self._name} has more than {self._max_bytes:,} bytes in one element, from byte {self.byte:,} on"
            )

    def _next_blocks(self, wanted: int) -> list[bytes]:
        got: list[bytes] = []
        while wanted > 0 and not self._error:
            try:
                block = next(self._blocks, b"")
            except ExportError as error:
                self._error = error
                break
            if not block:
                break
            got.append(block)
            wanted -= len(block)
        if self._error and not got:
            raise self._error
        return got
