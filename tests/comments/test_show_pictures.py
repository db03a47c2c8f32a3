"""Pictures from Gravatar: off by default, through this site, and only pictures."""

import hashlib
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from coranto.comments.views import pictures
from coranto.core.outgoing.addresses import FetchError
from coranto.core.outgoing.http import Fetched
from tests.comments.pages import page_of, rules
from tests.world import make_comment, make_commenter, make_post

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG..."


class Gravatar:
    """Stands in for the service, which is another machine."""

    def __init__(self, kind: str = "image/png") -> None:
        """``kind`` is what it says it sends; empty for none."""
        self.kind, self.asked = kind, list[str]()

    def get(self, url: str) -> Fetched:
        """The picture."""
        self.asked.append(url)
        if not self.kind:
            raise FetchError("gravatar.com answers 404")
        return Fetched(url, 200, {"content-type": self.kind}, PNG)


def picture_address() -> str:
    """Where the page says the picture is."""
    post = make_post()
    make_comment(post, by=make_commenter(email="Tom@reader.example"))
    cache.clear()
    return str(page_of(Client().get(post.path)).xpath("//ol[@id='comment-list']//img/@src")[0])


def test_without_the_owner_s_wish_pictures_are_drawn_here() -> None:
    post = make_post()
    make_comment(post)
    thread = page_of(Client().get(post.path)).get_element_by_id("comment-list")
    assert thread.xpath(".//svg") and not thread.xpath(".//img")


def test_a_picture_is_fetched_once_with_a_digest(monkeypatch: pytest.MonkeyPatch) -> None:
    rules(uses_gravatar=True)
    service = Gravatar()
    monkeypatch.setattr(pictures, "fetcher", lambda: service)
    address = picture_address()
    answers = [Client().get(address) for _ in range(2)]
    assert [(answer.content, answer["Content-Type"]) for answer in answers] == [(PNG, "image/png")] * 2
    assert len(service.asked) == 1
    assert hashlib.sha256(b"tom@reader.example").hexdigest() in service.asked[0]


@pytest.mark.parametrize("kind", ["", "text/html", "image/svg+xml"])
def test_what_is_no_picture_is_drawn(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    rules(uses_gravatar=True)
    monkeypatch.setattr(pictures, "fetcher", lambda: Gravatar(kind))
    assert Client().get(picture_address())["Location"].startswith("/-/avatar/")


def test_addresses_cannot_be_tried_out(monkeypatch: pytest.MonkeyPatch) -> None:
    rules(uses_gravatar=True)
    service: Any = Gravatar()
    monkeypatch.setattr(pictures, "fetcher", lambda: service)
    number = picture_address().split("/")[3]
    assert Client().get(f"/-/picture/{number}/0123456789abcdef0123.svg").status_code == 404
    assert Client().get("/-/picture/999999/0123456789abcdef0123.svg").status_code == 404
    assert not service.asked
