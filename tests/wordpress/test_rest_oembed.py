"""oEmbed: a post as a frame for other sites."""

import xml.etree.ElementTree as ElementTree

import pytest
from django.conf import settings
from django.test import Client

from tests import world

pytestmark = pytest.mark.django_db
EMBED = "/wp-json/oembed/1.0/embed"


def test_a_post_can_be_embedded_by_any_of_its_addresses(client: Client) -> None:
    post = world.make_post("Tide & ebb", author=world.make_author("Ada"))
    for path in (post.path, post.path.rstrip("/"), f"/?p={post.number}", f"{post.path}?utm=1#x"):
        body = client.get(EMBED, {"url": settings.PUBLIC_URL + path}).json()
        assert (body["title"], body["author_name"], body["type"]) == ("Tide &#038; ebb", "Ada", "rich")
        assert f'src="{settings.PUBLIC_URL}{post.path}embed/#?secret=' in body["html"]
        assert "<script" not in body["html"]


def test_the_frame_of_a_post_without_a_slash_is_where_it_answers(client: Client) -> None:
    world.publication(permalink_structure="/archives/%post_id%")
    post = world.make_post("Tide")
    framed = f"{post.path}/embed"
    assert not post.path.endswith("/") and client.get(framed).status_code == 200
    body = client.get(EMBED, {"url": settings.PUBLIC_URL + post.path}).json()
    assert f'src="{settings.PUBLIC_URL}{framed}#?secret=' in body["html"]


def test_pages_of_a_text_and_of_its_comments_stand_for_it(client: Client) -> None:
    post = world.make_post("Tide")
    for path in (f"{post.path}2/", f"{post.path}comment-page-1/"):
        assert client.get(EMBED, {"url": settings.PUBLIC_URL + path}).json()["title"] == "Tide"
    www = settings.PUBLIC_URL.replace("://", "://www.")
    body = client.get(EMBED, {"url": www + post.path}).json()
    assert 'title="&#8220;Tide&#8221; &#8212; A new weblog"' in body["html"]


def test_files_with_a_page_can_be_embedded(client: Client) -> None:
    ada, hidden = world.make_author("Ada"), world.make_post(is_private=True)
    boat = world.make_attachment(parent=world.make_post(), title="Boat", author_number=ada.number)
    secret = world.make_attachment(parent=hidden)
    body = client.get(EMBED, {"url": settings.PUBLIC_URL + boat.path}).json()
    assert body["author_name"] != "Ada", "who has published nothing is not named over REST"
    world.make_post(author=ada)
    for path in (boat.path, f"/?attachment_id={boat.number}", f"/?p={boat.number}"):
        body = client.get(EMBED, {"url": settings.PUBLIC_URL + path}).json()
        assert (body["title"], body["author_name"]) == ("Boat", "Ada")
    for path in (secret.path, f"/?attachment_id={secret.number}"):
        assert client.get(EMBED, {"url": settings.PUBLIC_URL + path}).status_code == 404
    world.publication(attachment_pages=False)
    assert client.get(EMBED, {"url": settings.PUBLIC_URL + boat.path}).status_code == 404


@pytest.mark.parametrize(
    ("asked", "width", "height"), [("100", 200, 200), ("400", 400, 225), ("9000", 600, 338), ("x", 200, 200)]
)
def test_the_frame_keeps_to_its_measures(client: Client, asked: str, width: int, height: int) -> None:
    post = world.make_post()
    body = client.get(EMBED, {"url": settings.PUBLIC_URL + post.path, "maxwidth": asked}).json()
    assert (body["width"], body["height"]) == (width, height)


def test_it_can_be_had_as_xml(client: Client) -> None:
    world.make_page("About & more", slug="about")
    response = client.get(EMBED, {"url": f"{settings.PUBLIC_URL}/about/", "format": "xml"})
    assert response["Content-Type"] == "text/xml; charset=UTF-8"
    assert ElementTree.fromstring(response.content).findtext("title") == "About &#038; more"


@pytest.mark.parametrize(
    "url",
    ["", "x", "http://other.example/", "http://[::1", "javascript:alert(1)", "//", "/tide/", "http://localhost/%00"],
)
def test_nothing_else_can_be_embedded(client: Client, url: str) -> None:
    response = client.get(EMBED, {"url": url})
    assert response.status_code in (400, 404)


def test_the_front_page_that_is_a_page_can_be_embedded(client: Client) -> None:
    assert client.get(EMBED, {"url": f"{settings.PUBLIC_URL}/"}).status_code == 404
    page = world.make_page("Welcome")
    world.publication(front_page_number=page.number)
    assert client.get(EMBED, {"url": f"{settings.PUBLIC_URL}/"}).json()["title"] == "Welcome"


def test_what_hangs_below_a_post_and_a_path_alone_stand_for_it(client: Client) -> None:
    post = world.make_post("Tide")
    for path in (f"{post.path}embed/", f"{post.path}feed/", f"{post.path}feed/atom/"):
        assert client.get(EMBED, {"url": settings.PUBLIC_URL + path}).json()["title"] == "Tide", path
    assert client.get(EMBED, {"url": f"/?p={post.number}"}).json()["title"] == "Tide"
    assert client.get(EMBED, {"url": f"{settings.PUBLIC_URL}{post.path}tides/embed/"}).status_code == 404


def test_a_title_is_html_as_everywhere(client: Client) -> None:
    for title, shown in (('"Tide"', "Protected: &#8220;Tide&#8221;"), ("<script>x</script>Ebb", "Protected: Ebb")):
        post = world.make_post(title, password="ebb")
        body = client.get(EMBED, {"url": f"{settings.PUBLIC_URL}/?p={post.number}"}).json()
        assert body["title"] == shown
        assert f">{shown}</a>" in body["html"] and "<script" not in body["html"]


def test_a_refusal_as_xml_is_xml(client: Client) -> None:
    response = client.get(EMBED, {"url": f"{settings.PUBLIC_URL}/?p=999999", "format": "xml"})
    assert (response.status_code, response["Content-Type"]) == (404, "text/xml; charset=UTF-8")
    told = ElementTree.fromstring(response.content)
    assert (told.findtext("code"), told.findtext("data/status")) == ("oembed_invalid_url", "404")
