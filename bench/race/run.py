"""``python -m bench race.run``: the same pages asked of every contender in turns, on loopback, on this machine.

Contenders: Coranto without its page cache; WordPress plain, with its default block theme and with a classic one; the
same behind nginx's page cache; and nginx on a file of the size of Coranto's page, which is the limit. All hold the same
synthetic site, and every page is asked of all of them before the next page: first each in order, then in order again
(A B C A B C). The load comes from ``wrk`` on the same machine. Figures to trust on a busy machine are processor time
per request, and ratios within one run; requests per second are what was left of the machine.

``--quick`` is the smaller variant: 1,000 posts, short rounds, a few minutes with everything built. ``--out FOLDER``
takes ``race.md``, ``race.json`` and ``race.svg``.
"""

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path

from bench.race.contenders import Contender, Door, coranto, nginx_file
from bench.race.figures import Figure, measure, together
from bench.race.report import drawing, table
from bench.race.wordpress import BLOCK, CLASSIC, PACKAGES, missing, wordpress
from bench.servers import CACHE, synthetic_home

LIMIT = "nginx, a file"


def main() -> None:
    """Build what is missing, race, print and write."""
    parser = argparse.ArgumentParser(description="Ask the same pages of every contender in turns.")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--posts", type=int)
    parser.add_argument("--seconds", type=float)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--cached", action="store_true", help="with Coranto's page cache, where this version has one")
    parser.add_argument("--out", type=Path, default=CACHE / "race")
    asked = parser.parse_args(sys.argv[1:] if Path(sys.argv[0]).stem == "run" else ["--quick"])
    posts = asked.posts or (1_000 if asked.quick else 10_000)
    seconds = asked.seconds or (2.0 if asked.quick else 5.0)
    if not shutil.which("wrk"):
        raise SystemExit("the load generator is missing: apt-get install wrk")
    words = (
        f"{posts:,} posts, {posts * 5:,} comments; wrk -t1 -c{asked.connections} -d{seconds:g}s, twice each in turns"
    )
    asked.out.mkdir(parents=True, exist_ok=True)
    figures: list[Figure] = []
    for of_page in race(posts, posts * 5, seconds, asked.connections, cached=asked.cached):
        figures += of_page  # what there is is written after each page: a race that is stopped has not been for nothing
        (asked.out / "race.json").write_text(json.dumps([asdict(figure) for figure in figures], indent=1) + "\n")
        (asked.out / "race.svg").write_text(drawing(figures))
        (asked.out / "race.md").write_text(table(figures, words))
        print(f"{of_page[0].page} done", file=sys.stderr, flush=True)
    print(table(figures, words))


def race(posts: int, comments: int, seconds: float, connections: int, *, cached: bool) -> Iterator[list[Figure]]:
    """The figures of each page in turn."""
    home = synthetic_home(posts, comments)
    pages = pages_of(home)
    with ExitStack() as stack:
        contenders = list(lined_up(stack, home, posts, comments, cached=cached))
        for page, path in pages.items():
            rounds: list[list[Figure]] = []
            for _ in range(2):
                rounds.append([])
                for contender in contenders:
                    with contender.ready(page, path) as door:
                        rounds[-1].append(measure(contender.name, page, door, seconds, connections))
            yield [together(each) for each in zip(*rounds, strict=True)]


def lined_up(stack: ExitStack, home: Path, posts: int, comments: int, *, cached: bool) -> Iterator[Contender]:
    """The contenders that can run here; what cannot is said."""
    here = stack.enter_context(coranto(home, cached=False))
    yield here
    if cached:
        yield stack.enter_context(coranto(home, cached=True))
    yield stack.enter_context(nginx_file(LIMIT, like=here))
    if lacking := missing():
        print(f"without WordPress, {lacking} is missing: apt-get install {PACKAGES}", file=sys.stderr)
        return
    site = stack.enter_context(wordpress(posts, comments))
    for theme, kind in ((BLOCK, "block theme"), (CLASSIC, "classic theme")):

        @contextmanager
        def ready(page: str, path: str, theme: str = theme, port: int = site.plain) -> Iterator[Door]:
            site.wear(theme)
            yield Door(port, path, [*site.processes, site.nginx[port]], "digest.example")

        yield Contender(f"WordPress, {kind}", ready)

    @contextmanager
    def kept(page: str, path: str) -> Iterator[Door]:
        yield Door(site.cached, path, [*site.processes, site.nginx[site.cached]], "digest.example")

    yield Contender("WordPress, nginx’s cache", kept)


def pages_of(home: Path) -> dict[str, str]:
    """An address of each kind of page, the same on all sides."""
    command = [sys.executable, "-m", "bench.race.pages", str(home)]
    out = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return dict(json.loads(out.splitlines()[-1]))


if __name__ == "__main__":
    main()
