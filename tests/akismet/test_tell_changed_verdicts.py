"""A verdict that a later lesson changes is told to the site that asked, once, at its own address only."""

import datetime
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone

from coranto.akismet import tasks
from coranto.akismet.actions.correcting import correct_site
from coranto.akismet.actions.keeping import forget_what_is_over
from coranto.akismet.models import CheckedText, ClientSite
from coranto.akismet.site_filters import site_filters
from tests.akismet.asking import ask, check, comment, make_site, word
from tests.akismet.stub import asking_inside
from tests.core.odd_servers import OddServer, ok, says, serving

pytestmark = pytest.mark.django_db
ODD = "Zanthoxylum lacquer delivered by the umbrella guild at quillwort rates"
TAKEN = ok(b'{"comments": {}}')


@pytest.fixture(autouse=True)
def inside(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Loopback may be called, and nothing is left of other tests."""
    with asking_inside(settings, monkeypatch):
        site_filters.forget()
        tasks._last.clear()
        yield
        site_filters.forget()


def asked_by(server: OddServer, text: str = ODD, **fields: Any) -> tuple[ClientSite, str, str]:
    """A site at that server that asked about a text: the site, its key, the text's guid."""
    site, key = make_site(server.url)
    answer = check(key, text, callback=f"{server.url}/hook", comment_post_ID=17, comment_parent=3, **fields)
    assert word(answer) == "false"
    return site, key, answer["X-akismet-guid"]


def told(server: OddServer) -> list[dict[str, Any]]:
    """The comments in every call."""
    bodies = [json.loads(request.partition(b"\r\n\r\n")[2]) for request in server.requests]
    assert all(body["endpoint"] == "comment-check" for body in bodies)
    return [found for body in bodies for found in body["comments"]]


def test_a_lesson_on_the_like_tells_of_what_was_let_through() -> None:
    with serving(TAKEN) as server:
        site, key, guid = asked_by(server)
        ask("submit-spam", key, **comment(f"{ODD} today", user_ip="198.51.100.7"))
        assert told(server) == [
            {
                "guid": guid,
                "result": "true",
                "comment_post_ID": "17",
                "comment_parent": "3",
                "comment_author_email": "bea@readers.example",
            }
        ]
        assert key.encode() not in server.requests[0]
        correct_site(site=site, at=timezone.now())
        assert len(server.requests) == 1
    assert CheckedText.objects.get(guid=guid).said_spam


def test_what_a_person_there_decided_is_left_alone() -> None:
    with serving(TAKEN) as server:
        site, key, _guid = asked_by(server)
        ask("submit-ham", key, **comment(ODD))
        for n in range(4):
            ask("submit-spam", key, **comment(f"{ODD} {n}", user_ip=f"198.51.100.{n}"))
        site.refresh_from_db()
        correct_site(site=site, at=timezone.now())
        assert not server.requests


def test_a_call_that_fails_is_made_again_at_the_next_lesson() -> None:
    with serving(says(b"HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n"), says(b""), TAKEN) as server:
        site, key, guid = asked_by(server)
        ask("submit-spam", key, **comment(f"{ODD} today"))
        site.refresh_from_db()
        assert correct_site(site=site, at=timezone.now()) == 0
        assert not CheckedText.objects.get(guid=guid).said_spam
        assert correct_site(site=site, at=timezone.now()) == 1
        assert len(server.requests) == 3


def test_the_words_are_kept_for_a_day_only() -> None:
    with serving(TAKEN) as server:
        site, key, guid = asked_by(server)
        ClientSite.objects.filter(pk=site.pk).update(state=ClientSite.State.SUSPENDED)
        forget_what_is_over(at=timezone.now() + datetime.timedelta(hours=25))
        assert CheckedText.objects.get(guid=guid).fields is None
        ClientSite.objects.filter(pk=site.pk).update(state=ClientSite.State.ACTIVE)
        ask("submit-spam", key, **comment(f"{ODD} today"))
        assert not server.requests


def test_a_site_without_a_callback_costs_no_second_look() -> None:
    with serving(TAKEN) as server:
        _site, key = make_site(server.url)
        check(key, ODD)
        ask("submit-spam", key, **comment(f"{ODD} today"))
        assert not server.requests and not CheckedText.objects.filter(fields__isnull=False).exists()
