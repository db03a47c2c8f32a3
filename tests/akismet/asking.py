"""Asking the served protocol in tests."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from coranto.akismet.actions.sites import add_site
from coranto.akismet.models import ClientSite

BLOG = "https://otters.example/"
FORM = "application/x-www-form-urlencoded; charset=utf-8"
SPAM_TEXT = "Buy cheap casino chips and viagra now: http://casino.example http://pills.example best price!!!"
GOOD_TEXT = "The lock keeper told my grandfather that the gates were hung in 1904, after the flood."


def make_site(url: str = BLOG, **limits: Any) -> tuple[ClientSite, str]:
    """A client site and its key."""
    return add_site(url=url, at=timezone.now(), **limits)


def ask(call: str, api_key: str = "", *, host: str = "rest.akismet.com", **fields: Any) -> HttpResponse:
    """A call as clients make it: a form, a host that is not ours."""
    form = {"blog": BLOG, **({"api_key": api_key} if api_key else {}), **fields}
    answer: HttpResponse = Client(HTTP_HOST=host).post(  # type: ignore[assignment]  # django-stubs has a type of its own
        f"/1.1/{call}", urlencode(form, doseq=True), content_type=FORM
    )
    return answer


def comment(text: str = GOOD_TEXT, **fields: Any) -> dict[str, Any]:
    """The fields of a comment."""
    return {
        "user_ip": "192.0.2.9",
        "user_agent": "Mozilla/5.0",
        "referrer": "https://otters.example/2026/otters/",
        "permalink": "https://otters.example/2026/otters/",
        "comment_type": "comment",
        "comment_author": "Bea",
        "comment_author_email": "bea@readers.example",
        "comment_content": text,
        **fields,
    }


def check(key: str, text: str = GOOD_TEXT, **fields: Any) -> HttpResponse:
    """A check."""
    return ask("comment-check", key, **comment(text, **fields))


def word(answer: HttpResponse) -> str:
    """The body."""
    return answer.content.decode()
