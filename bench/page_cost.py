"""Processor time, queries and function calls of each kind of page, uncached, through the whole WSGI application.

Requests go through the application that ``coranto serve`` runs, in this process, after ten to warm up; the median
counts. Calls are counted by the profiler in a request of its own: they do not depend on how busy the machine is. By
default the imported site of 10,000 posts with 50,000 comments is asked. ``python -m bench.page_cost FOLDER…`` takes
other homes, one after the other, and compares each with the first. What a process keeps of pages (cards, discussions,
the frame) is there when the median is taken; "bare" is the median without any of it. ``--no-desk`` leaves the editors'
screens out (they need an administrator, who is made in the home if there is none).
"""

import argparse
import cProfile
import io
import json
import os
import pstats
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.servers import synthetic_home

ROUNDS = 60
BARE_ROUNDS = 20
DESK = {
    "desk: posts": "/desk/posts/",
    "desk: comments": "/desk/comments/",
    "desk: held comments": "/desk/comments/?status=held",
}


def main() -> None:
    """Measure each home in a process of its own, and print the table."""
    parser = argparse.ArgumentParser(description="Measure pages in this process.")
    parser.add_argument("homes", nargs="*", type=Path)
    parser.add_argument("--one", action="store_true", help="measure one home, print JSON")
    parser.add_argument("--no-desk", action="store_true")
    asked = parser.parse_args([] if Path(sys.argv[0]).stem == "__main__" and len(sys.argv) > 1 else None)
    if asked.one:
        os.environ |= {"CORANTO_HOME": str(asked.homes[0]), "CORANTO_LOG_LEVEL": "ERROR"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "coranto.config.settings"
        from coranto.config import set_up
        from coranto.core.rare_collection import collect_rarely

        set_up.prepare_home()
        collect_rarely()  # as `coranto serve` does
        print(json.dumps(measure(with_desk=not asked.no_desk)))
        return
    homes = asked.homes or [synthetic_home(10_000, 50_000)]
    flags = ["--no-desk"] if asked.no_desk else []
    tables = [in_own_process(home.resolve(), flags) for home in homes]
    print_table([home.name for home in homes], tables)


def in_own_process(home: Path, flags: list[str]) -> dict[str, dict[str, float]]:
    """The figures of one home."""
    command = [sys.executable, "-m", "bench.page_cost", "--one", str(home), *flags]
    out = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return dict(json.loads(out.splitlines()[-1]))


def print_table(names: list[str], tables: list[dict[str, dict[str, float]]]) -> None:
    """One line for each page, homes beside each other."""
    print(f"ms of processor time (median of {ROUNDS}), against the first, bare; queries, thousands of calls, bytes")
    print(f"{'':<26}" + "".join(f"{name[-34:]:>46}" for name in names))
    for page in tables[0]:
        cells = [cell(table[page], tables[0][page] if table is not tables[0] else None) for table in tables]
        print(f"{page:<26}" + "".join(f"{each:>46}" for each in cells))


def cell(row: dict[str, float], first: dict[str, float] | None) -> str:
    """The figures of a page in one home, and how many times the first home's time it takes."""
    ratio = f"{row['ms'] / first['ms']:.2f}" if first else ""
    counts = f"{row['queries']:>4.0f} {row['calls'] / 1000:>7.1f} {row['bytes']:>10,.0f}"
    return f"{row['ms']:>8.2f} {ratio:>5} {row['bare']:>7.2f} {counts}"


def measure(*, with_desk: bool) -> dict[str, dict[str, float]]:
    """Ask for every kind of page."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    pages = {name: asking(path) for name, path in addresses().items()}
    if with_desk:
        cookie = desk_cookie()
        pages |= {name: asking(path, cookie) for name, path in DESK.items()}
    found = {}
    for name, ask in pages.items():
        status, body = ask()
        if status != "200":
            raise SystemExit(f"{name} answers {status}")
        for _ in range(9):
            ask()
        with CaptureQueriesContext(connection) as queries:
            ask()
        asked = len(queries)  # the next request empties the log
        calls = calls_of(profiled(ask))
        times = [timed(ask) for _ in range(ROUNDS)]
        bare = statistics.median(timed_bare(ask) for _ in range(BARE_ROUNDS))
        found[name] = {
            "ms": statistics.median(times),
            "bare": bare,
            "queries": asked,
            "calls": calls,
            "bytes": len(body),
        }
    return found


def forget() -> None:
    """Throw away what this process keeps of pages."""
    from coranto.posts.listings.cards import forget_cards
    from coranto.posts.search.page import forget_common
    from coranto.theme.templatetags.kept import forget_parts
    from coranto.wordpress.rest.entries.posts import forget_made

    forget_parts()
    forget_cards()
    forget_common()
    forget_made()


def asking(path: str, cookie: str = "") -> Callable[[], tuple[str, bytes]]:
    """A function that asks the application for a page: status and body."""
    from coranto.config.wsgi import application

    plain, _, query = path.partition("?")

    def ask() -> tuple[str, bytes]:
        said: list[str] = []
        environ: dict[str, Any] = {
            **{"REQUEST_METHOD": "GET", "PATH_INFO": plain, "QUERY_STRING": query, "SCRIPT_NAME": ""},
            **{
                "SERVER_NAME": "127.0.0.1",
                "SERVER_PORT": "80",
                "SERVER_PROTOCOL": "HTTP/1.1",
                "HTTP_HOST": "127.0.0.1",
            },
            **{"REMOTE_ADDR": "127.0.0.1", "HTTP_COOKIE": cookie, "HTTP_USER_AGENT": "bench", "HTTP_ACCEPT": "*/*"},
            **{"wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr},
            **{"wsgi.version": (1, 0), "wsgi.multithread": True, "wsgi.multiprocess": True, "wsgi.run_once": False},
        }

        def start(status: str, headers: list[tuple[str, str]], error: Any = None, /) -> Any:
            said.append(status)

        answer = application(environ, start)
        try:
            body = b"".join(answer)
        finally:
            if close := getattr(answer, "close", None):
                close()
        return said[0][:3], body

    return ask


def timed(ask: Callable[[], object]) -> float:
    """The milliseconds of processor time of one request."""
    began = time.process_time()
    ask()
    return (time.process_time() - began) * 1000


def timed_bare(ask: Callable[[], object]) -> float:
    """The milliseconds of a request where the process keeps nothing of pages."""
    forget()
    return timed(ask)


def profiled(ask: Callable[[], object]) -> pstats.Stats:
    """Where the time of one request goes."""
    profile = cProfile.Profile()
    profile.runcall(ask)
    return pstats.Stats(profile)


def calls_of(stats: pstats.Stats) -> int:
    """How many functions were called."""
    return int(stats.total_calls)  # type: ignore[attr-defined]  # typeshed leaves out what pstats documents


def desk_cookie() -> str:
    """The session of an administrator."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from coranto.accounts.models import User

    user = User.objects.filter(username="bench").first()
    user = user or User.objects.create_superuser("bench", "bench@desk.example", None)
    session = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def addresses() -> dict[str, str]:
    """An address of each kind of page. Posts are taken from the first ten thousand, which every size has."""
    from coranto.posts.models import Author, Category, Post, Source, Tag

    newest = Post.objects.filter(live=True, password="").order_by("-posted_at", "-pk").first()
    seed = Post.objects.filter(pk__lte=10_000)
    middle = seed.filter(comment_count__gte=50).order_by("comment_count", "pk").first()
    busiest = seed.order_by("-comment_count").first()
    assert newest and middle and busiest
    category, tag = Category.objects.order_by("pk")[5], Tag.objects.order_by("pk")[5]
    source, author = Source.objects.order_by("pk")[0], Author.objects.order_by("pk")[0]
    return {
        "home": "/",
        "home, page 500": "/page/500/",
        "post, the newest": newest.path,
        "post, 50 comments": middle.path,
        "post, most comments": busiest.path,
        "category": f"/category/{category.path}/",
        "tag": f"/tag/{tag.slug}/",
        "author": f"/author/{author.slug}/",
        "source": f"/source/{source.slug}/",
        "sources": "/source/",
        "year": newest.posted_at.strftime("/%Y/"),
        "month": newest.posted_at.strftime("/%Y/%m/"),
        "day": newest.posted_at.strftime("/%Y/%m/%d/"),
        "archives": "/archives/",
        "search, rare word": "/?s=quillwort",
        "search, common word": "/?s=post",
        "feed": "/feed/",
        "comments feed": "/comments/feed/",
        "sitemap index": "/wp-sitemap.xml",
        "sitemap part": "/wp-sitemap-posts-post-1.xml",
        "REST posts": "/wp-json/wp/v2/posts",
        "REST comments": "/wp-json/wp/v2/comments",
        "REST categories": "/wp-json/wp/v2/categories",
    }


if __name__ == "__main__":
    main()
