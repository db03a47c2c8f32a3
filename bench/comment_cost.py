"""Function calls, statements and processor time of a comment that comes in, in this process, all of the application.

    python -m bench.comment_cost [--where]

A home of its own with twenty posts, the form as a reader's browser sends it, a new text each time, from writers who
have written before. Calls are counted by the profiler in requests of their own: they do not depend on how busy the
machine is. ``--where`` prints the functions that take most of them.
"""

import argparse
import cProfile
import io
import os
import pstats
import shutil
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from bench.page_cost import calls_of
from bench.servers import temporary_home

WARM = 30
ROUNDS = 200
COUNTED = 20
POSTS = 20
WRITERS = 12


def main() -> None:
    """Make the home, post, and print."""
    parser = argparse.ArgumentParser(description="What one comment costs.")
    parser.add_argument("--where", action="store_true", help="print where the calls go")
    asked = parser.parse_args([] if len(sys.argv) > 1 and sys.argv[1] == "comment_cost" else None)
    home = temporary_home()
    os.environ |= {"CORANTO_HOME": str(home), "CORANTO_LOG_LEVEL": "ERROR"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "coranto.config.settings"
    from coranto.config import set_up

    try:
        set_up.prepare_home()
        measure(with_places=asked.where)
    finally:
        shutil.rmtree(home.parent, ignore_errors=True)


def measure(*, with_places: bool) -> None:
    """Post comments, and print what they cost."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from coranto.config.page_cache import settle_ledger

    settle_ledger()
    post = posting(settle())
    for _ in range(WARM):
        post()
    with CaptureQueriesContext(connection) as queries:
        post()
    statements = len(queries)  # the next request empties the log
    profile = cProfile.Profile()
    for _ in range(COUNTED):
        post(profile.runcall)
    stats = pstats.Stats(profile)
    times = sorted(timed(post) for _ in range(ROUNDS))
    calls = calls_of(stats) / COUNTED
    print(f"a comment: {calls:,.0f} calls, {statements} statements, {statistics.median(times):.2f} ms")
    if with_places:
        stats.sort_stats("ncalls").print_stats(60)
        stats.sort_stats("cumulative").print_stats(90)


def settle() -> list[tuple[int, str]]:
    """Posts with stamps of their forms, on a site that lets comments stand at once."""
    import datetime

    from coranto.comments.models import CommentRules
    from coranto.comments.stamps import make_stamp
    from coranto.publication.models import Publication
    from tests.world import make_post

    ease = {"wait_seconds": 0, "hourly_limit": 1_000_000, "youngest_form": 0, "hold_first": False}
    CommentRules.objects.update_or_create(publication=Publication.objects.current(), defaults=ease)
    posts = [make_post() for _ in range(POSTS)]
    at = datetime.datetime.now(datetime.UTC)
    return [(post.number, make_stamp(post.number, at=at)) for post in posts]


def posting(forms: list[tuple[int, str]]) -> Callable[..., None]:
    """A function that posts the next comment as the server does: with a page cache that listens to changes.

    It may be told how to run the call.
    """
    from coranto.config.wsgi import application
    from coranto.edge.calling import call

    number = 0

    def post(run: Callable[..., Any] = run_plainly) -> None:
        nonlocal number
        number += 1
        subject, stamp = forms[number % POSTS]
        name = f"writer-{number % WRITERS}"
        text = f"{name} says {number}: the bridge was built in {1000 + number % 900}."
        form = {"comment": text, "author": name, "email": f"{name}@reader.example", "comment_post_ID": subject}
        body = urlencode({**form, "comment_parent": 0, "comment_stamp": stamp}).encode()
        answer = run(call, application, environ_for(body))
        if answer.status != 302:
            raise SystemExit(f"answered {answer.status}: {answer.body[:300]!r}")

    return post


def run_plainly(work: Callable[..., Any], *given: Any) -> Any:
    """Call it."""
    return work(*given)


def environ_for(body: bytes) -> dict[str, Any]:
    """The request."""
    return {
        **{"REQUEST_METHOD": "POST", "PATH_INFO": "/wp-comments-post.php", "QUERY_STRING": "", "SCRIPT_NAME": ""},
        **{"SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_HOST": "127.0.0.1"},
        **{"REMOTE_ADDR": "127.0.0.1", "CONTENT_TYPE": "application/x-www-form-urlencoded"},
        **{"CONTENT_LENGTH": str(len(body)), "HTTP_ACCEPT_ENCODING": "identity"},
        **{"wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(body), "wsgi.errors": sys.stderr},
        **{"wsgi.version": (1, 0), "wsgi.multithread": True, "wsgi.multiprocess": True, "wsgi.run_once": False},
    }


def timed(post: Callable[[], None]) -> float:
    """The milliseconds of processor time of one comment."""
    began = time.process_time()
    post()
    return (time.process_time() - began) * 1000


if __name__ == "__main__":
    main()
