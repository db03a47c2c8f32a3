"""Finding the listing at an address, as WordPress does: of a category only the last slug counts."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar
from urllib.parse import unquote

from django.db.models import IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from coranto.core.addresses import normal_path
from coranto.core.database.prepared_queries import PreparedObjects, given_text
from coranto.posts.listings.listing import MOST_SUBJECTS, Listing, Subject, home_listing
from coranto.posts.models import FORMAT_KEYS, Author, Category, ListingCount, ListingKind, Source, Tag
from coranto.publication.addresses import SOURCE_BASE, Addresses

Row = TypeVar("Row", Category, Tag, Author, Source)
Term = TypeVar("Term", Category, Tag)
PAGE_SUFFIX = re.compile(r"^(.*/)page/0*(\d{1,9})/$")
YEAR, TWO_DIGITS, SHORT_NUMBER = re.compile(r"\d{4}"), re.compile(r"\d{1,2}"), re.compile(r"\d{1,4}")


@dataclass(frozen=True, slots=True)
class ListingAddress:
    """An address taken apart: the part before ``page/N/``, and N (1 without)."""

    path: str
    number: int = 1


def split_page(path: str) -> ListingAddress:
    """``/tag/x/page/2/`` in its two parts. ``path`` is as :func:`~coranto.core.addresses.normal_path` writes it."""
    found = PAGE_SUFFIX.match(path)
    return ListingAddress(found[1], int(found[2])) if found else ListingAddress(path)


def find_listing(path: str, addresses: Addresses) -> Listing | None:
    """The listing at a normal path without ``page/N/``, or nothing. Costs no query unless the path could be one's."""
    if path == "/":
        return home_listing()
    finders: list[tuple[str, Callable[[str, Addresses], Listing | None]]] = [
        (normal_path(addresses.category_root), _category),
        (normal_path(addresses.tag_root), _tag),
        (normal_path(addresses.author_root), _author),
        (normal_path(addresses.format_root), _format),
        (f"/{SOURCE_BASE}/", _source),
    ]
    for root, find in finders:
        if path.startswith(root) and len(path) > len(root):
            found = find(path[len(root) :].strip("/"), addresses)
            if found:
                return found
    root = normal_path(addresses.date_root)
    return _date(path[len(root) :].strip("/"), addresses) if path.startswith(root) else None


def find_bare_category(path: str, addresses: Addresses) -> Listing | None:
    """Where posts stand below their category, that is a listing itself: ``/alps/`` beside ``/category/alps/``."""
    name = path.removeprefix(addresses.front).strip("/")
    is_below_category = addresses.structure.startswith(f"{addresses.front}%category%/")
    if not is_below_category or not path.startswith(addresses.front) or "/" in name:
        return None
    found = _category(name, addresses)
    return replace(found, path=addresses.printed(path)) if found else None


def category_listing(category: Category, addresses: Addresses) -> Listing:
    """The listing of one category, with those below it."""
    return _of(ListingKind.CATEGORY, category, addresses.category(category.path or category.slug))


def tag_listing(tag: Tag, addresses: Addresses) -> Listing:
    """The listing of one tag."""
    return _of(ListingKind.TAG, tag, addresses.tag(tag.slug))


def author_listing(author: Author, addresses: Addresses) -> Listing:
    """The listing of one author."""
    return _of(ListingKind.AUTHOR, author, addresses.author(author.slug))


def source_listing(source: Source, addresses: Addresses) -> Listing:
    """The listing of one outlet."""
    return _of(ListingKind.SOURCE, source, addresses.source(source.slug))


def date_listing(addresses: Addresses, year: int, month: int = 0, day: int = 0) -> Listing:
    """The listing of a year, month or day that the calendar has."""
    if day:
        kind, first, last = "day", year * 100 + month, year * 100 + month
    elif month:
        kind, first, last = "month", year * 100 + month, year * 100 + month
    else:
        kind, first, last = "year", year * 100 + 1, year * 100 + 12
    path = addresses.date(year, month or None, day or None)
    return Listing(kind=kind, path=path, first_key=first, last_key=last, year=year, month=month, day=day)


def _of(kind: ListingKind, subject: Subject, path: str) -> Listing:
    return Listing(
        kind=kind.value,
        path=path,
        index=kind,
        first_key=subject.pk,
        last_key=subject.pk,
        subjects=(subject,),
        known_count=getattr(subject, "listed", None),
    )


def _category(rest: str, addresses: Addresses) -> Listing | None:
    return _terms(_categories, ListingKind.CATEGORY, rest.rsplit("/", 1)[-1], addresses, category_listing)


def _tag(rest: str, addresses: Addresses) -> Listing | None:
    return None if "/" in rest else _terms(_tags, ListingKind.TAG, rest, addresses, tag_listing)


def _author(rest: str, addresses: Addresses) -> Listing | None:
    found = next(iter(_authors.spelled(rest)), None)
    return author_listing(found, addresses) if found else None


def _source(rest: str, addresses: Addresses) -> Listing | None:
    found = next(iter(_sources.spelled(rest)), None)
    return source_listing(found, addresses) if found else None


def _format(rest: str, addresses: Addresses) -> Listing | None:
    key = FORMAT_KEYS.get(rest)
    if not key:  # the standard format, 0, has no listing
        return None
    path = addresses.format(rest)
    return Listing(kind="format", path=path, index=ListingKind.FORMAT, first_key=key, last_key=key, name=rest)


def _date(rest: str, addresses: Addresses) -> Listing | None:
    parts = rest.split("/")
    if len(parts) > 3 or not YEAR.fullmatch(parts[0]) or not all(TWO_DIGITS.fullmatch(part) for part in parts[1:]):
        return None
    year, month, day = (int(part) for part in [*parts, "0", "0"][:3])
    return date_listing(addresses, year, month, day) if is_date(parts, year, month, day) else None


def is_date(parts: list[str], year: int, month: int, day: int) -> bool:
    """Whether the calendar has that year, month or day, of which ``parts`` were given.

    The calendar's first and last year do not count: there is nothing before the one and after the other to reckon with.
    """
    if not 1 < year < 9999 or (len(parts) > 1 and not 1 <= month <= 12):
        return False
    return len(parts) < 3 or 1 <= day <= calendar.monthrange(year, month)[1]


def valid_date(path: str, addresses: Addresses) -> str:
    """The longest part of a date in an address that the calendar has: ``/2025/`` of ``/2025/13/``; else nothing."""
    root = normal_path(addresses.date_root)
    parts = split_page(path).path.removeprefix(root).strip("/").split("/")
    if len(parts) == 4 and "%day%" in addresses.structure and not SHORT_NUMBER.fullmatch(parts[3]):
        parts = parts[:3]  # a post on a day that the calendar does not have
    if not path.startswith(root) or not 2 <= len(parts) <= 3 or not all(SHORT_NUMBER.fullmatch(part) for part in parts):
        return ""
    year, month, day = (int(part) for part in [*parts, "0"][:3])
    if len(parts[0]) != 4 or is_date(parts, year, month, day):
        return ""
    kept = month if len(parts) == 3 and is_date(parts[:2], year, month, 0) else None
    return addresses.date(year, kept) if year else ""


def spellings(slug: str) -> list[str]:
    """A slug as it may be stored: percent-encoded, or in plain letters. Without NULs, which PostgreSQL refuses."""
    return [spelled for spelled in {slug, unquote(slug)} if "\0" not in spelled]


def _terms(
    terms: "BySlug[Term]",
    kind: ListingKind,
    slugs: str,
    addresses: Addresses,
    listing_of: Callable[[Term, Addresses], Listing],
) -> Listing | None:
    """One term, or WordPress's ``a,b`` (in any) and ``a+b`` (in all).

    The first by the alphabet gives it its name, of categories in all of which posts must be the first named (7.1).
    """
    needs_all = "+" in slugs
    wanted = [slug for slug in re.split(r"[,+]", slugs) if slug][:MOST_SUBJECTS]
    if not (needs_all and kind is ListingKind.CATEGORY):
        wanted.sort()
    if not wanted:
        return None
    found = terms.spelled(wanted[0]) if len(wanted) == 1 else terms.any_of(wanted)
    if not found or (needs_all and len(found) < len(set(wanted))):
        return None
    first = listing_of(found[0], addresses)
    if len(found) == 1:
        return first
    root = addresses.category_root if kind is ListingKind.CATEGORY else addresses.tag_root
    path = addresses.printed(root + slugs)
    return replace(first, path=path, subjects=tuple(found), needs_all=needs_all, known_count=None)


def counted(rows: QuerySet[Row], kind: ListingKind, *, at_least: int = 0) -> QuerySet[Row]:
    """The rows that ``at_least`` so many posts are listed under, with their number: ask for it with :func:`listed`."""
    counts = ListingCount.objects.filter(kind=kind, key=OuterRef("pk")).values("count")[:1]
    found = rows.annotate(listed=Coalesce(Subquery(counts, output_field=IntegerField()), 0))
    return found.filter(listed__gte=at_least) if at_least else found


class BySlug(Generic[Row]):
    """The rows of a kind by their slugs, with the number of posts listed under each."""

    def __init__(self, rows: Callable[[], QuerySet[Row]], kind: ListingKind, *, at_least: int = 0) -> None:
        self._given: Callable[[], QuerySet[Row]] = rows
        self._kind, self._at_least = kind, at_least
        self._of_one: PreparedObjects[Row] = PreparedObjects(
            lambda: self._rows().filter(slug__in=[given_text("slug"), given_text("other")])
        )

    def _rows(self) -> QuerySet[Row]:
        return counted(self._given(), self._kind, at_least=self._at_least).order_by("pk")

    def spelled(self, slug: str) -> list[Row]:
        """Those of one slug, however it is written."""
        ways = spellings(slug)
        return list(self._of_one.all(slug=ways[0], other=ways[-1])) if ways else []

    def any_of(self, slugs: list[str]) -> list[Row]:
        """Those of several, in the order of the slugs."""
        spelled = [each for slug in slugs for each in spellings(slug)]
        return sorted(self._rows().filter(slug__in=spelled), key=lambda row: spelled.index(row.slug))


_categories = BySlug(lambda: Category.objects.all(), ListingKind.CATEGORY)
_tags = BySlug(lambda: Tag.objects.all(), ListingKind.TAG)
_authors = BySlug(lambda: Author.objects.select_related("portrait"), ListingKind.AUTHOR)
_sources = BySlug(lambda: Source.objects.all(), ListingKind.SOURCE, at_least=1)
"""Without those that only drafts quote, which are nobody's business."""


def listed(row: Subject) -> int:
    """How many posts are listed under a row that :func:`counted` fetched."""
    return int(getattr(row, "listed", 0))
