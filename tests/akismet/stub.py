"""Another server, as the tests want it, and this site asking it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.utils import timezone

from coranto.akismet import outgoing
from coranto.akismet.actions.outside import choose_scorer
from coranto.akismet.asking import pauses
from coranto.akismet.models import OutsideScorer
from coranto.comments.actions.submitting import Submitted, submit_comment
from coranto.comments.discussions import post_subject
from coranto.comments.models import CommentRules
from coranto.comments.scoring import scorer_in_use
from coranto.comments.site_filter import site_filter
from coranto.comments.submissions import Submission
from coranto.posts.models import Post
from tests.core.odd_servers import OddServer

KEY = "sesame0sesam"
GOOD = "The lock keeper told my grandfather that the gates were hung in 1904, after the flood."
SPAM = "Buy cheap casino chips and viagra now: http://casino.example http://pills.example best price!!!"


@contextmanager
def asking_inside(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Servers on loopback may be asked, are not waited for long, and nothing is left of other tests."""
    settings.AKISMET_INSIDE = True
    monkeypatch.setattr(outgoing, "LIMITS", replace(outgoing.LIMITS, seconds=0.6, idle_seconds=0.3))
    outgoing.made.cache_clear()
    pauses.end()
    site_filter.forget()
    yield
    outgoing.made.cache_clear()
    pauses.end()
    site_filter.forget()


def choose(address: str, use: str = "alone", *, key: str = KEY, tells: bool = True) -> OutsideScorer:
    """The owner's choice."""
    return choose_scorer(use=use, address=address, key=key, tells_decisions=tells)


def comment_on(post: Post, text: str = GOOD, **fields: Any) -> Submitted:
    """A comment by the scorer that is in use."""
    given = {"name": "Bea", "email": "bea@readers.example", "network_address": "192.0.2.9", "form_age": 60.0, **fields}
    rules = CommentRules(wait_seconds=0, hold_first=False, hold_links=0)
    subject = post_subject(post)
    return submit_comment(
        submission=Submission(text=text, **given),
        subject=subject,
        at=timezone.now(),
        scorer=scorer_in_use(),
        rules=rules,
    )


def calls(server: OddServer) -> list[str]:
    """What was called, by the last part of the address."""
    return [request.split(b" ", 2)[1].decode().rsplit("/", 1)[1] for request in server.requests]


def form_sent(request: bytes) -> dict[str, str]:
    """The fields of a request."""
    body = request.partition(b"\r\n\r\n")[2].decode()
    return {name: values[-1] for name, values in parse_qs(body, keep_blank_values=True).items()}
