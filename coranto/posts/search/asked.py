"""What a reader asks of the search page: words, filters, order and page, out of untrusted fields."""

import datetime
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import unquote_plus, urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from coranto.posts.models import Category, Source
from coranto.posts.search.keys import FIRST_KEY, LAST_KEY, first_key
from coranto.posts.search.matching import Filters, Order
from coranto.posts.search.questions import LONGEST
from coranto.posts.search.within import Within
from coranto.publication.addresses import SEARCH_BASE
from coranto.publication.models import Publication

ROOT = f"/{SEARCH_BASE}/"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedSearch:
    """A search as it was asked for. Fields that make no sense are empty, and ``problem`` says so."""

    query: str = ""
    searched: bool = False
    sort: Order = Order.TITLES
    after: str = ""
    before: str = ""
    category: str = ""
    source: str = ""
    with_comments: bool = False
    number: int = 1
    problem: str = ""
    within: Within | None = None

    def address(self, number: int = 1, *, query: str | None = None) -> str:
        """The address of page ``number`` of this search, or of the same search for other words."""
        if self.within is not None:
            return self.within.address(number, self.query if query is None else query)
        fields = [
            ("s", self.query if query is None else query),
            ("sort", "" if self.sort == Order.TITLES else self.sort),
            ("after", self.after),
            ("before", self.before),
            ("category", self.category),
            ("source", self.source),
            ("comments", "1" if self.with_comments else ""),
        ]
        path = f"/page/{number}/" if number > 1 else "/"
        return f"{path}?{urlencode([(name, value) for name, value in fields if value or name == 's'])}"


def read_asked(
    fields: QueryDict, *, number: int = 1, query: str | None = None, within: Within | None = None
) -> AskedSearch:
    """The search in the fields of a request; ``query`` stands in for the field ``s``, as in ``/search/words/``."""
    typed = fields.get("s", "") if query is None else query
    after, before = _day(fields.get("after", "")), _day(fields.get("before", ""))
    problem = ""
    if (fields.get("after") and not after) or (fields.get("before") and not before):
        problem = _("A day is written as 2016-02-05.")
    elif after and before and after > before:
        problem = _("The first day is after the last.")
    return AskedSearch(
        query=" ".join(typed.replace("\0", " ").split())[:LONGEST],
        searched="s" in fields or query is not None,
        sort=next((order for order in Order if order == fields.get("sort")), Order.TITLES),
        after=after,
        before=before,
        category=(within.category if within else "") or _slug(fields.get("category", "")),
        source=_slug(fields.get("source", "")),
        with_comments=fields.get("comments") == "1",
        number=number,
        problem=problem,
        within=within,
    )


def words_in_path(path: str) -> str:
    """The words of ``/search/words/`` as they were written, whichever page of it is asked for; else nothing."""
    if not path.lower().startswith(ROOT):
        return ""
    words = path[len(ROOT) :].strip("/")
    before, _, number = words.rpartition("/page/")
    return unquote_plus(before.rstrip("/") if before and number.isdecimal() else words)


def filters_of(asked: AskedSearch, publication: Publication) -> Filters | None:
    """The filters in the terms of the index; nothing where they name a category or outlet that is not there."""
    filed: list[str] = []
    for slug, model, letter in ((asked.category, Category, "c"), (asked.source, Source, "s")):
        if not slug:
            continue
        key = model._default_manager.filter(slug=slug).values_list("pk", flat=True).first()
        if key is None:
            return None
        filed.append(f"{letter}{key}")
    first = first_key(_midnight(asked.after, publication)) if asked.after else FIRST_KEY
    last = first_key(_midnight(asked.before, publication, days=1)) - 1 if asked.before else LAST_KEY
    if asked.within and (span := asked.within.span):
        first, last = max(first, first_key(span[0])), min(last, first_key(span[1]))
    return Filters(filed=tuple(filed), first=first, last=last)


def _midnight(day: str, publication: Publication, *, days: int = 0) -> datetime.datetime:
    date = datetime.date.fromisoformat(day)
    with suppress(OverflowError):  # the last day of the calendar has no next
        date += datetime.timedelta(days=days)
    return datetime.datetime.combine(date, datetime.time(), publication.zone)


def _day(text: str) -> str:
    try:
        return datetime.date.fromisoformat(text.strip()[:10]).isoformat() if text.strip() else ""
    except ValueError:
        return ""


def _slug(text: str) -> str:
    return text.replace("\0", "")[:200]
