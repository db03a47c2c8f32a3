"""Asking Akismet or another Coranto: its word counts as the owner chose, and without it the own filter answers."""

import logging
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from coranto.akismet.asking import Word, pauses
from coranto.akismet.models import OutsideScorer
from coranto.comments.actions.deciding import decide_comments
from coranto.comments.models import Comment, FilterLesson, Verdict
from coranto.comments.outside_scorer import alone, together
from coranto.comments.submissions import Scored
from coranto.comments.tasks import tell_decision
from tests.akismet.stub import GOOD, KEY, SPAM, asking_inside, calls, choose, comment_on, form_sent
from tests.cli.running import coranto
from tests.cli.running import serving as serving_coranto
from tests.core.odd_servers import Script, ok, says, serving
from tests.world import make_comment, make_editor, make_post

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
Status = Comment.Status


@pytest.fixture(autouse=True)
def inside(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Loopback may be asked."""
    with asking_inside(settings, monkeypatch):
        yield


def hang(connection: socket.socket, request: bytes) -> None:
    """Say nothing for longer than anybody waits."""
    time.sleep(1.5)


def trickle(connection: socket.socket, request: bytes) -> None:
    """Never come to an end."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n")
    for _ in range(20):
        connection.sendall(b"t")
        time.sleep(0.1)


def status_of(text: str = GOOD, **fields: Any) -> str:
    """What becomes of a comment."""
    done = comment_on(make_post(), text, **fields)
    assert done.comment is not None
    return done.comment.status


def test_alone_its_word_is_what_counts() -> None:
    with serving(ok(b"true"), ok(b"false")) as server:
        choose(server.url)
        assert status_of(GOOD) == Status.SPAM
        assert status_of(SPAM) == Status.PUBLISHED
        sent = form_sent(server.requests[0])
    assert (sent["api_key"], sent["comment_content"], sent["user_ip"]) == (KEY, GOOD, "192.0.2.9")
    assert sent["blog"] == "http://digest.example"
    verdict = Verdict.objects.filter(status=Status.SPAM).get()
    assert verdict.by == Verdict.By.FILTER and "127.0.0.1 calls it spam" in str(verdict.reasons)


def test_a_request_to_look_again_is_held() -> None:
    with serving(ok(b"false", "X-akismet-recheck-after: 120")) as server:
        choose(server.url)
        assert status_of() == Status.HELD


@pytest.mark.parametrize(
    "use, word, own, verdict",
    [
        ("either", Word(True), "ham", "spam"),
        ("either", Word(True), "unsure", "spam"),
        ("either", Word(False), "spam", "spam"),
        ("either", Word(False), "discard", "discard"),
        ("either", Word(False), "ham", "ham"),
        ("either", Word(False, is_unsure=True), "ham", "unsure"),
        ("both", Word(True), "spam", "spam"),
        ("both", Word(True), "ham", "unsure"),
        ("both", Word(False), "spam", "unsure"),
        ("both", Word(False), "discard", "unsure"),
        ("both", Word(False), "unsure", "unsure"),
        ("both", Word(False), "ham", "ham"),
    ],
)
def test_two_words_count_as_the_owner_chose(use: str, word: Word, own: str, verdict: str) -> None:
    assert together(use, word, Scored(0.5, own), "x.example").verdict == verdict


def test_only_what_it_says_may_be_dropped_is_dropped() -> None:
    assert alone(Word(True, may_discard=True), "x.example").verdict == "discard"
    assert alone(Word(True), "x.example").verdict == "spam"


BAD: dict[str, Script] = {
    "an error": says(b"HTTP/1.1 500 Oh\r\nContent-Length: 4\r\n\r\ntrue"),
    "too many": says(b"HTTP/1.1 429 Slow\r\nRetry-After: 9999999\r\nContent-Length: 5\r\n\r\nfalse"),
    "a wrong key": ok(b"invalid"),
    "a suspended key": ok(b"false", "X-akismet-error: suspended", "X-akismet-alert-code: 10402"),
    "a page": ok(b"<html>true</html>"),
    "nothing": ok(b""),
    "a flood": ok(b"true" * 100_000),
    "noise": says(b"\x00\xff\x00" * 50),
    "silence": hang,
    "a trickle": trickle,
    "a redirect": says(b"HTTP/1.1 302 Go\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n"),
    "odd headers": ok(b"false", "X-akismet-error: \x1b[31m" + "A" * 5_000),
}


@pytest.mark.parametrize("bad", list(BAD))
def test_without_a_word_of_use_the_own_filter_answers_and_the_desk_is_told(
    bad: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with serving(BAD[bad]) as server:
        choose(server.url)
        assert status_of(GOOD) == Status.PUBLISHED
        pauses.end()
        done = comment_on(make_post(), SPAM, name="casino bonus", url="http://casino.example")
    assert done.comment is not None and done.comment.status == Status.SPAM
    assert "the own filter alone decided" in str(Verdict.objects.get(comment=done.comment).reasons)
    scorer = OutsideScorer.objects.get()
    assert scorer.problem and scorer.problem.isprintable() and scorer.problem_at
    assert KEY not in scorer.problem + caplog.text and KEY not in str(list(Verdict.objects.values()))


def test_a_server_that_does_not_answer_is_left_alone_for_a_while() -> None:
    with serving(hang) as server:
        choose(server.url)
        for _ in range(3):
            assert status_of(GOOD) == Status.PUBLISHED
        assert len(server.requests) == 1


def test_a_comment_that_passes_without_its_word_says_so() -> None:
    with serving(ok(b"invalid")) as server:
        choose(server.url)
        assert status_of(GOOD) == Status.PUBLISHED
    verdict = Verdict.objects.get()
    assert verdict.phase == "passed" and "the own filter alone decided" in str(verdict.reasons)


def test_a_problem_is_over_when_there_is_an_answer() -> None:
    with serving(ok(b"invalid"), ok(b"false")) as server:
        choose(server.url)
        status_of()
        assert OutsideScorer.objects.get().problem
        status_of()
        scorer = OutsideScorer.objects.get()
        assert not scorer.problem and scorer.answered_at


def test_an_address_inside_is_asked_only_if_the_server_s_owner_said_so(settings: Any) -> None:
    settings.AKISMET_INSIDE = False
    with serving(ok(b"true")) as server:
        choose(server.url)
        assert status_of(GOOD) == Status.PUBLISHED
        assert not server.requests and "loopback" in OutsideScorer.objects.get().problem


def test_a_key_sealed_with_another_secret_is_asked_for_again(settings: Any) -> None:
    with serving(ok(b"true")) as server:
        choose(server.url)
        settings.SECRET_KEY = "another one"
        assert status_of(GOOD) == Status.PUBLISHED
        assert not server.requests and "enter it again" in OutsideScorer.objects.get().problem


def test_moderators_decisions_are_told_with_the_same_words() -> None:
    comment, editor = make_comment(make_post(), GOOD), make_editor()
    thanks = ok(b"Thanks for making the web a better place.")
    with serving(thanks) as server:
        choose(server.url, "either")
        decide_comments(comments=[comment], status=Status.SPAM, at=timezone.now(), by=editor)
        decide_comments(comments=[comment], status=Status.SPAM, at=timezone.now(), by=editor)
        decide_comments(comments=[comment], status=Status.PUBLISHED, at=timezone.now(), by=editor)
        assert calls(server) == ["submit-spam", "submit-ham"]
        sent = form_sent(server.requests[0])
        assert (sent["comment_content"], sent["api_key"]) == (GOOD, KEY)
        choose(server.url, "either", tells=False)
        decide_comments(comments=[comment], status=Status.SPAM, at=timezone.now(), by=editor)
        choose(server.url, "local")
        decide_comments(comments=[comment], status=Status.PUBLISHED, at=timezone.now(), by=editor)
        assert len(server.requests) == 2


def test_a_decision_stands_though_it_cannot_be_told() -> None:
    comment = make_comment(make_post(), GOOD)
    with serving(says(b"")) as server:
        choose(server.url)
        decide_comments(comments=[comment], status=Status.SPAM, at=timezone.now(), by=make_editor())
    comment.refresh_from_db()
    assert comment.status == Status.SPAM and FilterLesson.objects.exists()
    assert OutsideScorer.objects.get().problem


def test_a_decision_that_cannot_be_told_is_tried_three_times_more(settings: Any) -> None:
    comment = make_comment(make_post(), GOOD)
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    with serving(says(b"")) as server:
        choose(server.url)
        decide_comments(comments=[comment], status=Status.SPAM, at=timezone.now(), by=make_editor())
        waiting = DBTaskResult.objects.filter(task_path="coranto.comments.tasks.tell_decision")
        for tries in range(4):
            given = {row.args_kwargs["kwargs"].get("tries", 0): row.args_kwargs["kwargs"] for row in waiting.all()}
            assert max(given) == tries
            pauses.end()
            tell_decision.func(**given[tries])
        assert (len(server.requests), waiting.count()) == (4, 4)


def test_another_coranto_judges_learns_and_its_suspended_key_counts_for_nothing(tmp_path: Path) -> None:
    odd = "Zanthoxylum lacquer delivered by the umbrella guild at quillwort rates"
    with serving_coranto(tmp_path / "home") as served:
        made = coranto("spam", "key", "add", "http://digest.example", home=tmp_path / "home")
        choose(served.url, key=made.stdout.strip())
        assert status_of(SPAM, name="casino bonus", url="http://casino.example") == Status.SPAM
        first = comment_on(make_post(), odd, email="pim@readers.example").comment
        assert first is not None and first.status == Status.PUBLISHED
        decide_comments(comments=[first], status=Status.SPAM, at=timezone.now(), by=make_editor())
        assert status_of(odd + " today", email="pim@readers.example") == Status.SPAM
        choose(served.url, key="abcdefghijkl")
        assert status_of(GOOD, email="new@readers.example") == Status.PUBLISHED
        assert "does not know the key" in OutsideScorer.objects.get().problem
