"""Which encoding a file is in, whatever it says, and the mending of bytes that are not in it.

Old databases hold Windows-1252 text in columns called UTF-8, characters cut in half by a length limit, and emoji
stored as two surrogates; all three reach the export as bytes that are not UTF-8.
"""

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

_DECLARATION = re.compile(rb"""<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
_LATIN = {"iso8859-1", "ascii", "latin_1"}  # a browser, and so whoever wrote the text, takes these as Windows-1252
_WHOLE = (
    rb"[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]"
)
_WHOLE += rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}"
_BYTES = re.compile(
    rb"(?P<good>(?:[\x00-\x7f]+|" + _WHOLE + rb")+)"
    rb"|(?P<pair>\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf])"
    rb"|(?P<lone>\xed[\xa0-\xbf][\x80-\xbf])"
    rb"|(?P<cut>[\xe0-\xf4][\x80-\xbf]{1,2})"
    rb"|(?P<odd>.)",
    re.DOTALL,
)
_MULTIBYTE = re.compile(_WHOLE)
_SECTION = re.compile(rb"(<!\[CDATA\[|\]\]>)")
_LOST = "\ufffd"
_UNDECODED = "\udfff"
_KEEP_GOING = "coranto-keep-going"


class Encoding(NamedTuple):
    """How to read a file: ``name`` is a Python codec; ``wide`` ones must be recoded before any tag can be found."""

    name: str = "utf-8"
    declared: str = ""
    mark: bytes = b""
    wide: bool = False
    known: bool = True


class Mended(NamedTuple):
    """Text, and what was done to get it: ``(kind, reason)`` pairs."""

    text: str
    notes: list[tuple[str, str]]


def detect_encoding(start: bytes) -> Encoding:
    """Judge by the first bytes of a file: byte-order mark, then zero bytes, then the XML declaration."""
    for mark, name in _MARKS:
        if start.startswith(mark):
            is_mark = mark[:1] not in (b"<", b"\x00") or mark == codecs.BOM_UTF32_BE
            return Encoding(name, mark=mark if is_mark else b"", wide=name != "utf-8")
    match = _DECLARATION.search(start[:2000])
    declared = match[1].decode("ascii") if match else ""
    return _named_encoding(declared)


def recode(blocks: Iterator[bytes], encoding: Encoding) -> Iterator[bytes]:
    """Yield a wide-encoded stream as UTF-8. Lone surrogates stay in it, for ``mend_utf8`` to report."""
    codecs.register_error(_KEEP_GOING, _keep_going)
    decoder = codecs.getincrementaldecoder(encoding.name)(_KEEP_GOING)
    for block in blocks:
        if text := decoder.decode(block):
            yield text.encode("utf-8", "surrogatepass")


def to_utf8(raw: bytes, encoding: Encoding) -> tuple[bytes, list[tuple[str, str]]]:
    """Return one element of the file as UTF-8. Bytes that are valid UTF-8 are left alone, whatever was declared."""
    if encoding.name == "utf-8" or raw.isascii():
        return raw, []
    if _is_utf8(raw):
        return raw, [("declaration", f"the file says it is {encoding.declared}, but is UTF-8; read as UTF-8")]
    text = raw.decode(encoding.name, "replace")
    lost = text.count(_LOST)
    return text.encode(), [
        ("encoding", f"bytes that are not {encoding.declared} became {_LOST}: {lost}")
    ] if lost else []


def mend_utf8(raw: bytes) -> Mended:
    """Decode bytes that should be UTF-8 and are not quite, each CDATA section by itself.

    Surrogate pairs become the character they stand for. Where a section has whole UTF-8 characters, a cut one becomes
    U+FFFD; any other stray byte is read as Windows-1252.
    """
    counts = {"pair": 0, "lone": 0, "lost": 0, "guessed": 0}
    text = "".join(_mend_section(section, counts) for section in _SECTION.split(raw))
    reasons = {
        "pair": "characters stored as surrogate pairs were put together: {}",
        "lone": f"lone surrogates became {_LOST}: {{}}",
        "lost": f"broken characters became {_LOST}: {{}}",
        "guessed": "bytes that are not UTF-8 were read as Windows-1252: {}",
    }
    return Mended(text, [("encoding", reasons[key].format(count)) for key, count in counts.items() if count])


def _named_encoding(declared: str) -> Encoding:
    if not declared:
        return Encoding()
    try:
        codec = codecs.lookup(declared).name
        ascii_based = b"<?xml ~".decode(codec) == "<?xml ~"
    except (LookupError, ValueError):
        return Encoding(declared=declared, known=False)
    if codec in ("utf-8", "utf-8-sig") or codec.startswith(("utf-16", "utf-32")):
        return Encoding(declared=declared)  # "UTF-16" that can be read as bytes is not UTF-16
    if codec in _LATIN:
        return Encoding("cp1252", declared)
    return Encoding(codec, declared, wide=not ascii_based or codec.startswith(("iso2022", "hz", "utf-7")))


def _keep_going(error: UnicodeError) -> tuple[str | bytes, int]:
    """Error handler of ``recode``: what cannot be decoded becomes a lone surrogate, which is reported later."""
    try:
        return codecs.lookup_error("surrogatepass")(error)
    except UnicodeError:
        return _UNDECODED, error.end if isinstance(error, UnicodeDecodeError) else 0


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def _mend_section(raw: bytes, counts: dict[str, int]) -> str:
    if _is_utf8(raw):
        return raw.decode()
    is_utf8 = bool(_MULTIBYTE.search(raw))
    return "".join(_mend_match(match, is_utf8, counts) for match in _BYTES.finditer(raw))


def _mend_match(match: re.Match[bytes], is_utf8: bool, counts: dict[str, int]) -> str:
    raw = match[0]
    if match.lastgroup == "good":
        return raw.decode()
    if match.lastgroup == "pair":
        counts["pair"] += 1
        return raw.decode("utf-8", "surrogatepass").encode("utf-16", "surrogatepass").decode("utf-16")
    if match.lastgroup == "lone":
        counts["lone"] += 1
        return _LOST
    is_cut = match.lastgroup == "cut" or (raw[0] >= 0xC2 and match.end() == len(match.string))
    if is_utf8 and is_cut:
        counts["lost"] += 1
        return _LOST
    text = raw.decode("cp1252", "replace")
    counts["lost"] += text.count(_LOST)
    counts["guessed"] += len(text) - text.count(_LOST)
    return text
