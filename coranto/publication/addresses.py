"""Addresses of listings and feeds, as the publication's settings make them. Pure: no look-ups.

WordPress puts what stands before the first tag of the permalink pattern (its *front*) before categories, tags, authors
and dates too, unless the owner gave the category or tag base by hand. Where the pattern has a post's number in the
place of a year, dates stand under ``date/``. Behaviour from WordPress's documentation of ``WP_Rewrite`` and from a real
one.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings

from coranto.core.addresses import normal_path
from coranto.publication.models import Publication

FIRST_TAG = re.compile(r"%[a-z_]+%")
DEFAULT_CATEGORY_BASE, DEFAULT_TAG_BASE = "category", "tag"
SOURCE_BASE, AUTHOR_BASE, FORMAT_BASE, SEARCH_BASE = "source", "author", "type", "search"
ARCHIVES_PATH = "/archives/"
_TAG = re.compile(r"<[a-z][^<>]*>", re.IGNORECASE)
_ADDRESS = re.compile(r'\s(?:href|poster|src)="(?=/(?!/))')
_SEVERAL, _ONE = re.compile(r'\ssrcset="[^"]*'), re.compile(r'(?:"|, )(?=/(?!/))')
FEED_TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}


@dataclass(frozen=True, slots=True)
class Addresses:
    """How addresses of one publication are written. Get one by :func:`addresses_of`.

    Every method returns a path from ``/``, percent-encoded in lower-case hex, that ends in a slash if the permalink
    pattern does. Slugs may be given decoded or encoded.
    """

    structure: str
    category_base: str
    tag_base: str

    @property
    def front(self) -> str:
        """What stands before the first tag of the pattern: ``/`` or ``/blog/``."""
        return _front(self.structure)

    @property
    def ends_in_slash(self) -> bool:
        """Whether addresses end in a slash."""
        return self.structure.endswith("/")

    @property
    def category_root(self) -> str:
        """Where categories begin: ``/category/``."""
        return self._root(self.category_base, DEFAULT_CATEGORY_BASE)

    @property
    def tag_root(self) -> str:
        """Where tags begin: ``/tag/``."""
        return self._root(self.tag_base, DEFAULT_TAG_BASE)

    @property
    def author_root(self) -> str:
        """Where authors begin: ``/author/``."""
        return f"{self.front}{AUTHOR_BASE}/"

    @property
    def format_root(self) -> str:
        """Where post formats begin: ``/type/``."""
        return f"{self.front}{FORMAT_BASE}/"

    @property
    def date_root(self) -> str:
        """Where years begin: ``/``, or ``/date/`` where a number could be taken for a year."""
        tags = FIRST_TAG.findall(self.structure)
        return f"{self.front}date/" if "%post_id%" in tags[:3] else self.front

    def category(self, path: str) -> str:
        """The listing of a category, given its slugs from the root: ``a/b``."""
        return self.printed(self.category_root + path)

    def tag(self, slug: str) -> str:
        """The listing of a tag."""
        return self.printed(self.tag_root + slug)

    def author(self, slug: str) -> str:
        """The listing of an author."""
        return self.printed(self.author_root + slug)

    def format(self, name: str) -> str:
        """The listing of a post format."""
        return self.printed(self.format_root + name)

    def source(self, slug: str = "") -> str:
        """The listing of an outlet; without a slug, the page of all outlets."""
        return self.printed(f"/{SOURCE_BASE}/{slug}")

    def date(self, year: int, month: int | None = None, day: int | None = None) -> str:
        """The listing of a year, month or day."""
        parts = [f"{year:04}", *(f"{part:02}" for part in (month, day) if part is not None)]
        return self.printed(self.date_root + "/".join(parts))

    def archives(self) -> str:
        """The page of all months."""
        return self.printed(ARCHIVES_PATH)

    def numbered(self, path: str, number: int) -> str:
        """Page ``number`` of the listing at ``path``: ``/tag/x/page/2/``; the first page is the listing itself."""
        return path if number <= 1 else self.printed(f"{path.rstrip('/')}/page/{number}")

    def part(self, path: str, number: int) -> str:
        """Page ``number`` of a divided text at ``path``: ``/slug/2/``."""
        return path if number <= 1 else self.printed(f"{path.rstrip('/')}/{number}")

    def comment_page(self, path: str, number: int) -> str:
        """Page ``number`` of the discussion below what stands at ``path``."""
        return self.printed(f"{path.rstrip('/')}/comment-page-{number}")

    def feed(self, path: str = "/", kind: str = "rss") -> str:
        """The feed of the listing at ``path``, or of the discussion below a post: ``kind`` is rss, atom or json."""
        return self.printed(f"{path.rstrip('/')}/feed" + ("" if kind == "rss" else f"/{kind}"))

    def comments_feed(self, kind: str = "rss") -> str:
        """The feed of all comments, of the same kinds."""
        return self.feed("/comments", kind)

    def printed(self, path: str) -> str:
        """``path`` in its one spelling, with or without a slash at the end as the pattern has it."""
        return _spelled(path, self.ends_in_slash)

    def _root(self, base: str, default: str) -> str:
        base = base.strip("/") or default
        return f"{self.front if base == default else '/'}{base}/"


@lru_cache(maxsize=64)
def _front(structure: str) -> str:
    found = FIRST_TAG.search(structure)
    return structure[: found.start()] if found else "/"


@lru_cache(maxsize=2_000)
def _spelled(path: str, ends_in_slash: bool) -> str:
    normal = normal_path(path)
    return normal if ends_in_slash or normal == "/" else normal.rstrip("/")


@lru_cache(maxsize=32)
def _addresses(structure: str, category_base: str, tag_base: str) -> Addresses:
    return Addresses(structure, category_base, tag_base)


def addresses_of(publication: Publication) -> Addresses:
    """How this publication writes addresses."""
    return _addresses(publication.permalink_structure, publication.category_base, publication.tag_base)


def below(url: str, name: str) -> str:
    """The address one step below another, with a slash at its end if that has one."""
    return f"{url.rstrip('/')}/{name}{'/' * url.endswith('/')}"


def absolute(path: str) -> str:
    """The whole address of a path on this site. What already is a whole address stays as it is."""
    return f"{settings.PUBLIC_URL}{path}" if path.startswith("/") else path


def with_whole_addresses(html: str) -> str:
    """``html`` for readers elsewhere, as in feeds: what it links to and shows has its whole address."""
    return _TAG.sub(_with_whole, html) if '="/' in html else html


def _with_whole(tag: re.Match[str]) -> str:
    written = _ADDRESS.sub(rf"\g<0>{settings.PUBLIC_URL}", tag[0])
    return _SEVERAL.sub(lambda found: _ONE.sub(rf"\g<0>{settings.PUBLIC_URL}", found[0]), written)
