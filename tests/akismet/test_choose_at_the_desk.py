"""Choosing who judges, at the desk; what the desk and the public page say of it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from coranto.akismet.models import OutsideScorer
from tests.akismet.stub import KEY, asking_inside, calls, choose, comment_on
from tests.core.odd_servers import ok, serving
from tests.desk import ROLES, desk
from tests.world import make_post

pytestmark = pytest.mark.django_db
PRIVACY = "/comment-privacy/"


@pytest.fixture(autouse=True)
def inside(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Loopback may be asked."""
    with asking_inside(settings, monkeypatch):
        yield


def save(client: Client, **form: Any) -> str:
    """Save the screen; what it says then."""
    given = {"use": "alone", "address": "https://rest.akismet.com", "key": KEY, "tells_decisions": "on", **form}
    return client.post(reverse("akismet_desk:outside"), given, follow=True).content.decode()


def page(client: Client, address: str) -> str:
    """A page."""
    return client.get(address).content.decode()


@pytest.mark.parametrize("role", [role for role in ROLES if role != "administrator"])
def test_only_administrators_choose(role: str) -> None:
    client = desk(role)
    assert client.get(reverse("akismet_desk:outside")).status_code in (302, 403)
    save(client)
    assert not OutsideScorer.objects.exists()


def test_the_key_is_tried_and_never_shown_nor_kept_openly() -> None:
    client = desk("administrator")
    with serving(ok(b"valid"), ok(b"invalid")) as server:
        assert "The server knows the key" in save(client, address=server.url)
        said = save(client, address=server.url, key="wrong0wrong0")
        assert "does not know the key" in said and "wrong0wrong0" not in said
        assert calls(server) == ["verify-key", "verify-key"]
    scorer = OutsideScorer.objects.get()
    assert "wrong0wrong0" not in str(vars(scorer)) and scorer.sealed_key
    for shown in (page(client, reverse("akismet_desk:outside")), page(client, "/desk/"), page(client, PRIVACY)):
        assert "wrong0wrong0" not in shown and scorer.sealed_key not in shown


def test_an_empty_key_keeps_the_one_that_is_there_but_not_for_another_server() -> None:
    client = desk("administrator")
    with serving(ok(b"valid")) as server, serving(ok(b"valid")) as thief:
        save(client, address=server.url)
        before = OutsideScorer.objects.get().sealed_key
        save(client, address=server.url, key="", use="both")
        assert (OutsideScorer.objects.get().use, OutsideScorer.objects.get().sealed_key) == ("both", before)
        assert "Enter the key for this server" in save(client, address=thief.url, key="")
        save(client, address=thief.url, key="", use="local")
        save(client, address=thief.url, key="", use="alone")
        assert not thief.requests and not OutsideScorer.objects.get().sealed_key


@pytest.mark.parametrize(
    "address", ["http://filter.example", "https://name:word@filter.example", "ftp://x.example", "x"]
)
def test_comments_are_not_sent_openly_nor_anywhere_odd(settings: Any, address: str) -> None:
    settings.AKISMET_INSIDE = False
    client = desk("administrator")
    assert "error-message" in save(client, address=address)
    assert not OutsideScorer.objects.exists()


def test_moderators_see_what_is_wrong_on_the_dashboard() -> None:
    client = desk("moderator")
    with serving(ok(b"invalid")) as server:
        choose(server.url)
        assert "other spam filter" not in page(client, "/desk/")
        comment_on(make_post())
    assert "other spam filter does not judge" in page(client, "/desk/")
    assert "does not know the key" in page(client, "/desk/")
    choose(server.url, "local")
    assert "other spam filter" not in page(client, "/desk/")


def test_the_public_page_changes_with_the_choice() -> None:
    client = Client()
    alone = page(client, PRIVACY)
    assert "it asks nobody outside" in alone and "Akismet" not in alone
    told = []
    for use in ("alone", "either", "both"):
        choose("https://rest.akismet.com", use)
        told.append(page(client, PRIVACY))
        assert "Akismet (Automattic, rest.akismet.com) gets each comment" in told[-1]
        assert "it asks nobody outside" not in told[-1] and "when a moderator marks" in told[-1]
    assert len(set(told)) == 3
    choose("https://filter.example", "alone", tells=False)
    other = page(client, PRIVACY)
    assert "filter.example gets each comment" in other and "Automattic" not in other
    assert "when a moderator marks" not in other
    choose("https://filter.example", "local")
    assert "it asks nobody outside" in page(client, PRIVACY)
