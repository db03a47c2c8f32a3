"""robots.txt, security.txt, the icon."""

import datetime

import pytest
from django.test import Client

from tests import world

pytestmark = pytest.mark.django_db


def test_robots_are_told_of_the_sitemap_and_kept_from_the_desk(client: Client) -> None:
    response = client.get("/robots.txt")
    lines = response.content.decode().splitlines()
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "Sitemap: http://digest.example/wp-sitemap.xml" in lines
    assert "Disallow: /desk/" in lines


def test_a_contact_for_security_is_published_once_the_owner_names_one(client: Client) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404
    world.publication(security_contact="guard@digest.example")
    lines = dict(line.split(": ", 1) for line in client.get("/.well-known/security.txt").content.decode().splitlines())
    assert lines["Contact"] == "mailto:guard@digest.example"
    expires = datetime.datetime.fromisoformat(lines["Expires"])
    now = datetime.datetime.now(datetime.UTC)
    assert now + datetime.timedelta(days=30) < expires < now + datetime.timedelta(days=365)


def test_a_contact_cannot_add_lines(client: Client) -> None:
    world.publication(security_contact="a@b.example\nPolicy: https://evil.example")
    contact = client.get("/.well-known/security.txt").content.decode().splitlines()
    assert not any(line.startswith("Policy") for line in contact)


def test_the_icon_is_the_owner_s_or_drawn_from_the_name(client: Client) -> None:
    drawn = client.get("/favicon.ico")
    assert drawn.status_code == 302
    assert client.get(drawn["Location"])["Content-Type"] == "image/svg+xml"
    world.publication(icon=world.make_image("Icon", file="icon.png"))
    assert client.get("/favicon.ico")["Location"].startswith("/-/image/")


def test_robots_are_answered_by_any_method_as_by_wordpress(client: Client) -> None:
    assert client.post("/robots.txt").content == client.get("/robots.txt").content


@pytest.mark.parametrize("path", ["/.well-known/security.txt", "/favicon.ico"])
def test_nothing_can_be_sent_there(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
