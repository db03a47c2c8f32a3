"""What is carried along while one body is rendered: the site, the post, what could not be shown, what is kept aside."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from coranto.wordpress.content.site import KnownAttachment, Site

DEEPEST = 60
"""Nesting of blocks, and of reusable blocks in each other; a loop ends here."""
MOST_FILES = 10_000
"""That galleries, playlists and players of one text look at: a short text makes no endless page, nor endless work."""


class Kind(StrEnum):
    """Kinds of problems. Each is something that readers of the old site saw and readers here see otherwise."""

    UNKNOWN_SHORTCODE = "unknown shortcode"  # kept as text
    UNKNOWN_BLOCK = "unknown block"  # its stored HTML is kept
    DYNAMIC_BLOCK = "block made anew at each view"  # a link in its place, or nothing
    BROKEN_BLOCK = "broken block"  # its attributes could not be read, or it has no end
    UNKNOWN_EMBED = "embed of a site that is not on the list"  # a link
    SCRIPT = "script"  # dropped
    FORM = "form"  # its words are kept
    MISSING_ATTACHMENT = "attachment that the export does not have"
    TOO_MANY_FILES = "more files in galleries and players than one text may have"
    MISSING_BLOCK = "reusable block that is not in the export, or is not public there"
    OUTSIDE_MEDIA = "picture or sound on another site"  # a link, by link_outside_media


class Problem(NamedTuple):
    """One thing that could not be shown as it was: what kind, and which."""

    kind: Kind
    detail: str


@dataclass(slots=True)
class Scope:
    """The state of rendering one body. ``post`` is WordPress's id of it, ``featured`` that of its picture; 0 is none.

    ``as_stored``: blocks are printed as WordPress's classic themes print them, without what is ours.
    """

    site: Site
    post: int = 0
    footnotes: str = ""
    featured: int = 0
    as_stored: bool = False
    problems: dict[Problem, None] = field(default_factory=dict)  # a set in the order of the text
    depth: int = 0
    galleries: int = 0
    looked_at: int = 0
    captions: Counter[str] = field(default_factory=Counter)
    _kept: list[str] = field(default_factory=list)

    def report(self, kind: Kind, detail: str) -> None:
        """Notes a problem once."""
        self.problems[Problem(kind, detail[:300])] = None

    def looks_at(self, files: Sequence[KnownAttachment]) -> Sequence[KnownAttachment]:
        """Those of the files that may still be looked at; that there are more is reported."""
        fitting = files[: max(MOST_FILES - self.looked_at, 0)]
        self.looked_at += len(fitting)
        if len(fitting) < len(files):
            self.report(Kind.TOO_MANY_FILES, f"{MOST_FILES:,}")
        return fitting

    def files_of(self, post: int) -> Sequence[KnownAttachment]:
        """The attachments of a post, as far as they may still be looked at."""
        return self.looks_at(self.site.attachments_of(post)) if self.looked_at < MOST_FILES else ()

    def keep(self, html: str) -> str:
        """Puts finished HTML aside, so that no later rule changes it; returns an empty block element in its place."""
        self._kept.append(html)
        return f"<figure kept-{len(self._kept) - 1}></figure>"

    def put_back(self, html: str) -> str:
        """``html`` with everything that was put aside in its place again."""
        return _KEPT.sub(self._kept_at, html) if self._kept else html

    def _kept_at(self, place: re.Match[str]) -> str:
        number = int(place[1])
        return self._kept[number] if number < len(self._kept) else ""


_KEPT = re.compile(r"<figure kept-(\d{1,6})></figure>", re.ASCII)
