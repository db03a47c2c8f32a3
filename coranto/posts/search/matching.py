"""Asking the database which rows answer a question, in the order asked for, one page at a time.

Without a wish WordPress's order counts (``parse_search_order``, 7.1): what has the words in its title comes first, and
the newest first within each. Up to :data:`RANKED` matches can be ranked by how well they fit; ranking more would take
long and say little, for such questions are of common words. Of those the order is WordPress's too, but for titles with
the whole words before those with words that begin so: that takes no more than a stretch of the index.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from django.db import connection

from coranto.posts.models import SearchText
from coranto.posts.search import keys
from coranto.posts.search.questions import Question

RANKED = 5_000
COUNTED = 1_000
SENTENCE = 7
"""From so many terms on WordPress looks for all of them together alone (it takes it that few titles are so long)."""


class Order(StrEnum):
    """What comes first: titles with the words and the newest of them, what fits best, or the newest."""

    TITLES = "titles"
    RELEVANCE = "relevance"
    DATE = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What to search in: ``filed`` are words that must all stand in a row's ``filed``; the keys are a span of time."""

    filed: tuple[str, ...] = ()
    first: int = keys.FIRST_KEY
    last: int = keys.LAST_KEY


class Index(Protocol):
    """One database's way to answer. ``expression`` is the question in its own language."""

    def expression(self, question: Question, filed: Sequence[str], *, title_only: bool = False) -> str:
        """The question with its filters; ``title_only`` looks at titles alone."""

    def any_in_title(self, question: Question) -> str:
        """Titles with any of the words that are wanted."""

    def both(self, expression: str, other: str) -> str:
        """What answers both."""

    def without(self, expression: str, other: str) -> str:
        """What answers ``expression`` but not ``other``."""

    def count(self, table: str, expression: str, filters: Filters, most: int, *, within: str = "") -> int:
        """How many rows answer, up to ``most``. Whatever answers ``within`` does, and may be asked first."""

    def newest(self, table: str, expression: str, filters: Filters, start: int, length: int) -> list[int]:
        """Keys of rows that answer, the newest first."""

    def best(self, table: str, expression: str, filters: Filters, start: int, length: int) -> list[int]:
        """Keys of rows that answer, the best first, then the newest."""

    def tiered(
        self, table: str, expression: str, tiers: Sequence[str], filters: Filters, start: int, length: int
    ) -> list[int]:
        """Keys of rows that answer: those of the first tier first, and the newest first within each."""


@dataclass(frozen=True, slots=True)
class Found:
    """Keys of one page of matches, and how many there are in all: up to :data:`COUNTED`, then ``is_exact`` is false."""

    keys: list[int]
    count: int
    is_exact: bool


def search(
    model: type[SearchText], question: Question, filters: Filters, *, order: Order, start: int, length: int
) -> Found:
    """``length`` matches from place ``start`` on."""
    if question.only_signs:
        return Found([], 0, True)
    index, table = index_of(), model._meta.db_table
    expression = index.expression(question, filters.filed)
    whole_words = index.expression(question.of_whole_words(), filters.filed)
    count = index.count(table, expression, filters, RANKED + 1, within=whole_words)
    if order == Order.DATE or not question.wanted:
        found = index.newest(table, expression, filters, start, length)
    elif count <= RANKED and order == Order.RELEVANCE:
        found = index.best(table, expression, filters, start, length)
    elif count <= RANKED:
        tiers = tiers_of(index, question, expression)
        found = index.tiered(table, expression, tiers, filters, start, length)
    else:
        found = _titles_first(index, table, question, filters, start, length)
    return Found(found, min(count, COUNTED), count <= COUNTED)


def tiers_of(index: Index, question: Question, expression: str) -> list[str]:
    """What comes before the rest of what answers ``expression``, first to last; a row belongs to its first tier."""
    wanted, in_title = len(question.wanted), index.expression(question, (), title_only=True)
    if wanted == 1:
        return [index.both(expression, in_title)]
    tiers = [in_title, index.any_in_title(question)] if wanted < SENTENCE else []
    if question.unwanted:
        tiers = tiers or [expression]  # all of it in one
    else:
        sentence = question.as_sentence()
        tiers = [index.expression(sentence, (), title_only=True), *tiers, index.expression(sentence, ())]
    return [index.both(expression, tier) for tier in tiers]


def _titles_first(index: Index, table: str, question: Question, filters: Filters, start: int, length: int) -> list[int]:
    """Titles with the very words, then titles with words that begin so, then the rest; each holds those before it."""
    filed = filters.filed
    tiers = [
        index.expression(question.of_whole_words(), filed, title_only=True),
        index.expression(question, filed, title_only=True),
        index.expression(question, filed),
    ]
    found: list[int] = []
    before = ""
    for tier in dict.fromkeys(tiers):
        rest = index.without(tier, before) if before else tier
        part = index.newest(table, rest, filters, start, length - len(found))
        found += part
        if len(found) == length:
            break
        start = 0 if part else start - index.count(table, rest, filters, start)
        before = tier
    return found


def index_of() -> Index:
    """The way of the database in use."""
    if connection.vendor == "postgresql":
        from coranto.posts.search.postgres import PostgresIndex  # each needs only its own SQL

        return PostgresIndex()
    from coranto.posts.search.sqlite import SQLiteIndex

    return SQLiteIndex()
