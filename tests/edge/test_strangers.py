"""Who is answered from what is kept: nobody whose cookies this site, or a file in front of it, knows."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from coranto.comments.reader import cookie_name
from coranto.core import made_of
from coranto.edge.strangers import PERSONAL_COOKIES, is_personal
from coranto.posts import passwords

OPERATING = Path(__file__).resolve().parents[2] / "docs" / "operating"
OURS = [
    settings.SESSION_COOKIE_NAME,
    settings.CSRF_COOKIE_NAME,
    passwords.COOKIE,
    *map(cookie_name, ("comment_author", "comment_author_email", "comment_author_url", "comment_keys")),
]


@pytest.mark.parametrize("name", OURS)
def test_every_cookie_of_this_site_makes_a_request_personal(name: str) -> None:
    assert is_personal(f"theme=dark; {name}=x")


@pytest.mark.parametrize("sample", ["nginx/page-files.conf", "caddy/page-files.Caddyfile", "varnish/coranto.vcl"])
def test_servers_in_front_know_the_same_cookies(sample: str) -> None:
    found = re.findall(r"\(\?:\^\|;\)\\s\*\(\?:([\w|-]+)\)", (OPERATING / sample).read_text())
    assert [tuple(names.split("|")) for names in found] == [PERSONAL_COOKIES]


def test_what_is_one_readers_is_not_kept_whoever_says_so_later() -> None:
    with made_of.collecting() as found:
        made_of.keep(exactly=True)
        made_of.never_keep()
        made_of.keep(exactly=True)
    assert not found.may_be_kept
