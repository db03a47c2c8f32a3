"""One answer that is kept: head, body packed for the way, what it was made of, and for how long it holds."""

import gzip
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from wsgiref.handlers import format_date_time

import brotli

from coranto.edge.ledger import Ledger

Headers = list[tuple[str, str]]

BROTLI, GZIP, PLAIN = "br", "gzip", ""
QUALITY, QUICK_QUALITY = 5, 2
"""Of Brotli, for what is sent, and for what forms are made from or what soon changes again: a tenth larger (a third,
where a long page repeats itself), in a quarter of the time."""
RESTLESS = 10.0
"""Seconds within which a page with parts that is made anew is taken to change soon again."""
SHORT = 200
"""Bytes below which packing is not worth it."""
PACKED_TYPES = ("text/", "application/json", "application/javascript", "application/ld+json", "image/svg+xml")
OF_THIS_BODY = {"content-length", "content-encoding", "etag", "last-modified", "vary"}
MARK = re.compile(rb"\0part:[a-z_]+\0")
CHECKED_AGAIN = "public, max-age=0, must-revalidate"
OVERHEAD = 2_000
"""Bytes of memory that an entry takes beside its body, roughly."""


@dataclass(slots=True)
class Form:
    """The body as one sort of reader takes it, with its whole head; ``young`` is the head of the first second.

    ``name`` is how the body is packed. ``filling`` are the tags of the parts that were put into it; ``made_of``
    are places and beginnings of the answer and of each part, ``until`` is the first of their ends. ``seen`` is the last
    change at a moment when all of it held. ``wires`` are its heads as they are sent, by whether it is young. After
    ``quick_until``, if that is not 0, it should be packed better.
    """

    name: str
    body: bytes
    etag: str
    headers: Headers
    young: Headers
    made_at: float
    last_modified: str
    filling: tuple[str, ...]
    made_of: tuple[tuple[tuple[int, ...], int], ...]
    until: float
    quick_until: float = 0.0
    seen: int = -1
    wires: dict[bool, bytes] = field(default_factory=dict)

    def holds(self, ledger: Ledger) -> bool:
        """Whether neither the answer nor one of its parts has changed since each of them was begun."""
        last = ledger.last  # read first: a change writes its places before this number
        if last != self.seen:
            if not all(ledger.holds(places, begun) for places, begun in self.made_of):
                return False
            self.seen = last
        return True

    @property
    def places(self) -> tuple[int, ...]:
        """The places of all of it."""
        return tuple(sorted({place for places, _ in self.made_of for place in places}))

    @property
    def begun(self) -> int:
        """The last change before the youngest of it was begun. As long as it holds, no place has a higher number."""
        return max(begun for _, begun in self.made_of)


@dataclass(slots=True)
class Kept:
    """An answer. ``begun`` is the number of the last change before it was made, ``until`` the end by the clock.

    ``made_at`` and ``until`` are seconds since 1970; ``until`` is infinite where the clock changes nothing. ``parts``
    are the keys of what is left out of the body, which is in ``source`` (encoding and bytes) then, with marks in place.
    ``etag`` and ``last_modified`` are the view's own, or empty. ``former`` is when the answer before it was made.
    """

    status: int
    headers: Headers
    begun: int
    places: tuple[int, ...]
    made_at: float
    until: float
    last_modified: str
    etag: str
    packs: bool
    parts: tuple[str, ...] = ()
    source: tuple[str, bytes] = (PLAIN, b"")
    forms: dict[str, Form] = field(default_factory=dict)
    former: float = 0.0
    counted: int = 0  # its weight as it was when the memory took it in
    offered_at: float = 0.0  # when it was last proposed for a file

    @property
    def weight(self) -> int:
        """Bytes of memory."""
        return OVERHEAD + len(self.source[1]) + sum(len(form.body) for form in self.forms.values())

    def plain(self) -> bytes:
        """The body as it is, with marks where parts are left out."""
        if self.parts:
            return unpack(self.source[1], self.source[0])
        name, form = next(iter(self.forms.items()))
        return unpack(form.body, name)

    def ready_form(self, accepted: str | None, now: float) -> Form | None:
        """The form for a reader who accepts these encodings, as it was made last, if it is packed well enough."""
        form = self.forms.get(choose(accepted) if self.packs else PLAIN)
        return form if form and not 0 < form.quick_until <= now else None

    def form_for(self, accepted: str | None, now: float, filling: tuple[str, ...] = ()) -> tuple[str, Form | None]:
        """Which form a reader takes who accepts these encodings, and the form where it is there already."""
        form = self.ready_form(accepted, now)
        return choose(accepted) if self.packs else PLAIN, form if form and form.filling == filling else None

    def add(self, name: str, filling: Sequence["Kept"] = ()) -> Form:
        """Make the form called ``name``, with the parts put in."""
        plain = self.plain()
        if self.parts:
            bodies = [*(part.plain() for part in filling), b""]
            plain = b"".join(text + body for text, body in zip(MARK.split(plain), bodies, strict=True))
        quick_until = self._quick_until(name, filling)
        packed = pack(plain, name, QUICK_QUALITY if quick_until else QUALITY)
        etag = self.etag or strong_etag(plain)
        form = self.take(name, packed, f'{etag[:-1]}-q"' if quick_until else etag, filling)
        form.quick_until = quick_until
        return form

    def _quick_until(self, name: str, filling: Sequence["Kept"]) -> float:
        """Until when the form of that name need not be packed well; 0 if it should be at once.

        That is so if the form before it, or the answer before this one, is younger than :data:`RESTLESS`; where the
        former had the same filling it is to be packed better now.
        """
        former = self.forms.get(name)
        if name != BROTLI or (former and former.filling == tuple(part.tag for part in filling)):
            return 0.0
        made_at = max([self.made_at, *(part.made_at for part in filling)])
        return made_at + RESTLESS if made_at - (former.made_at if former else self.former) < RESTLESS else 0.0

    def take(self, name: str, body: bytes, etag: str, filling: Sequence["Kept"] = ()) -> Form:
        """Take in the body that is packed as ``name`` says."""
        made_at = max([self.made_at, *(part.made_at for part in filling)])
        tag = tag_of_form(etag, name)
        own = [("etag", tag), ("vary", "Accept-Encoding, Cookie"), ("content-length", str(len(body)))]
        if name:
            own.append(("content-encoding", name))
        modified = self.last_modified or format_date_time(int(made_at))
        young = self.headers + own
        old = [*young, ("last-modified", modified)]
        tags = tuple(part.tag for part in filling)
        all_of_it = [self, *filling]
        form = Form(
            *(name, body, tag, old, old if self.last_modified else young, made_at, modified, tags),
            made_of=tuple((each.places, each.begun) for each in all_of_it),
            until=min(each.until for each in all_of_it),
        )
        self.forms = {**self.forms, name: form}  # another thread may be reading it
        return form

    @property
    def tag(self) -> str:
        """What tells this making of it from any other."""
        return f"{self.begun}-{self.made_at}"


def tag_of_form(etag: str, name: str) -> str:
    """Another one for each form, since the bytes are others (RFC 9110, section 8.8.3)."""
    return etag if etag.startswith("W/") or not name else f'{etag[:-1]}-{name}"'


def strong_etag(plain: bytes) -> str:
    """An entity tag of the bytes themselves."""
    return f'"{blake2b(plain, digest_size=12).hexdigest()}"'


@lru_cache(maxsize=1024)
def choose(accepted: str | None) -> str:
    """The encoding for a reader who sends this ``Accept-Encoding``.

    >>> choose("gzip, deflate, br, zstd"), choose("gzip"), choose("br;q=0, gzip;q=0"), choose(None)
    ('br', 'gzip', '', '')
    """
    if not accepted:
        return PLAIN
    takes = set()
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        if not weight or weight.replace(" ", "").removeprefix("q=").strip("0."):
            takes.add(name.strip())
    return next((name for name in (BROTLI, GZIP) if name in takes), PLAIN)


def pack(plain: bytes, name: str, quality: int = QUALITY) -> bytes:
    """The body in this encoding; ``quality`` is Brotli's."""
    if name == BROTLI:
        return bytes(brotli.compress(plain, quality=quality))
    return gzip.compress(plain, 6, mtime=0) if name == GZIP else plain


def unpack(body: bytes, name: str) -> bytes:
    """The body out of this encoding."""
    if name == BROTLI:
        return bytes(brotli.decompress(body))
    return gzip.decompress(body) if name == GZIP else body


def is_worth_packing(content_type: str, length: int) -> bool:
    """Whether a body of that type and length gets shorter.

    >>> is_worth_packing("application/rss+xml; charset=UTF-8", 9000), is_worth_packing("image/png", 9000)
    (True, False)
    """
    kind = content_type.split(";")[0].strip()
    return length >= SHORT and (kind.startswith(PACKED_TYPES) or kind.endswith(("xml", "+json")))
