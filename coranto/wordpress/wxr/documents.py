"""Reading one file of an export, from its first byte to its last."""

import re
from collections.abc import Callable, Iterator
from itertools import chain

from coranto.wordpress.wxr.channel import TERM_ELEMENTS, SiteDraft, author_record, term_record
from coranto.wordpress.wxr.elements import ElementParser, Parsed
from coranto.wordpress.wxr.encodings import Encoding, detect_encoding, recode
from coranto.wordpress.wxr.errors import ExportError
from coranto.wordpress.wxr.heads import CutHeadError, begins_again, not_wordpress, read_head
from coranto.wordpress.wxr.items import item_record
from coranto.wordpress.wxr.names import MESSAGE_TAGS, Names
from coranto.wordpress.wxr.records import ItemRecord, Problem, Record
from coranto.wordpress.wxr.splitter import CutOffError, Piece, split_channel
from coranto.wordpress.wxr.values import shorten
from coranto.wordpress.wxr.windows import Window

_ONCE = {"declaration", "prefix"}  # kinds of problems that are the file's and would repeat with every element
_SNIFFED_BYTES = 2000
_EXCERPT_BYTES = 400
_ID = re.compile(rb"<wp:post_id>(?:<!\[CDATA\[)?\s*(\d{1,19})")
_TITLE = re.compile(rb"<title>(?:<!\[CDATA\[)?(.{0,200}?)(?:\]\]>)?</title>", re.DOTALL)


class DocumentReader:
    """Reads one file. ``blocks`` are its unpacked bytes; ``report`` is told of everything odd."""

    def __init__(
        self, name: str, blocks: Iterator[bytes], max_element_bytes: int, report: Callable[[Problem], None]
    ) -> None:
        self._name = name
        self._report = report
        self._encoding, blocks = _sniffed(blocks)
        self._window = Window(name, blocks, max_element_bytes)
        self._begin({}, "")
        self._last: ItemRecord | None = None
        self._stray: list[tuple[int, bytes]] = []
        self._told: set[str] = set()

    def records(self) -> Iterator[Record]:
        """Yield the records of the file. Raise ExportError when it is no export, or not whole."""
        if not self._encoding.known:
            self._tell("encoding", f"the file says it is {self._encoding.declared}, which is unknown; read as UTF-8", 0)
        yield from self._export()
        while begins_again(self._window, self._tell):
            yield from self._export()

    def _begin(self, namespaces: dict[str, str], generator: str) -> None:
        self._names = Names(namespaces)
        self._parser = ElementParser(self._names, self._encoding)
        self._site = SiteDraft(generator)

    def _export(self) -> Iterator[Record]:
        try:
            head = read_head(self._window, self._name, self._tell)
        except CutHeadError:
            raise ExportError(f"{self._name} is cut off before its first item; download the export again") from None
        self._begin(head.namespaces, head.generator)
        for piece in self._pieces():
            yield from self._records_of(piece)
        self._tell_of_stray_text()
        self._require_wordpress()
        yield from self._site.news()

    def _pieces(self) -> Iterator[Piece]:
        try:
            yield from split_channel(self._window)
        except CutOffError:
            self._tell_of_stray_text()
            self._tell_of_rest()
            raise ExportError(f"{self._name} is cut off; {self._so_far()}; download the export again") from None
        except ExportError as error:
            self._tell_of_rest()
            raise ExportError(f"{error}; {self._so_far()}") from error

    def _records_of(self, piece: Piece) -> Iterator[Record]:
        if piece.kind == "comment":
            return
        if piece.kind == "text" or piece.name.lower() in MESSAGE_TAGS:
            self._stray.append((piece.byte, piece.raw[:_EXCERPT_BYTES]))
            return
        self._tell_of_stray_text()
        parsed = self._parser.parse(piece.raw, broken=piece.kind == "broken")
        if parsed.element is None:
            self._tell_all(parsed, piece.byte)
            self._tell("unreadable", f"a <{piece.name}> could not be read at all: {_excerpt(piece.raw)}", piece.byte)
            return
        key = self._names.key(parsed.element)
        yield from self._item(piece, parsed) if key == "item" else self._other(key, piece, parsed)

    def _item(self, piece: Piece, parsed: Parsed) -> Iterator[Record]:
        assert parsed.element is not None  # noqa: S101  # the caller looked
        if not self._site.is_wordpress:
            self._site.is_wordpress = any(self._names.key(child).startswith("wp:") for child in parsed.element)
            self._require_wordpress()
        item = item_record(
            parsed.element, self._names, parsed.odd, damaged=parsed.damaged, file=self._name, byte=piece.byte
        )
        self._tell_all(parsed, piece.byte, item)
        yield from self._site.news()
        yield item
        self._last = item

    def _other(self, key: str, piece: Piece, parsed: Parsed) -> Iterator[Record]:
        assert parsed.element is not None  # noqa: S101  # the caller looked
        record: Record | None = None
        if key == "wp:author":
            record = author_record(parsed.element, self._names, parsed.odd)
        elif key in TERM_ELEMENTS:
            record = term_record(key, parsed.element, self._names, parsed.odd)
        else:
            self._site.add(key, parsed.element, self._names, parsed.odd)
        self._tell_all(parsed, piece.byte)
        if record:
            self._site.is_wordpress = True
            yield from self._site.news()
            yield record

    def _require_wordpress(self) -> None:
        if not self._site.is_wordpress:
            raise not_wordpress(self._name)

    def _tell(self, kind: str, reason: str, byte: int) -> None:
        self._report(Problem(kind, reason, self._name, byte))

    def _tell_all(self, parsed: Parsed, byte: int, item: ItemRecord | None = None) -> None:
        for kind, reason in parsed.notes:
            if kind in _ONCE:
                if reason not in self._told:
                    self._told.add(reason)
                    self._tell(kind, reason, byte)
            else:
                self._report(
                    Problem(kind, reason, self._name, byte, item.wp_id if item else 0, item.title if item else "")
                )

        for prefix in self._names.newly_assumed():
            self._tell("prefix", f"the namespace prefix {prefix} is not declared; taken as WordPress means it", byte)

    def _tell_of_stray_text(self) -> None:
        """Report text and tags between the items, once for each place: mostly messages of PHP."""
        if self._stray:
            text = b" ".join(raw for _, raw in self._stray[:20])
            self._tell("text", f"text between the items was passed over: {_excerpt(text)}", self._stray[0][0])
            self._stray.clear()

    def _tell_of_rest(self) -> None:
        """Report what stands after the last whole element of a file that was cut off."""
        rest = self._window.piece(0, len(self._window))
        if not rest.strip():
            return
        wp_id, title = _ID.search(rest), _TITLE.search(rest)
        self._report(
            Problem(
                "cut",
                f"the end of the file is missing; what stands there was left out: {_excerpt(rest)}",
                self._name,
                self._window.byte,
                int(wp_id[1]) if wp_id else 0,
                title[1].decode(errors="replace").strip() if title else "",
            )
        )

    def _so_far(self) -> str:
        if self._last is None:
            return "no item of it is whole"
        return f"the last whole item is {self._last.wp_id} {shorten(self._last.title)}"


def _sniffed(blocks: Iterator[bytes]) -> tuple[Encoding, Iterator[bytes]]:
    """Return the encoding of a stream and its blocks, without byte-order mark and recoded where need be."""
    start, rest = b"", blocks
    try:
        while len(start) < _SNIFFED_BYTES and (block := next(blocks, b"")):
            start += block
    except ExportError as error:
        rest = _raised(error)
    encoding = detect_encoding(start)
    whole = filter(None, chain([start.removeprefix(encoding.mark)], rest))
    if encoding.wide:
        return Encoding(declared=encoding.declared), recode(whole, encoding)
    return encoding, whole


def _raised(error: ExportError) -> Iterator[bytes]:
    """Raise an error of the stream when the bytes before it have been used."""
    raise error
    yield b""


def _excerpt(raw: bytes) -> str:
    return shorten(raw[:_EXCERPT_BYTES].decode(errors="replace"), 100)
