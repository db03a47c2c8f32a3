"""What the theme draws at request."""

import pytest
from django.test import RequestFactory, override_settings
from django.test.client import Client
from django.urls import reverse

from coranto.publication.avatars import avatar_path
from coranto.theme import views


def test_an_accent_is_a_stylesheet_that_browsers_keep(rf: RequestFactory) -> None:
    response = views.show_accent(rf.get("/"), "1f6a63")
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert b"--accent:#1f6a63" in response.content
    assert "immutable" in response["Cache-Control"]


def test_an_avatar_is_a_drawing_that_is_not_sent_twice(rf: RequestFactory) -> None:
    first = views.show_avatar(rf.get("/"), "abc")
    assert first["Content-Type"] == "image/svg+xml"
    again = views.show_avatar(rf.get("/", headers={"if-none-match": first["ETag"]}), "abc")
    assert again.status_code == 304


def test_nothing_is_drawn_for_a_form_that_is_posted(rf: RequestFactory) -> None:
    assert views.show_avatar(rf.post("/"), "abc").status_code == 405


@override_settings(ROOT_URLCONF="coranto.theme.urls")
def test_drawings_have_addresses_that_no_post_can_have(client: Client) -> None:
    assert reverse("accent", args=["8a1c1c"]) == "/-/accent/8a1c1c.css"
    assert client.get("/-/avatar/abc-1.svg").status_code == 200
    assert client.get("/-/accent/8A1C1C;x.css").status_code == 404


@pytest.mark.django_db
def test_a_drawing_may_load_nothing(client: Client) -> None:
    policy = client.get(avatar_path("commenter:1"))["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "http" not in policy
