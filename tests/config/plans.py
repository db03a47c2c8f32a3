"""Reading how the database would go about a query: does it go through a table that grows, sort it, or count it?

This is read off an almost empty site.
"""

import itertools
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

GROWING = {
    *("posts_post", "posts_listingentry", "posts_permalink", "posts_attribution", "posts_byline", "posts_original"),
    *("posts_post_categories", "posts_post_tags", "posts_foundtext", "posts_changerecord", "comments_commenttext"),
    *("comments_thread", "comments_comment", "comments_commenter", "comments_commenttrait", "comments_verdict"),
    *("comments_report", "comments_commentedit", "wordpress_arrival", "media_attachment", "wagtailcore_revision"),
}
"""Tables that have a row for each post, comment, reader or change; others have one for each category or setting."""
OF_ONE = {"id", "rowid", "post_id", "thread_id", "comment_id", "object_id", "number", "parent_id", "path", "target"}
"""Columns of which a value has few rows: one thing, or what belongs to one thing."""
OF_A_VALUE = {"InitPlan", "SubPlan"}
"""What PostgreSQL calls a plan for one value within another plan: ``EXISTS`` and its kin."""
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
    """What in the plan of a query costs more with every post or comment."""
    return faults_on_postgres(query) if connection.vendor == "postgresql" else faults_on_sqlite(query)


def faults_on_postgres(query: Query) -> list[str]:
    """The same by PostgreSQL's plan, made as if reading a table whole, and sorting, were dearer than anything else.

    So it shows what it has no index for, however small the tables are.
    """
    sql, params = query
    with transaction.atomic(), connection.cursor() as cursor:
        for way in ("seqscan", "sort", "hashjoin", "mergejoin", "hashagg"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", params)
        (plan,) = cursor.fetchone()
    steps = list(_steps(json.loads(plan) if isinstance(plan, str) else plan))
    whole = [_named(step) for step in steps if step["Node Type"] == "Seq Scan" and step["Relation Name"] in GROWING]
    sorts = [
        f"{step['Node Type']} by {step['Sort Key']}: {_named(wide)}"
        for step in steps
        if step["Node Type"] == "Sort"
        for wide in _wide_below(step)
    ]
    counts = [f"counted: {_named(wide)}" for wide in _wide_below({"Plans": steps[:1]})] if _counts(sql) else []
    return [*whole, *sorts, *counts]


def rows_walked(query: Query) -> int:
    """What answering a query takes: SQLite's steps, or the rows of growing tables that PostgreSQL looks at."""
    sql, params = query
    if connection.vendor == "sqlite":
        return _steps_taken(sql, params)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", params)
        (plan,) = cursor.fetchone()
    reads = [step for step in _steps(json.loads(plan) if isinstance(plan, str) else plan) if "Relation Name" in step]
    return sum(
        (step["Actual Rows"] + step.get("Rows Removed by Filter", 0)) * step["Actual Loops"]
        for step in reads
        if step["Relation Name"] in GROWING
    )


def _steps_taken(sql: str, params: Any) -> int:
    taken = itertools.count()
    database: Any = connection.connection
    with connection.cursor() as cursor:
        database.set_progress_handler(lambda: next(taken) and 0, 1)
        try:
            cursor.execute(sql, params)
            cursor.fetchall()
        finally:
            database.set_progress_handler(None, 0)
    return next(taken)


Step = dict[str, Any]


def _steps(plan: Any) -> Iterator[Step]:
    """All steps of a plan, each before those below it."""
    for step in plan:
        step = step.get("Plan", step)
        yield step
        yield from _steps(step.get("Plans", ()))


def _wide_below(step: Step) -> list[Step]:
    """The steps below this one that read many rows of a table that grows; not those for one value, or up to a limit."""
    return [
        each
        for below in step.get("Plans", ())
        if below["Node Type"] != "Limit" and below.get("Parent Relationship") not in OF_A_VALUE
        for each in ([below] if _is_wide(below) else _wide_below(below))
    ]


def _is_wide(step: Step) -> bool:
    asked = re.findall(r"(\w+)\)?(?:::\w+)? = ", step.get("Index Cond") or step.get("Recheck Cond", ""))
    return step.get("Relation Name") in GROWING and not OF_ONE & set(asked)


def _named(step: Step) -> str:
    return f"{step['Node Type']} of {step['Relation Name']} {step.get('Index Name', '')} {step.get('Index Cond', '')}"


def faults_on_sqlite(query: Query) -> list[str]:
    """The same by SQLite's plan, which is for small tables what it is for large ones.

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
