"""How fast the moderators' queue answers on a site with a million comments, every tab and filter of it.

The comments are written in bulk, uneven as a real site's: a few names, networks and domains have hundreds of thousands.
Whole requests through Django, below the server; the median of each kind is to stay below 150 ms. Another
number of comments: ``python -m bench.queue_speed 100000``. With ``DATABASE_URL`` they are written into that database,
once. Only posts of one author are visible to an author; both one who wrote nearly everything and one who wrote little
are measured. Time of the processor is that of this process and, on this machine, of the database's process that
serves it.
"""

import datetime
import os
import random
import statistics
import sys
import time
from pathlib import Path
from typing import Any

from bench.servers import CACHE
from coranto.core.short_digests import short_digest

ROUNDS = 8
POSTS = 500
CHUNK = 20_000
SEED = 3
BEGIN = datetime.datetime(2012, 1, 1, tzinfo=datetime.UTC)
STATUSES = ("published",) * 60 + ("spam",) * 30 + ("held",) * 6 + ("binned",) * 4


def main() -> None:
    """Print the table."""
    comments = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdecimal() else 1_000_000
    open_home(comments)
    measure(comments)


def open_home(comments: int) -> None:
    """Set Django up on the home with so many comments, which is filled the first time; one for each database."""
    elsewhere = os.environ.get("DATABASE_URL", "")
    home = CACHE / f"queue-{comments}{'-' + short_digest(elsewhere) if elsewhere else ''}"
    home.parent.mkdir(parents=True, exist_ok=True)
    os.environ["CORANTO_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "coranto.config.settings"
    from coranto.config import set_up

    set_up.prepare_home()
    if not (home / "complete").exists():
        start = time.monotonic()
        fill(comments)
        print(f"written in {time.monotonic() - start:.0f} s", file=sys.stderr)
        (home / "complete").touch()


def fill(comments: int) -> None:
    """Write posts of two authors, commenters and comments with their traits, and some reports."""
    from django.db import connection

    from coranto.comments.actions.tracing import trace_comments
    from coranto.comments.models import Commenter, Thread
    from coranto.core.database.bulk_rows import insert_values
    from tests.desk import person
    from tests.world import make_author, make_post

    rng = random.Random(SEED)
    prolific = make_author("Ada Quill", user=person("author", "prolific"))
    rare = make_author("Ben Nib", user=person("author", "rare"))
    person("moderator", "moderator")
    posts = [make_post(f"Post {n}", author=rare if n < POSTS // 100 else prolific) for n in range(POSTS)]
    Thread.objects.bulk_create(Thread(post=post) for post in posts)
    threads = list(Thread.objects.order_by("pk").values_list("pk", flat=True))
    people = max(comments // 5, 10)
    rows = [[f"k{n}", name_of(n), f"person{n}@mail{n % 97}.example"] for n in range(people)]
    insert_values(Commenter, ("key", "name", "email"), rows)
    keys = list(Commenter.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, comments, CHUNK):
        numbers = range(start + 1, min(start + CHUNK, comments) + 1)
        write_comments([comment_of(n, rng, threads, keys) for n in numbers])
        trace_comments(numbers)
    write_reports(rng, comments)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as PostgreSQL does by itself, some minutes later


def name_of(number: int) -> str:
    """A tenth of all people sign with the same name."""
    return "Anonymous" if number % 10 == 0 else f"Reader {number}"


def comment_of(number: int, rng: random.Random, threads: list[int], keys: list[int]) -> tuple[Any, ...]:
    """One comment's values. The first commenter wrote every fiftieth comment."""
    status = rng.choice(STATUSES)
    who = 0 if rng.random() < 0.02 else rng.randrange(len(keys))
    hot = rng.random() < 0.1
    address = f"192.0.2.{rng.randrange(256)}" if hot else ".".join(str(rng.randrange(1, 255)) for _ in range(4))
    link = ""
    if status == "spam" or rng.random() < 0.05:
        link = f" https://{'www.pills' if rng.random() < 0.4 else f'site{rng.randrange(20_000)}'}.example/offer"
    text = f"Comment {number}: the ferry was late again, and the tide did not wait for it.{link}"
    at = BEGIN + datetime.timedelta(seconds=number * 400)
    return (
        number,
        threads[rng.randrange(len(threads))],
        keys[who],
        status,
        name_of(who),
        at,
        text,
        f"<p>{text}</p>",
        address,
    )


def write_comments(rows: list[tuple[Any, ...]]) -> None:
    """The comments and a verdict on each."""
    from coranto.comments.models import Comment, Verdict
    from coranto.core.database.bulk_rows import insert_values

    names = ("id", "thread_id", "commenter_id", "status", "name", "posted_at", "text", "html", "network_address")
    insert_values(Comment, names, rows)
    reasons = [{"words": "a first comment", "weight": 0.0}]
    verdicts = [[row[0], row[3], "rule", "first", reasons, row[5]] for row in rows]
    insert_values(Verdict, ("comment_id", "status", "by", "phase", "reasons", "at"), verdicts)


def write_reports(rng: random.Random, comments: int) -> None:
    """Two standing reports for every thousand comments."""
    from coranto.comments.models import Report
    from coranto.core.database.bulk_rows import insert_values

    chosen = rng.sample(range(1, comments + 1), max(comments // 500, 1))
    insert_values(Report, ("comment_id", "reporter", "reason", "at"), [[key, "a", "spam", BEGIN] for key in chosen])


QUESTIONS = {
    "held": "status=held",
    "spam": "status=spam",
    "published": "status=published",
    "all": "status=all",
    "reported": "status=reported",
    "a common name, held": "status=held&name=anonymous",
    "a common name, all": "status=all&name=anonymous",
    "a rare name": "status=all&name=reader+77",
    "a common e-mail": "status=all&email=person0@mail0.example",
    "a common network": "status=held&network=192.0.2.0/24",
    "one address": "status=all&address=192.0.2.7",
    "a common domain, held": "status=held&domain=pills.example",
    "a common domain, spam": "status=spam&domain=pills.example",
    "two at once": "status=spam&name=anonymous&network=192.0.2.0/24",
    "one post": "status=all&on=5",
    "one post and a domain": "status=spam&on=5&domain=pills.example",
    "reported, a common name": "status=reported&name=anonymous",
}


def measure(comments: int) -> None:
    """Ask for every kind of page, the first one and one in the middle, as moderator and as two authors."""
    from django.db import connection

    print(f"{comments:,} comments; {connection.vendor}; {ROUNDS} requests of each; ms of processor and of wall time")
    print(f"{'asked for':<48}{'processor':>10}{'wall':>9}{'longest':>9}")
    middle = (BEGIN + datetime.timedelta(seconds=comments * 200)).isoformat() + ",1"
    worst = 0.0
    for who in ("moderator", "prolific", "rare"):
        client = client_of(who)
        client.get("/desk/comments/")
        for name, query in QUESTIONS.items():
            for place in ("", middle):
                taken = [timed(client, f"{query}&before={place.replace('+', '%2B')}") for _ in range(ROUNDS)]
                used, times = (sorted(column) for column in zip(*taken, strict=True))
                worst = max(worst, statistics.median(times))
                label = f"{who}: {name}{', further down' if place else ''}"
                figures = f"{statistics.median(used):>10.1f}{statistics.median(times):>9.1f}{times[-1]:>9.1f}"
                print(f"{label:<48}{figures}", flush=True)
    print(f"{'the slowest kind':<48}{'':>10}{worst:>9.1f}")


def client_of(name: str) -> Any:
    """A browser in which that person is signed in."""
    from django.test import Client

    from coranto.accounts.models import User

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(User.objects.get(username=name), backend="django.contrib.auth.backends.ModelBackend")
    return client


def timed(client: Any, query: str) -> tuple[float, float]:
    """Milliseconds of processor and of wall time that one request takes."""
    used, start = processor_seconds(), time.perf_counter()
    answer = client.get(f"/desk/comments/?{query}")
    taken = (processor_seconds() - used) * 1000, (time.perf_counter() - start) * 1000
    if answer.status_code != 200:
        raise SystemExit(f"{query}: {answer.status_code}")
    return taken


def processor_seconds() -> float:
    """What this process has used so far, with the process of PostgreSQL that it asks."""
    from django.db import connection

    if connection.vendor == "sqlite":
        return time.process_time()
    connection.ensure_connection()
    schedule = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return time.process_time() + (int(schedule.read_text().split()[0]) / 1e9 if schedule.exists() else 0)


if __name__ == "__main__":
    main()
