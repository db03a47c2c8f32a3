"""What the fields of an address choose together: ``/category/alps/?tag=rail``, ``/?monthnum=9``.

The fields are those that WordPress takes from strangers, read as it reads them; a field of the query stands before the
same thing in the path.
"""

import re
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.http import QueryDict

from coranto.posts.listings.choosing import Condition
from coranto.posts.listings.date_parts import DateParts
from coranto.posts.listings.finding import spellings
from coranto.posts.listings.listing import MOST_SUBJECTS, Listing, Subject
from coranto.posts.listings.orders import order_named
from coranto.posts.models import Author, Category, ListingKind, Tag

DATE_FIELDS = {"year": "year", "monthnum": "month", "day": "day", "w": "week"}
TIME_FIELDS = ("hour", "minute", "second")
KINDS = ("category", "tag", "author")
TERM_FIELDS = ("category_name", "cat", "tag")
NAMES = frozenset({*TERM_FIELDS, "author", "author_name", "m", *DATE_FIELDS, *TIME_FIELDS, "order", "orderby"})
OF_ONE_PAGE = ("paged", "feed")
LISTS = {"cat[]": "cat", "tag[]": "tag"}
BY_TAXONOMY = {"category": "category_name", "post_tag": "tag"}
MOMENT = re.compile(r"(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?")
Row = TypeVar("Row", Category, Tag, Author)


@dataclass(kw_only=True)
class Choice:
    """All that was asked for. ``named`` is what WordPress names the listing for; ``terms`` is how many it counts."""

    conditions: list[Condition] = field(default_factory=list)
    dates: DateParts = field(default_factory=DateParts)
    subjects: dict[str, Category | Tag | Author | None] = field(default_factory=dict)
    """By ``category``, ``tag`` and ``author``: the first that was asked for, or nothing where there is none of it."""
    labels: list[str] = field(default_factory=list)
    terms: int = 0
    oldest_first: bool = False
    order: str = ""

    @property
    def named(self) -> Subject | None:
        """A category before a tag before an author."""
        return next((self.subjects[kind] for kind in KINDS if kind in self.subjects), None)

    @property
    def kind(self) -> str:
        """That of the listing: ``home`` where nothing is chosen but what is left out, and the order."""
        return next((kind for kind in KINDS if kind in self.subjects), "") or self.dates.kind or "home"


def read_choice(base: Listing, given: QueryDict) -> Choice:
    """The choice at the address of a listing with these fields; costs a query for each kind of thing that is named."""
    fields = {**_fields_of(base), **_fields_given(given)}
    choice = Choice(dates=_dates(fields))
    if base.kind in ("source", "format"):
        choice.conditions.append(Condition(base.index, (base.first_key,)))
    _read_categories(choice, fields.get("category_name", ""), fields.get("cat", ""))
    _read_tags(choice, fields.get("tag", ""))
    _read_authors(choice, fields.get("author_name", ""), fields.get("author", ""))
    choice.order = order_named(fields.get("orderby", ""))
    choice.oldest_first = fields.get("order", "").upper() == "ASC"
    return choice


def is_asked(given: QueryDict) -> bool:
    """Whether any of the fields are there that choose posts."""
    return any(given.get(name) for name in (*NAMES, *LISTS)) or given.get("taxonomy", "") in BY_TAXONOMY


def fields_of_pages(given: QueryDict) -> QueryDict:
    """What the links to further pages of the same posts, or found words, keep of the fields."""
    kept = given.copy()
    for name in OF_ONE_PAGE:
        kept.pop(name, None)
    return kept


def _fields_given(given: QueryDict) -> dict[str, str]:
    fields = {name: str(given[name]).strip() for name in NAMES if given.get(name)}
    fields |= {name: ",".join(given.getlist(spelled)) for spelled, name in LISTS.items() if given.get(spelled)}
    if (name := BY_TAXONOMY.get(given.get("taxonomy", ""))) and given.get("term"):
        fields[name] = str(given["term"]).strip()
    return fields


def _fields_of(base: Listing) -> dict[str, str]:
    """The fields for which an address stands."""
    joint = "+" if base.needs_all else ","
    slugs = joint.join(getattr(subject, "slug", "") for subject in base.subjects)
    names = {"category": "category_name", "tag": "tag", "author": "author_name"}
    dates = {"year": base.year, "monthnum": base.month, "day": base.day}
    found = {name: str(part) for name, part in dates.items() if part}
    return found | ({names[base.kind]: slugs} if base.kind in names else {})


def _dates(fields: dict[str, str]) -> DateParts:
    parts: dict[str, int] = {}
    for name, part in (*DATE_FIELDS.items(), *((name, name) for name in TIME_FIELDS)):
        number = _number(fields.get(name, ""))
        if number or (number == 0 and name in TIME_FIELDS):
            parts[part] = number
    digits = re.sub(r"\D", "", fields.get("m", "")[:40])
    if found := MOMENT.match(digits):
        names = ("year", "month", "day", *TIME_FIELDS)
        of_m = {name: int(part) for name, part in zip(names, found.groups(), strict=True) if part}
        parted = any(parts.get(name, part) != part for name, part in of_m.items())
        parts = {**parts, **of_m, **({"month": 0} if parted else {})}  # no post is of two dates
    return DateParts(**parts)


def _read_categories(choice: Choice, slugs: str, numbers: str) -> None:
    groups = _groups(slugs.rstrip("/").rsplit("/", 1)[-1])
    wanted, refused = _signed(re.sub(r"[^\d,-]", "", numbers))
    rows = [*_by_slugs(Category, groups), *_by_numbers(Category, [*wanted, *refused])]
    for group in groups:
        _add(choice, "category", ListingKind.CATEGORY, [row for row in rows if row.slug in _spelled(group)], len(group))
    if wanted:
        _add(choice, "category", ListingKind.CATEGORY, [row for row in rows if row.number in wanted], len(wanted))
    _refuse(choice, ListingKind.CATEGORY, [row for row in rows if row.number in refused])


def _read_tags(choice: Choice, slugs: str) -> None:
    groups = sorted(_groups(slugs))
    rows = _by_slugs(Tag, groups)
    before = choice.terms
    for group in groups:
        _add(choice, "tag", ListingKind.TAG, [row for row in rows if row.slug in _spelled(group)], len(group))
    if groups:
        choice.terms = before + sum(map(len, groups))  # of categories that all have to be there it counts only one


def _read_authors(choice: Choice, slug: str, numbers: str) -> None:
    name = slug.strip("/").rsplit("/", 1)[-1].lower()
    wanted, refused = _signed(re.sub(r"[^\d,-]", "", numbers))
    rows = [*_by_slugs(Author, [[name]] if name else []), *_by_numbers(Author, [*wanted, *refused])]
    if name:
        _add(choice, "author", ListingKind.AUTHOR, [row for row in rows if row.slug in _spelled([name])], 0)
    if refused:  # WordPress does not look for others then
        choice.subjects.setdefault("author", None)
        _refuse(choice, ListingKind.AUTHOR, [row for row in rows if row.number in refused])
    elif wanted:
        _add(choice, "author", ListingKind.AUTHOR, [row for row in rows if row.number in wanted], 0)


def _add(choice: Choice, kind: str, listed: ListingKind, rows: list[Any], terms: int) -> None:
    if kind not in choice.subjects:
        choice.terms += terms
        choice.subjects[kind] = rows[0] if rows else None
    choice.labels.append(" / ".join(dict.fromkeys(str(row.name) for row in rows)))
    choice.conditions.append(Condition(listed, tuple(dict.fromkeys(row.pk for row in rows))))


def _refuse(choice: Choice, listed: ListingKind, rows: list[Any]) -> None:
    if rows:
        choice.conditions.append(Condition(listed, tuple(row.pk for row in rows), is_refused=True))


def _groups(slugs: str) -> list[list[str]]:
    """``a,b`` is one group of which any will do; ``a+b``, which arrives as ``a b``, are two.

    The first by the alphabet gives its name to the page (7.1).
    """
    if "," in slugs:
        found = [slug for slug in re.split(r"[,\s]+", slugs.lower()) if slug][:MOST_SUBJECTS]
        return [sorted(found)] if found else []
    return [[slug] for slug in re.split(r"[+\s]+", slugs.lower()) if slug][:MOST_SUBJECTS]


def _signed(numbers: str) -> tuple[list[int], list[int]]:
    """The numbers that are wanted, and those with a minus before them."""
    found = [int(each) for each in re.findall(r"-?\d{1,18}", numbers)][:MOST_SUBJECTS]
    return sorted(each for each in found if each > 0), [-each for each in found if each < 0]


def _spelled(group: list[str]) -> set[str]:
    return {spelled for slug in group for spelled in spellings(slug)}


def _by_slugs(model: type[Row], groups: list[list[str]]) -> list[Row]:
    """The rows with these slugs, in the order of the slugs."""
    slugs = [spelled for group in groups for slug in group for spelled in spellings(slug)]
    rows = list(model._default_manager.filter(slug__in=slugs)) if slugs else []
    return sorted(rows, key=lambda row: slugs.index(row.slug))


def _by_numbers(model: type[Row], numbers: list[int]) -> list[Row]:
    rows = list(model._default_manager.filter(number__in=numbers)) if numbers else []
    return sorted(rows, key=lambda row: numbers.index(row.number))


def _number(text: str) -> int | None:
    """The number that a text begins with, as PHP reads it, without its sign; nothing for an empty text."""
    found = re.match(r"\s*[-+]?(\d{1,6})", text)
    return int(found[1]) if found else (0 if text else None)
