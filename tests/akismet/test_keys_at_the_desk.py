"""Keys at the desk: made, shown once, limited, suspended, replaced, deleted; by administrators only."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from coranto.akismet.models import ClientSite
from tests.akismet.asking import ask, make_site, word
from tests.desk import ROLES, desk
from tests.query_counts import queries_of

pytestmark = pytest.mark.django_db
FORM = {"url": "https://otters.example/", "minute_limit": "60", "monthly_limit": "0"}


def made(client: Client) -> str:
    """The key that the desk shows for a new site."""
    found = re.search(r"<code>([a-z0-9]{12})</code>", client.post(reverse("akismet_desk:sites"), FORM).content.decode())
    assert found
    return found[1]


def act(client: Client, do: str, **form: Any) -> Any:
    """Do something to the only site."""
    return client.post(reverse("akismet_desk:act", args=[ClientSite.objects.get().pk]), {"do": do, **form})


@pytest.mark.parametrize("role", [role for role in ROLES if role != "administrator"])
def test_nobody_but_administrators_comes_near_the_keys(role: str) -> None:
    site, key = make_site()
    client = desk(role)
    for address in (reverse("akismet_desk:sites"), reverse("akismet_desk:site", args=[site.pk])):
        assert client.get(address).status_code in (302, 403)
    client.post(reverse("akismet_desk:act", args=[site.pk]), {"do": "delete", "sure": "yes"})
    client.post(reverse("akismet_desk:sites"), FORM)
    assert ClientSite.objects.count() == 1 and word(ask("verify-key", key=key)) == "valid"
    assert reverse("akismet_desk:sites") not in client.get("/desk/").content.decode()


def test_a_key_is_shown_once() -> None:
    client = desk("administrator")
    key = made(client)
    assert word(ask("verify-key", key=key)) == "valid"
    page = client.get(reverse("akismet_desk:sites")).content.decode()
    assert key not in page and key[-3:] in page and "https://otters.example/" in page


def test_a_key_is_suspended_and_made_good_again() -> None:
    client = desk("administrator")
    key = made(client)
    act(client, "suspend")
    assert word(ask("verify-key", key=key)) == "invalid"
    assert "suspended" in client.get(reverse("akismet_desk:sites")).content.decode()
    act(client, "resume")
    assert word(ask("verify-key", key=key)) == "valid"


def test_a_replaced_key_is_shown_and_the_old_one_is_over() -> None:
    client = desk("administrator")
    key = made(client)
    page = act(client, "key").content.decode()
    new = re.search(r"<code>([a-z0-9]{12})</code>", page)
    assert new and new[1] != key
    assert (word(ask("verify-key", key=key)), word(ask("verify-key", key=new[1]))) == ("invalid", "valid")


def test_nothing_is_deleted_without_a_tick() -> None:
    client = desk("administrator")
    made(client)
    act(client, "delete")
    assert ClientSite.objects.exists()
    act(client, "delete", sure="yes")
    assert not ClientSite.objects.exists()


def test_limits_are_changed_and_a_wrong_address_is_refused() -> None:
    client = desk("administrator")
    made(client)
    site = ClientSite.objects.get()
    address = reverse("akismet_desk:site", args=[site.pk])
    client.post(address, {**FORM, "monthly_limit": "9", "unsure_is_spam": "on"})
    site.refresh_from_db()
    assert site.monthly_limit == 9 and site.unsure_is_spam
    assert "error-message" in client.post(address, {**FORM, "url": "ftp://otters.example/"}).content.decode()
    assert "error-message" in client.post(reverse("akismet_desk:sites"), {**FORM, "url": "no"}).content.decode()
    assert ClientSite.objects.get().url == "https://otters.example/"


def test_the_list_asks_as_often_for_many_sites_as_for_one() -> None:
    client = desk("administrator")
    make_site("https://one.example/")
    few = queries_of(client, reverse("akismet_desk:sites"))
    for n in range(5):
        make_site(f"https://site{n}.example/")
    assert queries_of(client, reverse("akismet_desk:sites")) == few
