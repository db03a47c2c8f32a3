"""Files of WordPress itself that are still asked for."""

import pytest
from django.test import Client
from lxml import etree

from coranto.publication.models import BlogrollLink
from tests import world as w

pytestmark = pytest.mark.django_db


def test_the_blogroll_is_there_as_opml(client: Client) -> None:
    w.publication(name="The Digest & more")
    for group, name in (("Ports", "Tide tables"), ("Ports", "Lamps <b>"), ("", "Others\x0b")):
        BlogrollLink.objects.create(group=group, name=name, url="https://x.example/?a=1&b=2")
    answer = client.get("/wp-links-opml.php")
    assert answer["Content-Type"] == "text/xml; charset=UTF-8"
    root = etree.fromstring(answer.content)
    assert (root.tag, root.get("version")) == ("opml", "1.0")
    assert root.findtext("head/title") == "Links for The Digest & more" and root.findtext("head/dateCreated")
    told = [(group.get("title"), [link.get("text") for link in group]) for group in root.findall("body/outline")]
    assert told == [("Blogroll", ["Others"]), ("Ports", ["Lamps <b>", "Tide tables"])]
    for link in root.findall("body/outline/outline"):
        assert (link.get("type"), link.get("htmlUrl")) == ("link", "https://x.example/?a=1&b=2")


def test_a_clock_that_calls_hears_no_error(client: Client) -> None:
    for answer in (client.get("/wp-cron.php?doing_wp_cron=1"), client.post("/wp-cron.php")):
        assert (answer.status_code, answer.content) == (200, b"")


def test_scripts_of_old_pages_hear_that_there_is_no_such_action(client: Client) -> None:
    answer = client.post("/wp-admin/admin-ajax.php", {"action": "x"})
    assert (answer.status_code, answer.content) == (400, b"0")


@pytest.mark.parametrize("name", ["wp-signup.php", "wp-activate.php?key=x", "wp-register.php"])
def test_those_who_want_an_account_come_to_the_sign_in(client: Client, name: str) -> None:
    answer = client.get(f"/{name}")
    assert answer.status_code == 302 and "/accounts/login/" in answer["Location"]


@pytest.mark.parametrize(
    "path",
    [
        *("readme.html", "license.txt", "wp-mail.php", "wp-config.php", "wp-settings.php", "wp-app.php"),
        *("wp-includes/", "wp-includes/js/jquery/jquery.min.js", "wp-includes/wlwmanifest.xml", "wp-content/"),
        *("wp-content/plugins/akismet/akismet.php", "wp-content/themes/x/style.css", "ads.txt", "humans.txt"),
        *("wp-comments-popup.php", ".well-known/change-password"),
    ],
)
def test_what_nobody_can_use_is_not_there(client: Client, path: str) -> None:
    assert client.get(f"/{path}").status_code == 404
