"""Search in PostgreSQL: a generated ``tsvector`` with a GIN index.

Weights say where a word stands: A title, B source and author, C body, D filing.
"""

from collections.abc import Sequence

from django.db import connection

from coranto.posts.search.matching import Filters
from coranto.posts.search.questions import Question, Term

TEXT, TITLE, FILED = "ABC", "A", "D"
WEIGHTS = "{0.0, 0.1, 0.4, 1.0}"
EVERYTHING = "all"
QUERY = "to_tsquery('simple', %s)"


class PostgresIndex:
    """The language of ``to_tsquery``: quoted words are a phrase, ``:*`` lets words go on, letters name weights."""

    def expression(self, question: Question, filed: Sequence[str], *, title_only: bool = False) -> str:
        """The question with its filters."""
        places = TITLE if title_only else TEXT
        parts = [f"'{word}':{FILED}" for word in filed]
        parts += [_phrase(term, places) for term in question.wanted]
        if not parts:
            parts = [f"'{EVERYTHING}':{FILED}"]
        parts += [f"!({_phrase(term, TEXT)})" for term in question.unwanted]
        return " & ".join(parts)

    def any_in_title(self, question: Question) -> str:
        """Titles with any of the words that are wanted."""
        return " | ".join(_phrase(term, TITLE) for term in question.wanted)

    def both(self, expression: str, other: str) -> str:
        """What answers both."""
        return f"({expression}) & ({other})"

    def without(self, expression: str, other: str) -> str:
        """What answers ``expression`` but not ``other``."""
        return f"({expression}) & !({other})"

    def count(self, table: str, expression: str, filters: Filters, most: int, *, within: str = "") -> int:
        """How many rows answer, up to ``most``. ``within`` would spare nothing: all of them are looked up anyway."""
        sql = f"SELECT count(*) FROM (SELECT 1 {_matching(table)} LIMIT %s) AS found"  # noqa: S608 - a model's table
        return self._ask(sql, [expression, filters.first, filters.last, most])[0]

    def newest(self, table: str, expression: str, filters: Filters, start: int, length: int) -> list[int]:
        """Keys of rows that answer, the newest first."""
        sql = f"SELECT key {_matching(table)} ORDER BY key DESC LIMIT %s OFFSET %s"
        return self._ask(sql, [expression, filters.first, filters.last, length, start])

    def best(self, table: str, expression: str, filters: Filters, start: int, length: int) -> list[int]:
        """Keys of rows that answer, the best first, then the newest."""
        order = f"ts_rank('{WEIGHTS}', vector, {QUERY}) DESC, key DESC"
        sql = f"SELECT key {_matching(table)} ORDER BY {order} LIMIT %s OFFSET %s"
        return self._ask(sql, [expression, filters.first, filters.last, expression, length, start])

    def tiered(
        self, table: str, expression: str, tiers: Sequence[str], filters: Filters, start: int, length: int
    ) -> list[int]:
        """Keys of rows that answer: those of the first tier first, and the newest first within each."""
        whens = "".join(f" WHEN vector @@ {QUERY} THEN {n}" for n in range(len(tiers)))
        order = f"CASE{whens} ELSE {len(tiers)} END, key DESC"
        sql = f"SELECT key {_matching(table)} ORDER BY {order} LIMIT %s OFFSET %s"
        return self._ask(sql, [expression, filters.first, filters.last, *tiers, length, start])

    def _ask(self, sql: str, values: Sequence[str | int]) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return [row[0] for row in cursor.fetchall()]


def _matching(table: str) -> str:
    return f"FROM {table} WHERE vector @@ {QUERY} AND key BETWEEN %s AND %s"


def _phrase(term: Term, places: str) -> str:
    """Words one after the other, of which the last may go on; PostgreSQL would let each of a quoted phrase do so."""
    *words, last = term.words.replace("'", " ").replace("\\", " ").split() or [" "]
    parts = [*(f"'{word}':{places}" for word in words), f"'{last}':{'*' if term.begins else ''}{places}"]
    return parts[0] if len(parts) == 1 else f"({' <-> '.join(parts)})"
