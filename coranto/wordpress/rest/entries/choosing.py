"""What all lists of dated things have in common: which are chosen, in which order, and which page of them."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from django.db.models import Case, F, IntegerField, Model, Q, QuerySet, Value, When
from django.db.models.functions import Lower

from coranto.wordpress.rest.answers import RefusalError
from coranto.wordpress.rest.asked import Asked
from coranto.wordpress.rest.collation import collation_key
from coranto.wordpress.rest.moments import read_moment
from coranto.wordpress.rest.paging import start_of

Row = TypeVar("Row", bound=Model)
MOST_WORDS = 9
LONGEST_SEARCH = 1_600
ALPHABETICAL = frozenset({"title", "name"})
WITHOUT_CASE = ALPHABETICAL | {"slug"}
SORTED_HERE = 5_000
_WORD = re.compile(r'"([^"]*)(?:"|\Z)|([^\t ",+]+)')
MOMENTS = {
    "after": ("posted_at", "gt"),
    "before": ("posted_at", "lt"),
    "modified_after": ("modified_at", "gt"),
    "modified_before": ("modified_at", "lt"),
}


def check_order(asked: Asked) -> None:
    """Refuse an order that needs what was not given."""
    order = asked.values["orderby"]
    if order == "include" and not asked.values["include"]:
        raise _incomplete("rest_orderby_include_missing_include", "an include parameter to order by include")
    if order == "relevance" and not asked.values["search"]:
        raise _incomplete("rest_no_search_term_defined", "a search term to order by relevance")


def _incomplete(code: str, what: str) -> RefusalError:
    return RefusalError(code, f"You need to define {what}.", 400, says_allow=True)


def in_time(asked: Asked) -> Q:
    """What was posted or changed between the moments asked for; both are left out themselves."""
    chosen = Q()
    for name, (column, side) in MOMENTS.items():
        if text := asked.values.get(name):
            moment = read_moment(text, asked.publication.zone)
            if moment is not None:
                chosen &= Q(**{f"{column}__{side}": moment})
    return chosen


def end_of(asked: Asked) -> datetime.datetime | None:
    """The moment before which things were posted, if one is asked for."""
    text = asked.values.get("before")
    return read_moment(text, asked.publication.zone) if text else None


def by_number(asked: Asked, column: str) -> Q:
    """``include``, or else ``exclude``: WordPress looks at only one of them."""
    return one_of(column, asked.values["include"]) or none_of(column, asked.values["exclude"])


def by_author(asked: Asked, column: str) -> Q:
    """``author_exclude``, or else ``author``."""
    return none_of(column, asked.values["author_exclude"]) or one_of(column, asked.values["author"])


def narrowed(asked: Asked, *, author: str) -> Q:
    """What lists of all dated things are narrowed by: moments, numbers, authors (in the column ``author``), slugs."""
    slugs = asked.values["slug"]
    chosen = in_time(asked) & by_number(asked, "number") & by_author(asked, author)
    return chosen & Q(slug__in=slugs) if slugs else chosen


def one_of(column: str, wanted: Sequence[int]) -> Q:
    """One of these numbers; nothing where there are none. WordPress passes over a minus."""
    return Q(**{f"{column}__in": [abs(number) for number in wanted]}) if wanted else Q()


def none_of(column: str, unwanted: Sequence[int]) -> Q:
    """None of these numbers."""
    return ~Q(**{f"{column}__in": [abs(number) for number in unwanted]}) if unwanted else Q()


def containing(text: str, columns: Sequence[str]) -> Q:
    """Every word in one of the columns; ``-word`` in none; ``"…"`` as it stands."""
    chosen = Q()
    for word in words_of(text[:LONGEST_SEARCH]):
        without = word.startswith("-") and len(word) > 1
        somewhere = Q()
        for column in columns:
            somewhere |= Q(**{f"{column}__icontains": word[1:] if without else word})
        chosen &= ~somewhere if without else somewhere
    return chosen


def words_of(text: str) -> list[str]:
    """The words and phrases of a search. More than nine are taken as one phrase, as WordPress does."""
    words = [found[1] or found[2] for found in _WORD.finditer(text) if found[1] or found[2]]
    longer = [word for word in words if len(word) > 1 or not word.isascii() or not word.isalpha()]
    return longer if 0 < len(longer) <= MOST_WORDS else [text.strip()] if text.strip() else []


def understood(asked: Asked) -> Asked:
    """The question as WordPress takes it: texts in the order of slugs that were not given are the oldest first."""
    if asked.values["orderby"] != "include_slugs" or asked.values["slug"]:
        return asked
    return replace(asked, values={**asked.values, "orderby": "date", "order": "asc"})


def ordered(
    rows: QuerySet[Row], asked: Asked, columns: dict[str, str], *, newest_of_ties: bool = False
) -> QuerySet[Row]:
    """The rows in the order asked for; ``columns`` are the names of ours for WordPress's."""
    order, down = asked.values["orderby"], asked.values["order"] == "desc"
    if order == "relevance":
        ranked: QuerySet[Row] = rows.annotate(rank=rank_of(asked.values["search"] or ""))
        return ranked.order_by("rank", *(("-posted_at", "-pk") if down else ("posted_at", "pk")))
    column = columns.get(order) or columns["date"]
    key = Lower(column) if column in WITHOUT_CASE else F(column)
    ties = [] if order == "id" else ["-pk" if down or newest_of_ties else "pk"]
    if order == "author":
        ties.insert(0, "-posted_at" if down else "posted_at")
    return rows.order_by(key.desc() if down else key.asc(), *ties)


def rank_of(text: str) -> Case:
    """How well something fits, best first, as WordPress ranks: words in the title before words elsewhere."""
    words = [word for word in words_of(text[:LONGEST_SEARCH]) if not word.startswith("-")]
    if len(words) < 2:
        fits = [When(title__icontains=words[0], then=1)] if words else []
        return Case(*fits, default=Value(2), output_field=IntegerField())
    whole = " ".join(words)
    every, some = Q(), Q()
    for word in words:
        every, some = every & Q(title__icontains=word), some | Q(title__icontains=word)
    fits = [
        When(title__icontains=whole, then=1),
        When(every, then=2),
        When(some, then=3),
        When(excerpt__icontains=whole, then=4),
        When(searched__icontains=whole, then=5),
    ]
    return Case(*fits, default=Value(6), output_field=IntegerField())


def with_searched(rows: QuerySet[Row]) -> QuerySet[Row]:
    """The rows with the text that is searched: the raw one of the export where nobody has changed it since."""
    raw = When(latest_revision=None, original__isnull=False, then=F("original__content"))
    searched: QuerySet[Row] = rows.annotate(searched=Case(raw, default=F("body_html")))
    return searched


def page_keys(
    rows: QuerySet[Row],
    asked: Asked,
    columns: dict[str, str],
    *,
    total: int | None = None,
    newest_of_ties: bool = False,
) -> list[int]:
    """The keys of the rows of the page that is asked for, in order; ``total`` is how many rows there are, if known.

    What is alike in the order asked for stands in the order of keys; the other way round with ``newest_of_ties``.
    """
    start = start_of(asked)
    end = start + int(asked.values["per_page"])
    listed = {"include": ("include", columns["id"]), "include_slugs": ("slug", "slug")}.get(asked.values["orderby"])
    if listed is None or not asked.values[listed[0]]:
        is_alphabetical = columns.get(asked.values["orderby"]) in ALPHABETICAL
        if is_alphabetical and (rows.count() if total is None else total) <= SORTED_HERE:
            return _alphabetical(rows, asked, columns)[start:end]
        found = ordered(rows, asked, columns, newest_of_ties=newest_of_ties)
        return list(found.values_list("pk", flat=True)[start:end])
    places = {value: place for place, value in reversed(list(enumerate(asked.values[listed[0]])))}
    sorted_rows = sorted(rows.values_list(listed[1], "pk"), key=lambda row: places.get(row[0], len(places)))
    return [pk for _value, pk in sorted_rows[start:end]]


def _alphabetical(rows: QuerySet[Row], asked: Asked, columns: dict[str, str]) -> list[int]:
    """The keys of all rows in alphabetical order, which databases know only of plain letters."""
    found = rows.order_by("pk").values_list(columns[asked.values["orderby"]], "pk")
    down = asked.values["order"] == "desc"
    return [pk for _text, pk in sorted(found, key=lambda row: collation_key(row[0]), reverse=down)]


def shown_total(asked: Asked, total: int) -> int:
    """How many WordPress says there are: none where an offset leads past the last. Refuse a page past the last."""
    if not total or start_of(asked) < total:
        return total
    if asked.values.get("offset"):
        return 0
    raise beyond()


def beyond() -> RefusalError:
    """For a page past the last."""
    words = "The page number requested is larger than the number of pages available."
    return RefusalError("rest_post_invalid_page_number", words, 400, says_allow=True)
