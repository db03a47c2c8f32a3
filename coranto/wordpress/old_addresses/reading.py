"""Addresses out of whatever holds them: a text with one a line, a sitemap or an index of them, an export.

What a list is, its first bytes decide. Everything streams: a list of millions costs no more memory than a short one.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from coranto.wordpress.old_addresses.sitemaps import Loc, NoSitemap, read_locs
from coranto.wordpress.old_addresses.sources import ListError, Source, Sources
from coranto.wordpress.old_addresses.text_lists import read_lines
from coranto.wordpress.wxr.errors import ExportError
from coranto.wordpress.wxr.part_streams import READ_BYTES
from coranto.wordpress.wxr.reader import read_export
from coranto.wordpress.wxr.records import ItemRecord, Problem

DEEPEST = 5
MOST_SITEMAPS = 50_000
UTF_8_MARK, UTF_16_MARKS = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff")
PUBLIC = {"publish", "inherit"}
WITHOUT_ADDRESS = {"nav_menu_item", "revision", "custom_css", "customize_changeset", "oembed_cache", "user_request"}


@dataclass(frozen=True, slots=True)
class Listed:
    """An address as a list gives it; ``problem`` says why one cannot be used."""

    address: str
    problem: str = ""


def read_addresses(name: str, sources: Sources) -> Iterator[Listed]:
    """Every address of the list called ``name`` and of the sitemaps that it names.

    Raise ListError or ExportError when the list itself cannot be read to its end; sitemaps of an index that cannot be
    read come as a problem each, and the others are read.
    """
    yield from _Reading(sources).read(sources.find(name), depth=0)


class _Reading:
    """What was read already, so that indexes that name each other end."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._seen: set[str] = set()

    def read(self, source: Source, *, depth: int) -> Iterator[Listed]:
        self._seen |= {source.name, str(source.path)}
        with source.opened() as stream:
            start = stream.read(READ_BYTES)
            blocks = _with_start(start, iter(lambda: stream.read(READ_BYTES), b""))
            if not looks_like_xml(start, source.name):
                yield from (Listed(line.text, line.problem) for line in read_lines(blocks))
                return
            try:
                for loc in read_locs(blocks, source.name):
                    yield from self._follow(loc, source, depth) if loc.is_sitemap else [_listed(loc)]
                return
            except NoSitemap as error:
                if error.root != "rss" or depth:
                    raise ListError(str(error)) from error
        yield from read_links(source)

    def _follow(self, loc: Loc, index: Source, depth: int) -> Iterator[Listed]:
        """The addresses of a sitemap that an index names, once."""
        if loc.address in self._seen:
            return
        if depth >= DEEPEST or len(self._seen) > MOST_SITEMAPS:
            yield Listed(loc.address, "a sitemap too deep below others, or one too many: not read")
            return
        self._seen.add(loc.address)
        try:
            source = self._sources.find_beside(loc.address, index)
            if source.name not in self._seen:
                yield from self.read(source, depth=depth + 1)
            self._sources.forget(source)
        except (ListError, ExportError) as error:
            yield Listed(loc.address, f"a sitemap that cannot be read: {error}")


def _with_start(start: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    if start:
        yield start
    yield from rest


def _listed(loc: Loc) -> Listed:
    return Listed(loc.address, "too long to be an address" if loc.is_cut else "")


def looks_like_xml(start: bytes, name: str) -> bool:
    """Whether a list is XML; else it is lines. Raise ListError for what is neither."""
    begin = start.removeprefix(UTF_8_MARK).lstrip()[:100]
    if start[:2] in UTF_16_MARKS:
        if b"<\x00" in start[:100] or b"\x00<" in start[:100]:
            return True
        raise ListError(f"{name} is written in UTF-16: save it as UTF-8.")
    if begin[:14].lower().startswith((b"<!doctype html", b"<html")):
        raise ListError(f"{name} is a web page: name a list of addresses, a sitemap or an export.")
    if b"\x00" in start:
        raise ListError(f"{name} is no text: name a list of addresses, a sitemap or an export.")
    return begin.startswith(b"<")


def read_links(source: Source) -> Iterator[Listed]:
    """The addresses in a WordPress export that readers could know: of public posts, pages, attachments and files."""
    for record in read_export([source.path], on_problem=_pass_over):
        if not isinstance(record, ItemRecord) or record.status not in PUBLIC:
            continue
        if record.post_type in WITHOUT_ADDRESS or record.post_type.startswith("wp_"):
            continue
        for address in dict.fromkeys((record.link, record.attachment_url)):
            if address:
                yield Listed(address)


def _pass_over(problem: Problem) -> None:
    """What is odd in an export, its import reports."""
