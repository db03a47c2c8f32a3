"""Search in SQLite: an FTS5 table over the searched rows, in the order of their keys."""

from collections.abc import Sequence

from django.db import connection

from coranto.posts.search.matching import Filters
from coranto.posts.search.questions import Question, Term

TEXT_COLUMNS = "{title body source author}"
WEIGHTS = "10.0, 1.0, 4.0, 3.0, 0.0"
"""How much a word counts in title, body, source, author and filing."""
EVERYTHING = "all"


class SQLiteIndex:
    """FTS5's query language: quoted words are a phrase, a star after them lets the last go on."""

    def expression(self, question: Question, filed: Sequence[str], *, title_only: bool = False) -> str:
        """The question with its filters.

        Every row has the word ``all`` in its filing, so a NOT has something to stand on.
        """
        columns = "{title}" if title_only else TEXT_COLUMNS
        parts = [f'filed : "{word}"' for word in filed]
        if question.wanted:
            parts.append(f"{columns} : ({' AND '.join(_phrase(term) for term in question.wanted)})")
        if not parts:
            parts = [f'filed : "{EVERYTHING}"']
        expression = " AND ".join(f"({part})" for part in parts)
        if question.unwanted:
            unwanted = " OR ".join(_phrase(term) for term in question.unwanted)
            expression = f"({expression}) NOT ({TEXT_COLUMNS} : ({unwanted}))"
        return expression

    def any_in_title(self, question: Question) -> str:
        """Titles with any of the words that are wanted."""
        return f"{{title}} : ({' OR '.join(_phrase(term) for term in question.wanted)})"

    def both(self, expression: str, other: str) -> str:
        """What answers both."""
        return f"({expression}) AND ({other})"

    def without(self, expression: str, other: str) -> str:
        """What answers ``expression`` but not ``other``."""
        return f"({expression}) NOT ({other})"

    def count(self, table: str, expression: str, filters: Filters, most: int, *, within: str = "") -> int:
        """How many rows answer, up to ``most``; if so many answer ``within``, no more is asked, in one statement.

        For a beginning FTS5 puts together all rows of all words that begin so before it gives the first: that takes as
        long as there are rows. Of a common word there are enough by itself.
        """
        sql = f"SELECT count(*) AS found FROM (SELECT 1 {_matching(table)} LIMIT %s)"  # noqa: S608 - a model's table
        if within in ("", expression):
            return self._ask(sql, expression, filters, most)[0]
        whole: list[str | int] = [expression, filters.first, filters.last, most]
        both = f"SELECT coalesce((SELECT found FROM ({sql}) WHERE found = %s), ({sql}))"  # noqa: S608 - as above
        return self._ask(both, within, filters, most, most, *whole)[0]

    def newest(self, table: str, expression: str, filters: Filters, start: int, length: int) -> list[int]:
        """Keys of rows that answer, the newest first: FTS5 gives them in this order by itself."""
        sql = f"SELECT rowid {_matching(table)} ORDER BY rowid DESC LIMIT %s OFFSET %s"
        return self._ask(sql, expression, filters, length, start)

    def best(self, table: str, expression: str, filters: Filters, start: int, length: int) -> list[int]:
        """Keys of rows that answer, the best first, then the newest."""
        order = f"bm25({table}_fts, {WEIGHTS}), rowid DESC"
        sql = f"SELECT rowid {_matching(table)} ORDER BY {order} LIMIT %s OFFSET %s"
        return self._ask(sql, expression, filters, length, start)

    def tiered(
        self, table: str, expression: str, tiers: Sequence[str], filters: Filters, start: int, length: int
    ) -> list[int]:
        """Keys of rows that answer: those of the first tier first, and the newest first within each."""
        whens = "".join(f" WHEN rowid IN (SELECT rowid {_matching(table)}) THEN {n}" for n in range(len(tiers)))
        order = f"CASE{whens} ELSE {len(tiers)} END, rowid DESC"
        sql = f"SELECT rowid {_matching(table)} ORDER BY {order} LIMIT %s OFFSET %s"
        of_tiers = [value for tier in tiers for value in (tier, filters.first, filters.last)]
        return self._ask(sql, expression, filters, *of_tiers, length, start)

    def _ask(self, sql: str, expression: str, filters: Filters, *more: str | int) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(sql, [expression, filters.first, filters.last, *more])
            return [row[0] for row in cursor.fetchall()]


def _matching(table: str) -> str:
    return f"FROM {table}_fts WHERE {table}_fts MATCH %s AND rowid BETWEEN %s AND %s"


def _phrase(term: Term) -> str:
    """Folded words hold neither quotes nor operators; quoting makes ``AND`` and ``NEAR`` words too."""
    quoted = term.words.replace('"', " ")
    return f'"{quoted}" *' if term.begins else f'"{quoted}"'
