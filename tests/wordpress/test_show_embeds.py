"""A post or page as other sites show it in a frame."""

import pytest
from django.test import Client

from coranto.posts.actions import settle_permalink
from coranto.posts.models import Post
from tests import world

pytestmark = pytest.mark.django_db
TEXT = "The ferry goes at nine. " * 40


def test_a_post_and_a_page_have_a_page_for_frames(client: Client) -> None:
    post = world.make_post("Last boat", body=f"<p>{TEXT}</p>")
    page = world.make_page("About us", body="<p>Who we are.</p>")
    assert page.live
    for path, words in ((post.path, "The ferry goes"), ("/about-us/", "Who we are.")):
        answer = client.get(f"{path}embed/")
        text = answer.content.decode()
        assert answer.status_code == 200 and words in text
        assert f'<link rel="canonical" href="http://digest.example{path}"' in text
        assert ("[…]" in text) == (path == post.path)
        assert "X-Frame-Options" not in answer
        assert "frame-ancestors 'self' *" in answer["Content-Security-Policy"]
        assert answer["X-WP-Embed"] == "true" and "rel=shortlink" in answer["Link"]


def test_a_slash_that_is_missing_is_added(client: Client) -> None:
    post = world.make_post("Last boat")
    answer = client.get(f"{post.path}embed")
    assert (answer.status_code, answer["Location"]) == (301, f"http://digest.example{post.path}embed/")


def test_a_former_address_leads_to_that_of_the_present_one(client: Client) -> None:
    post = world.make_post("Last boat")
    former, post.slug = post.path, "first-boat"
    post.save()
    settle_permalink(post=post, at=post.posted_at)
    post.refresh_from_db()
    answer = client.get(f"{former}embed/")
    assert post.path != former
    assert (answer.status_code, answer["Location"]) == (301, f"http://digest.example{post.path}embed/")


def test_what_is_not_public_has_none(client: Client) -> None:
    for post in (world.make_post("Ours", is_private=True), world.make_draft("Not yet")):
        assert client.get(f"{post.path or '/?p=1'}embed/").status_code == 404
    assert client.get("/2016/embed/").status_code == 404


def test_a_listing_is_shown_as_it_is(client: Client) -> None:
    post = world.make_post("Tide", at="2016-02-07", categories=[world.make_category("Coast")])
    for path in ("/embed/", "/2016/embed/", "/category/coast/embed/"):
        answer = client.get(path)
        assert answer.status_code == 200 and post.path in answer.content.decode(), path


def test_a_file_has_one_while_its_post_is_public(client: Client) -> None:
    post = world.make_post("Tide")
    file = world.make_attachment("Lamp", parent=post)
    answer = client.get(f"{file.path}embed/")
    assert answer.status_code == 200 and answer["X-WP-Embed"] == "true" and b"Lamp" in answer.content
    Post.objects.update(is_private=True)
    assert client.get(f"{file.path}embed/").status_code == 404


def test_a_post_with_a_password_keeps_its_words(client: Client) -> None:
    post = world.make_post("Locked", body="<p>Whispered.</p>", excerpt="Whispered too.", password="tide")
    answer = client.get(f"{post.path}embed/")
    assert answer.status_code == 200 and b"Whispered" not in answer.content
