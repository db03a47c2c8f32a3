"""Who may see what: drafts, private, scheduled, binned and protected posts."""

import datetime

import pytest
from django.test import Client

from coranto.posts.actions import bin_posts
from coranto.posts.passwords import COOKIE, KEPT_SECONDS
from tests import world

pytestmark = pytest.mark.django_db

NOW = datetime.datetime.now(datetime.UTC)
UNLOCK = "/wp-login.php?action=postpass"


def test_a_stranger_cannot_see_a_draft_that_was_public_once(client: Client) -> None:
    post = world.make_post("Withdrawn")
    post.unpublish()
    assert client.get(post.path).status_code == 404
    assert client.get(f"/?p={post.number}").status_code == 404


def test_a_private_post_is_shown_to_editors_only(client: Client) -> None:
    post = world.make_post("Internal", is_private=True)
    assert client.get(post.path).status_code == 404
    client.force_login(world.make_reader())
    assert client.get(post.path).status_code == 404
    client.force_login(world.make_editor())
    response = client.get(post.path)
    assert response.context["page"].post.is_private
    assert response.context["head"].robots.startswith("noindex")


def test_a_private_post_stands_in_no_listing(client: Client) -> None:
    tag = world.make_tag()
    world.make_post("Internal", is_private=True, tags=[tag])
    for path in ("/", "/tag/tides/", "/author/ada-quill/"):
        assert b"Internal" not in client.get(path).content
    assert client.get("/2016/02/").status_code == 404


def test_a_post_of_the_future_is_not_there_yet(client: Client) -> None:
    post = world.make_post("Tomorrow", at=NOW + datetime.timedelta(days=1))
    assert client.get(post.path).status_code == 404
    assert b"Tomorrow" not in client.get("/").content


def test_a_binned_post_is_gone(client: Client) -> None:
    post = world.make_post("Rubbish")
    bin_posts(posts=[post], at=NOW, by=world.make_editor())
    response = client.get(post.path)
    assert response.status_code == 410
    assert response["Cache-Control"].startswith("no-cache")
    assert b"Rubbish" not in response.content
    assert client.get(f"/?p={post.number}").status_code == 404


def test_a_protected_post_shows_a_form_instead_of_its_text(client: Client) -> None:
    image = world.make_image()
    post = world.make_post("Guarded", password="sesame", body="<p>treasure</p>", excerpt="jewels", featured_image=image)
    world.make_comment(post, "whispers")
    response = client.get(post.path)
    view = response.context["page"].post
    assert view.password_form.action_url == UNLOCK
    assert view.password_form.input_id == f"pwbox-{post.number}"
    assert view.image is None
    for secret in (b"treasure", b"jewels", b"whispers"):
        assert secret not in response.content
        assert secret not in client.get("/").content
    assert response.context["head"].title == "Guarded – A new weblog"


def test_the_right_password_opens_the_post(client: Client) -> None:
    post = world.make_post(password="sesame", body="<p>treasure</p>")
    response = client.post(UNLOCK, {"post_password": "sesame", "redirect_to": post.path})
    assert (response.status_code, response["Location"]) == (302, post.path)
    assert client.cookies[COOKIE]["max-age"] == KEPT_SECONDS
    assert "sesame" not in client.cookies[COOKIE].value
    assert b"treasure" in client.get(post.path).content
    assert b"treasure" in client.get("/").content


def test_a_wrong_password_is_called_wrong(client: Client) -> None:
    post = world.make_post(password="sesame")
    assert not client.get(post.path).context["page"].post.password_form.was_wrong
    client.post(UNLOCK, {"post_password": "wrong", "redirect_to": post.path})
    assert client.get(post.path).context["page"].post.password_form.was_wrong


def test_a_reader_may_know_several_passwords(client: Client) -> None:
    first, second = world.make_post(password="one"), world.make_post(password="two")
    client.post(UNLOCK, {"post_password": "one"})
    client.post(UNLOCK, {"post_password": "two"})
    assert client.get(first.path).context["page"].post.password_form is None
    assert client.get(second.path).context["page"].post.password_form is None


def test_the_cookie_cannot_be_made_up(client: Client) -> None:
    post = world.make_post(password="sesame")
    for made_up in ("sesame", '["sesame"]', "a:b:c", "", "é"):
        client.cookies[COOKIE] = made_up
        assert client.get(post.path).context["page"].post.password_form is not None


@pytest.mark.parametrize(
    ("redirect_to", "referer", "location"),
    [
        ("/a/?b=c", "", "/a/?b=c"),
        ("https://evil.example/", "", "/"),
        ("//evil.example/", "", "/"),
        ("/\\evil.example", "", "/"),
        ("javascript:alert(1)", "", "/"),
        ("", "http://testserver/a/", "/a/"),
        ("", "https://evil.example/a/", "/"),
        ("", "", "/"),
    ],
)
def test_the_form_leads_back_and_never_to_another_site(
    client: Client, redirect_to: str, referer: str, location: str
) -> None:
    response = client.post(
        UNLOCK, {"post_password": "x", "redirect_to": redirect_to}, headers={"referer": referer} if referer else {}
    )
    assert response["Location"] == location


def test_whoever_asks_for_wordpress_s_login_may_sign_in(client: Client) -> None:
    response = client.get("/wp-login.php")
    assert response.status_code == 302
    assert client.get(response["Location"]).status_code == 200


@pytest.mark.parametrize("password", ["", "x" * 10_000, "\0", "é" * 255])
def test_odd_passwords_do_no_harm(client: Client, password: str) -> None:
    post = world.make_post(password="sesame")
    assert client.post(UNLOCK, {"post_password": password}).status_code == 302
    assert client.get(post.path).status_code == 200
