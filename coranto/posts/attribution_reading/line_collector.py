"""Collects the lines of a post while its tree is walked: the first and the last, with what surrounds them."""

import re
from collections import deque
from itertools import groupby
from operator import itemgetter
from typing import Final

from lxml import etree

from coranto.posts.attribution_reading.lines import Line, Link, PostLines
from coranto.posts.attribution_reading.word_lists import sections

HEAD_LINES: Final = 6
TAIL_LINES: Final = 8

MARKUP: Final = sections("markup")
BLOCKS, SKIPPED, HEADINGS, LISTED = (MARKUP[kind] for kind in ("blocks", "skipped", "headings", "lists"))
SKIPPED_CLASS: Final = re.compile(
    r"\b(?:wp-caption|caption|sharedaddy|sd-sharing|jp-relatedposts|related-posts|yarpp-related|wp-block-code"
    r"|syntaxhighlighter|wp-block-latest-posts|tiled-gallery|gallery)\b"
)
CITES: Final = frozenset(["cite", "footer"])
BLANK_LINE: Final = re.compile(r"\n[^\S\n]*\n")
INVISIBLE: Final = tuple("\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff\u00ad")

Run = tuple[str, str]  # a text, and the address that it links to or ""


class Depths:
    """How deep the walk is in quotations, their cites, lists and headings."""

    __slots__ = ("cite", "heading", "listed", "quote")

    def __init__(self) -> None:
        self.quote = self.cite = self.listed = self.heading = 0

    def change(self, tag: str, step: int) -> None:
        """Go into a tag (1) or out of it (-1)."""
        if tag == "blockquote":
            self.quote += step
        elif tag in CITES:
            self.cite += step
        elif tag in LISTED:
            self.listed += step
        elif tag in HEADINGS:
            self.heading += step


class LineCollector:
    """Keeps the head and tail of what a post says, line by line; what lies between is counted and dropped unread."""

    def __init__(self, *, breaks: str) -> None:
        """``breaks`` is what ends a line of text: "\\n" in text without tags, "" where tags do it."""
        self.breaks = breaks
        self.head: list[Line] = []
        self.tail: deque[Line] = deque(maxlen=TAIL_LINES)
        self.count = 0
        self.runs: list[Run] = []
        self.href = ""
        self.depths = Depths()
        self.picture = self.pictured = False

    # -- what the walk tells

    def start(self, tag: str, element: etree._Element) -> bool:
        """A tag opens; False when its content is to be passed over."""
        names = element.get("class")
        if tag in SKIPPED or (names and SKIPPED_CLASS.search(str(names))):
            self.end_block(picture=tag not in ("table", "script", "style"))
            return False
        if tag in BLOCKS:
            self.end_block()
            self.depths.change(tag, 1)
        elif tag == "br":
            self.end_line()
        elif tag == "img":
            self.picture = True
        elif tag == "a":
            self.href = str(element.get("href", "")).strip()
        elif tag == "cite":
            self.end_cite(1)
        return True

    def end(self, tag: str) -> None:
        """A tag closes."""
        if tag == "a":
            self.href = ""
        elif tag in BLOCKS:
            self.end_block()
            self.depths.change(tag, -1)
        elif tag == "cite":
            self.end_cite(-1)

    def end_cite(self, step: int) -> None:
        """A <cite> opens or closes: inside a quotation it is a line of its own, elsewhere it is the name of a work."""
        if self.depths.quote:
            self.end_line()
        self.depths.cite += step

    def data(self, text: str) -> None:
        """Text, in pieces."""
        if self.runs or not text.isspace():
            self.runs.append((text, self.href))

    # -- what is made of it

    def end_block(self, *, picture: bool = False) -> None:
        """A paragraph is over; one of nothing but a picture is remembered for the next."""
        before = self.count
        self.end_line()
        if self.count > before:
            self.pictured = False
        if picture or (self.picture and self.count == before):
            self.pictured = True
        self.picture = False

    def end_line(self) -> None:
        """Turn the runs of text into a line, or into several where blank lines part them."""
        if not self.runs:
            return
        runs, self.runs = self.runs, []
        if len(runs) == 1 and "\n" not in runs[0][0]:
            self.keep(runs)
            return
        for line in split_runs(runs, self.breaks):
            self.keep(line)

    def keep(self, runs: list[Run]) -> None:
        """Keep a line in the head while that has room, else in the tail."""
        text, links = joined(runs)
        if not text:
            return
        depths = self.depths
        line = Line(
            text,
            links,
            self.count,
            in_quote=depths.quote > 0,
            in_cite=depths.cite > 0 and depths.quote > 0,
            in_list=depths.listed > 0,
            is_heading=depths.heading > 0,
            has_picture=self.picture,
            after_picture=self.pictured,
        )
        (self.head if len(self.head) < HEAD_LINES else self.tail).append(line)
        self.count += 1

    def found(self) -> PostLines:
        """What was kept."""
        return PostLines(tuple(self.head), tuple(self.tail))


def split_runs(runs: list[Run], breaks: str) -> list[list[Run]]:
    """Runs of (text, link) as lines: neighbours of one link joined, then parted at blank lines or at every newline."""
    lines: list[list[Run]] = [[]]
    for href, group in groupby(runs, key=itemgetter(1)):
        text = "".join(piece for piece, _ in group)
        pieces = text.split("\n") if breaks else BLANK_LINE.split(text)
        lines[-1].append((pieces[0], href))
        lines.extend([(piece, href)] for piece in pieces[1:-1] if piece and not piece.isspace())
        if len(pieces) > 1:
            lines.append([(pieces[-1], href)])
    return lines


def joined(runs: list[Run]) -> tuple[str, tuple[Link, ...]]:
    """One line's text with single spaces, and its links."""
    texts: list[str] = []
    links: list[Link] = []
    length, spaced = 0, True
    for piece, href in runs:
        words = single_spaced(piece)
        if spaced and words[:1] == " ":
            words = words[1:]
        if not words:
            continue
        if href and words != " ":
            start = length + (words[0] == " ")
            links.append(Link(start, length + len(words.rstrip()), href))
        texts.append(words)
        length += len(words)
        spaced = words[-1] == " "
    return "".join(texts).rstrip(), tuple(links)


def single_spaced(text: str) -> str:
    """Text with each run of white space as one space, also at the ends, and without invisible marks."""
    if not text.isascii():
        for mark in INVISIBLE:
            if mark in text:
                text = text.replace(mark, "")
    words = " ".join(text.split())
    if not words:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{words}{' ' if text[-1].isspace() else ''}"
