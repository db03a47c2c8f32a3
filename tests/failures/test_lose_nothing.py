"""What a failure costs: a machine, the database, the cache. Prints a line for each (``make test-failures``).

Acknowledged is what was answered with 302. After each run the database is asked for every comment: none that was
acknowledged may be missing, and none, acknowledged or not, may be there twice.
"""

import json
import signal
import sys
import time
import xmlrpc.client
from collections import Counter
from collections.abc import Callable

import pytest

from tests.failures.load import Load, Tally
from tests.failures.machines import Site

pytestmark = pytest.mark.failures

BEFORE = 6.0  # seconds of load before a failure
AFTER = 8.0
SET_UP = """
import datetime, json
from coranto.comments.models import CommentRules
from coranto.comments.stamps import make_stamp
from coranto.publication.models import Publication
from tests.world import make_post
CommentRules.objects.update_or_create(publication=Publication.objects.current(), defaults={
    "wait_seconds": 0, "hourly_limit": 0, "youngest_form": 0, "hold_first": False})
posts = [make_post() for _ in range(60)]
at = datetime.datetime.now(datetime.UTC)
print(json.dumps([[post.path, post.number, make_stamp(post.number, at=at)] for post in posts]))
"""
COMMENTS = "import json; from coranto.comments.models import Comment; " + (
    "print(json.dumps(list(Comment.objects.values_list('text', flat=True))))"
)
BALANCER_ERRORS = {"502", "503", "504"}


@pytest.fixture(scope="module")
def posts(site: Site) -> list[list[str]]:
    """What is read and commented on."""
    found: list[list[str]] = json.loads(site.ask(SET_UP))
    return found


def under_load(site: Site, posts: list[list[str]], name: str, fail: Callable[[], None]) -> tuple[Tally, float]:
    """Load, the failure in its middle, load; what came of it, and the seconds until nobody suffered any more."""
    load = Load(site.port, [each.port for each in site.machines], posts, name)
    load.start()
    time.sleep(BEFORE)
    began = time.monotonic()
    fail()
    time.sleep(AFTER)
    tally = load.stop()
    check(site, tally, name)
    recovery = tally.recovery(began)
    sys.stdout.write(
        f"\n{name}: {tally.reads} reads, {len(tally.acknowledged)} of {tally.sent} comments acknowledged, none lost, "
        f"none doubled; {tally.seen} pages asked for after them, none old; errors {dict(tally.errors()) or 'none'}; "
        f"the last {recovery:.1f} s after the failure\n"
    )
    return tally, recovery


def check(site: Site, tally: Tally, name: str) -> None:
    """No acknowledged comment is lost, none is doubled, no page was old."""
    kept = Counter(text for text in json.loads(site.ask(COMMENTS)) if text.startswith(f"{name} "))
    assert len(tally.acknowledged) > 5
    assert [text for text in tally.acknowledged if text not in kept] == []
    assert [text for text, times in kept.items() if times > 1] == []
    assert tally.seen > 5
    assert tally.stale == []


def only(tally: Tally, allowed: set[str]) -> bool:
    """Whether nothing else went wrong than what may."""
    return {each.how for each in tally.failed} <= allowed


def test_nothing_fails_by_itself(site: Site, posts: list[list[str]]) -> None:
    tally, _seconds = under_load(site, posts, "calm", lambda: None)
    assert tally.failed == []


def test_the_cache_may_be_lost_and_come_back(site: Site, posts: list[list[str]]) -> None:
    def lose_cache() -> None:
        site.cache.end(signal.SIGKILL)
        answers.extend(guess(each.port) for each in site.machines)
        time.sleep(4)
        site.cache.start()

    answers: list[int] = []

    tally, _seconds = under_load(site, posts, "cache", lose_cache)
    assert tally.failed == []
    assert answers == [403, 403]
    assert "the shared cache is away" in site.log()


def guess(port: int) -> int:
    """The fault that a wrong password gets, which the cache counts."""
    with xmlrpc.client.ServerProxy(f"http://127.0.0.1:{port}/xmlrpc.php") as server:
        try:
            server.wp.getUsersBlogs("owner", "wrong")
        except xmlrpc.client.Fault as fault:
            return fault.faultCode
    return 0


def test_a_killed_machine_costs_what_it_was_answering(site: Site, posts: list[list[str]]) -> None:
    tally, seconds = under_load(site, posts, "machine", lambda: site.machines[0].end(signal.SIGKILL))
    site.machines[0].start()
    assert only(tally, BALANCER_ERRORS)
    assert len(tally.failed) <= 12, tally.errors()
    assert seconds < AFTER


@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_a_restarted_database_costs_the_time_that_it_is_away(site: Site, posts: list[list[str]], mode: str) -> None:
    def restart() -> None:
        site.database.stop(mode)
        site.database.start()

    began = time.monotonic()
    tally, seconds = under_load(site, posts, f"database-{mode}", restart)
    assert only(tally, BALANCER_ERRORS), tally.errors()
    assert seconds < time.monotonic() - began - 3  # the last seconds were quiet
