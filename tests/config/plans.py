"""Reading how the database would go about a query: does it go through a table that grows, sort it, or count it?

SQLite plans small tables as it does large ones. PostgreSQL rightly reads small ones whole, so it is told that reading
whole tables and sorting are out of the question: what it does all the same, it has no index for.
"""

import json
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
    """What in the plan of a query costs more with every post or comment."""
    return postgres_faults(query) if connection.vendor == "postgresql" else sqlite_faults(query)


def sqlite_faults(query: Query) -> list[str]:
    """From SQLite's plan: lines such as ``SEARCH t USING INDEX i (a=? AND b>?)``, ``SCAN t``, ``USE TEMP B-TREE``.

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


def postgres_faults(query: Query) -> list[str]:
    """From PostgreSQL's plan, a tree of nodes."""
    sql, params = query
    with connection.cursor() as cursor:
        for name in ("enable_seqscan", "enable_sort", "enable_bitmapscan", "enable_hashjoin", "enable_mergejoin"):
            cursor.execute(f"SET LOCAL {name} = off")
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", params)
        (found,) = cursor.fetchone()
        for name in ("enable_seqscan", "enable_sort", "enable_bitmapscan", "enable_hashjoin", "enable_mergejoin"):
            cursor.execute(f"SET LOCAL {name} = on")
    plan = (json.loads(found) if isinstance(found, str) else found)[0]["Plan"]
    found_faults = []
    for node in nodes(plan):
        wide = [each for each in nodes(node) if each.get("Relation Name") in GROWING and not _reads_few(each)]
        kind = node["Node Type"]
        if kind == "Seq Scan" and node["Relation Name"] in GROWING:
            found_faults.append(f"Seq Scan of {node['Relation Name']}")
        if kind == "Sort" and wide:
            found_faults.append(f"Sort of {wide[0].get('Relation Name')} by {node.get('Sort Key')}")
        if kind == "Aggregate" and wide and _counts(sql):
            found_faults.append(f"counted: {wide[0].get('Relation Name')}")
    return found_faults


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A node of a plan and all below it."""
    yield plan
    for below in plan.get("Plans", ()):
        yield from nodes(below)


def _reads_few(node: dict[str, Any]) -> bool:
    """Whether a node reads only rows of one thing, or of a list of things."""
    condition = f"{node.get('Index Cond', '')} {node.get('Recheck Cond', '')}"
    return any(re.search(rf"\b{column}\b\s*=", condition) for column in OF_ONE)
