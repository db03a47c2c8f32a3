"""A home of a million posts and five million comments, grown from an imported one by ``INSERT … SELECT``.

Importing that many takes hours and a disk. So a site of 10,000 posts with short texts (60 words instead of 600) is
imported, and its rows are copied with new keys, numbers, addresses and moments until there are enough. Copies stand
between their originals in time, at even distances, so that every month, category, tag, outlet and reader has its
share, and a search finds so many times as much. What is written down twice in a home (listing entries, counts, the
texts that are searched, traits of comments, arrivals) is copied with its posts, as the importer would have written it;
:mod:`bench.home_invariants` checks it. What a copy keeps of its original is the raw export text and its digests, and
words: a copy says the same under another address.

``python -m bench.grown_home 1000000`` makes one in ``.cache/bench``; ``--to FOLDER`` puts it elsewhere.
"""

import argparse
import os
import re
import shutil
import sys
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.servers import CACHE, synthetic_home

SEED_POSTS, SEED_COMMENTS, SEED_WORDS = 10_000, 50_000, 60
APART = 30_000
"""Seconds between two posts of the imported site: it has 10,000 in ten years, one every 31,536."""


def grown_home(posts: int, into: Path = CACHE) -> Path:
    """A home with so many posts, and five comments to each, made once and kept. Django is then set up on it."""
    copies, rest = divmod(posts, SEED_POSTS)
    if rest or not copies:
        raise SystemExit(f"a grown home has a multiple of {SEED_POSTS:,} posts, not {posts:,}")
    seed = synthetic_home(SEED_POSTS, SEED_COMMENTS, SEED_WORDS)
    home = into / f"grown-{posts}"
    if not (home / "complete").exists():
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(seed, home, ignore=shutil.ignore_patterns("complete", "*-wal", "*-shm"))
    set_up_on(home)
    if not (home / "complete").exists():
        grow(copies)
        (home / "complete").touch()
    return home


def set_up_on(home: Path) -> None:
    """Start Django on a home, and bring it up to date."""
    os.environ["CORANTO_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "coranto.config.settings"
    from coranto.config import set_up

    set_up.prepare_home()


def grow(copies: int, apart: int = APART) -> None:
    """Copy every post with all that belongs to it until each is there ``copies`` times."""
    from django.db import connection

    from bench.growth import Growth
    from coranto.posts.actions.listings import recount_listings

    growth = Growth(copies, apart)
    growth.refuse_the_unknown()
    with in_a_hurry({model._meta.db_table for model in growth.models}):
        for model in growth.models:
            began = time.monotonic()
            with connection.cursor() as cursor:
                cursor.execute(growth.statement(model))
            say(f"{model._meta.label}: {time.monotonic() - began:.0f} s")
    growth.move_counters()
    recount_listings()


@contextmanager
def in_a_hurry(tables: Collection[str]) -> Iterator[None]:
    """Write without care for a crash, and build SQLite's indexes of these tables once, afterwards."""
    from django.db import connection

    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        set_pragmas(cursor, "journal_mode = OFF", "synchronous = OFF", "cache_size = -3000000", "foreign_keys = OFF")
        cursor.execute("SELECT type, name, sql FROM sqlite_master WHERE type IN ('trigger', 'index') AND sql <> ''")
        made = [(kind, name, sql) for kind, name, sql in cursor.fetchall() if of_one(sql, tables)]
        for kind, name, _sql in made:
            cursor.execute(f"DROP {kind} {name}")
        yield
        for kind, name, sql in made:
            if kind == "index":
                cursor.execute(sql)
                say(f"{name} built")
        for table in sorted({name[: name.index("_fts_") + 4] for kind, name, _sql in made if kind == "trigger"}):
            cursor.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")
            say(f"{table} built")
        for kind, _name, sql in made:
            if kind == "trigger":
                cursor.execute(sql)
        set_pragmas(cursor, "foreign_keys = ON", "synchronous = FULL", "journal_mode = WAL", "cache_size = -2000")


def set_pragmas(cursor: Any, *pragmas: str) -> None:
    """Set them where that can be done: not within a transaction, as in a test."""
    from django.db import connection

    for pragma in () if connection.in_atomic_block else pragmas:
        cursor.execute(f"PRAGMA {pragma}")


def of_one(sql: str, tables: Collection[str]) -> bool:
    """Whether an index or trigger, by its definition, is of one of these tables."""
    found = re.search(r"\bON\s+\"?(\w+)", sql)
    return found is not None and found[1] in tables


def say(line: Any) -> None:
    """Progress goes to standard error."""
    print(line, file=sys.stderr, flush=True)


def main() -> None:
    """Make one and look it over."""
    parser = argparse.ArgumentParser(description="Grow a home by copying rows.")
    parser.add_argument("posts", type=int)
    parser.add_argument("--to", type=Path, default=CACHE)
    asked = parser.parse_args()
    began = time.monotonic()
    home = grown_home(asked.posts, asked.to)
    size = sum(path.stat().st_size for path in home.rglob("*") if path.is_file()) / 1e9
    print(f"{home}: {asked.posts:,} posts, {size:.1f} GB, {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
