"""Addresses with signs at their end that mail programs and people add."""

import pytest
from django.test import Client

from tests.world import make_post

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("junk", [")", "&gt;", "&gt", "%20%22", "&quot;&gt;,", "/index.php"])
def test_what_hangs_on_to_an_address_is_cut_off(client: Client, junk: str) -> None:
    path = make_post().path
    answer = client.get(f"{path.rstrip('/')}{junk}")
    assert (answer.status_code, answer.headers.get("Location")) == (301, f"http://digest.example{path}")


@pytest.mark.parametrize("junk", ["&gt;" * 200, ")" * 1_900, "&gt" * 300, "&gt;;" * 200])
def test_no_end_of_signs_keeps_anybody_waiting(client: Client, junk: str) -> None:
    assert client.get(f"/{junk}x").status_code == 404
