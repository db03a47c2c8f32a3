"""Reading how SQLite would go about a query: does it go through a table that grows, sort it, or count it?

SQLite plans small tables as it does large ones, so this can be read off an almost empty site.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

GROWING = {
    *("posts_post", "posts_listingentry", "posts_permalink", "posts_attribution", "posts_byline", "posts_original"),
    *("posts_post_categories", "posts_post_tags", "posts_foundtext", "posts_changerecord", "comments_commenttext"),
    *("comments_thread", "comments_comment", "comments_commenter", "comments_commenttrait", "comments_verdict"),
    *("comments_report", "comments_commentedit", "wordpress_arrival", "media_attachment", "wagtailcore_revision"),
}
"""Tables that have a row for each post, comment, reader or change; others have one for each category or setting."""
OF_ONE = {"id", "rowid", "post_id", "thread_id", "comment_id", "object_id", "number", "parent_id", "path", "target"}
"""Columns of which a value has few rows: one thing, or what belongs to one thing."""
Query = tuple[str, Any]


@contextmanager
def queries_made() -> Iterator[list[Query]]:
    """All questions that are asked meanwhile, with what is filled in."""
    made: list[Query] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(("SELECT", "WITH")):
            made.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield made


def faults(query: Query) -> list[str]:
    """What in the plan of a query costs more with every post or comment.

    A plan has lines such as ``SEARCH t USING INDEX i (a=? AND b>?)``, ``SCAN t``, ``USE TEMP B-TREE FOR ORDER BY``.
    A line that sorts belongs to those beside it, below the same line.
    """
    sql, params = query
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        lines = [(row[1], row[3]) for row in cursor.fetchall()]
    reads = [(above, line) for above, line in lines if _table(line, sql) in GROWING]
    wide = [(above, line) for above, line in reads if not _is_of_few(line)]
    whole = [line for _above, line in reads if line.startswith("SCAN") and not ("INDEX" in line and "LIMIT" in sql)]
    around = {above for above, _line in wide}
    sorts = [line for above, line in lines if "B-TREE FOR ORDER" in line and above in around]
    counts = [line for _above, line in wide] if _counts(sql) else []
    return [*whole, *sorts, *(f"counted: {line}" for line in counts)]


def _counts(sql: str) -> bool:
    """Whether a query counts or adds up all that it reads; one that reads at most so many rows may."""
    return bool(re.search(r"\b(COUNT|SUM)\(", sql)) and "LIMIT" not in sql


def _table(line: str, sql: str) -> str:
    """The table that a line is about; an alias is looked up in the query."""
    found = re.match(r"(?:SCAN|SEARCH) (\S+)", line)
    name = found[1].strip('"') if found else ""
    alias = re.search(rf'"?(\w+)"? (?:AS )?"?{re.escape(name)}"?[ )]', sql) if name else None
    return name if name in GROWING or not alias else alias[1]


def _is_of_few(line: str) -> bool:
    """Whether a line reads only rows of one thing."""
    asked = re.findall(r"(\w+)=\?", line)
    return line.startswith("SEARCH") and bool(OF_ONE & set(asked))
