"""The Akismet plug-in of a real WordPress, unchanged, with this server in place of Akismet's."""

import json
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.akismet.wordpress_site import WordPress, missing, wordpress
from tests.cli.running import PATIENCE, coranto, serving

pytestmark = pytest.mark.slow

SPAM = "Buy cheap casino chips and viagra now: http://casino.example http://pills.example best price!!!"
GOOD = "The lock keeper told my grandfather that the gates were hung in 1904, after the flood."


@dataclass
class Both:
    """The two servers, and the key between them."""

    wordpress: WordPress
    filter_url: str
    key: str
    home: Path

    def stats(self) -> dict[str, Any]:
        """What the filter counted for the site."""
        body = urlencode({"key": self.key, "blog": "http://x.example"}).encode()
        with urllib.request.urlopen(f"{self.filter_url}/1.1/get-stats", body, timeout=PATIENCE) as answer:
            return dict(json.load(answer))


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    """A filter and a WordPress that asks it; a loud skip where the packages are not there."""
    if lacking := missing():
        pytest.skip(f"{', '.join(lacking)} not installed: the plug-in of WordPress has NOT been tested")
    home = tmp_path_factory.mktemp("filter") / "home"
    with serving(home, arguments=("--workers", "2")) as served:
        made = coranto("spam", "key", "add", "http://127.0.0.1", home=home)
        key = made.stdout.strip()
        with wordpress(tmp_path_factory.mktemp("wp"), filter_url=served.url, key=key) as site:
            yield Both(site, served.url, key, home)


def test_the_plug_in_takes_the_key_and_draws_the_account(both: Both) -> None:
    assert both.wordpress.php(f"return Akismet::verify_key('{both.key}');") == "valid"
    assert both.wordpress.php("return Akismet::verify_key('abcdefghijkl');") == "invalid"
    both.wordpress.sign_in()
    page = both.wordpress.open("/wp-admin/options-general.php?page=akismet-key-config")
    assert "akismet" in page.lower() and "http://127.0.0.1" in page


def test_spam_lands_in_the_spam_queue_and_marking_it_as_good_teaches(both: Both) -> None:
    site, start = both.wordpress, both.stats()  # the tests share the two servers, in any order
    assert site.comment(GOOD, "Bea") == "1"
    assert site.comment(SPAM, "Casino Bonus", url="http://casino.example") == "spam"
    spam = site.newest()["comment_ID"]
    caught = both.stats()
    assert (caught["spam"] - start["spam"], caught["false_positives"]) == (1, start["false_positives"])
    site.sign_in()
    assert site.mark("unspamcomment", spam, "spam") == "0"  # WordPress itself holds two links
    assert both.stats()["false_positives"] == caught["false_positives"] + 1
    assert site.comment(f"{SPAM} today", "Casino Bonus", url="http://casino.example") == "0"


def test_marking_as_spam_teaches_too(both: Both) -> None:
    site, odd = both.wordpress, "Zanthoxylum lacquer delivered by the umbrella guild at quillwort rates"
    missed_before = both.stats()["missed_spam"]
    assert site.comment(odd, "Pim") == "1"
    missed = site.newest()["comment_ID"]
    site.sign_in()
    assert site.mark("spamcomment", missed, "approved") == "spam"
    assert both.stats()["missed_spam"] == missed_before + 1
    assert site.comment(f"{odd} today", "Pim") == "spam"


def test_a_suspended_key_holds_what_comes_in(both: Both) -> None:
    code = "from coranto.akismet.models import ClientSite; ClientSite.objects.update(state='{}')"
    assert coranto("manage", "shell", "-c", code.format("suspended"), home=both.home).returncode == 0
    try:
        assert both.wordpress.comment("Another word on the lock gates and the flood", "Cor") == "0"
    finally:
        coranto("manage", "shell", "-c", code.format("active"), home=both.home)
