"""Static pages."""

import pytest
from django.test import Client

from coranto.pages.contexts import PageView
from tests import world
from tests.query_counts import queries_of

pytestmark = pytest.mark.django_db


def view_of(client: Client, path: str) -> PageView:
    """What a page is given."""
    response = client.get(path)
    assert response.status_code == 200, path
    view = response.context["page"]
    assert isinstance(view, PageView)
    return view


def test_a_page_is_shown_in_its_place_in_the_tree(client: Client) -> None:
    about = world.make_page("About")
    world.make_page("Team", parent=about)
    assert [(child.label, child.url) for child in view_of(client, "/about/").children] == [("Team", "/about/team/")]
    crumbs = view_of(client, "/about/team/").crumbs
    assert [(crumb.label, crumb.url) for crumb in crumbs] == [("About", "/about/"), ("Team", "")]


def test_a_page_that_is_not_public_is_not_there(client: Client) -> None:
    world.make_page("Draft", live=False)
    world.make_page("Internal", is_private=True)
    assert client.get("/draft/").status_code == 404
    assert client.get("/internal/").status_code == 404
    client.force_login(world.make_editor())
    assert view_of(client, "/internal/").is_private
    assert client.get("/draft/").status_code == 404


def test_a_page_that_is_not_public_is_not_named_above_or_below(client: Client) -> None:
    about = world.make_page("About")
    world.make_page("Internal", parent=about, is_private=True)
    world.make_page("Draft", parent=about, live=False)
    assert view_of(client, "/about/").children == ()


def test_a_protected_page_asks_for_its_password(client: Client) -> None:
    world.make_page("Guarded", password="sesame", body="<p>treasure</p>")
    assert b"treasure" not in client.get("/guarded/").content
    client.post("/wp-login.php?action=postpass", {"post_password": "sesame"})
    assert b"treasure" in client.get("/guarded/").content


def test_a_page_can_be_divided(client: Client) -> None:
    world.make_page("Long", body="<p>One</p><!--nextpage--><p>Two</p>")
    assert view_of(client, "/long/2/").body_html == "<p>Two</p>"
    assert client.get("/long/3/").status_code == 301


def test_a_page_can_stand_on_the_front(client: Client) -> None:
    welcome, news = world.make_page("Welcome"), world.make_page("News")
    world.publication(front_page_number=welcome.number, posts_page_number=news.number, posts_per_page=1)
    world.many_posts(2)
    assert view_of(client, "/").title == "Welcome"
    assert client.get("/").context["head"].canonical_url == "http://digest.example/"
    assert client.get("/welcome/")["Location"] == "http://digest.example/"
    listing = client.get("/news/").context["page"]
    assert (listing.kind, listing.pager.older_url) == ("home", "/news/page/2/")
    assert client.get("/news/").context["head"].title.startswith("News – ")
    assert client.get("/news/page/2/").status_code == 200
    assert client.get("/news/page/3/").status_code == 404


def test_further_pages_of_a_file_lead_to_it_but_for_one_below_a_post(client: Client) -> None:
    page, post = world.make_page("About"), world.make_post("Tide")
    below_page = world.make_attachment(path="/about/a-chart/", parent_number=page.number)
    below_post = world.make_attachment(parent=post)
    answer = client.get(f"{below_page.path}2/")
    assert (answer.status_code, answer["Location"]) == (301, "http://digest.example/about/a-chart/")
    assert client.get(f"{below_post.path}2/").status_code == 404


def test_a_front_page_that_is_gone_leaves_the_posts(client: Client) -> None:
    world.publication(front_page_number=12345)
    world.make_post("Tide")
    assert client.get("/").context["page"].lead.title == "Tide"


def test_the_discussion_of_a_page_is_shown(client: Client) -> None:
    page = world.make_page("About", comments_open=True)
    world.make_comment(page, "Well said.")
    assert [comment.html for comment in client.get("/about/").context["thread"].comments] == ["<p>Well said.</p>"]
    world.make_page("Quiet")
    assert client.get("/quiet/").context["thread"] is None


def test_headers_name_the_other_forms_of_the_page(client: Client) -> None:
    page = world.make_page("About")
    link = client.get("/about/")["Link"]
    assert f"/wp-json/wp/v2/pages/{page.number}>" in link
    assert f"/?p={page.number}>; rel=shortlink" in link


def test_an_attachment_is_shown_with_what_it_belongs_to(client: Client) -> None:
    post = world.make_post("Tide")
    attachments = [world.make_attachment(f"Chart {number}", parent=post) for number in range(3)]
    page = client.get(attachments[1].path).context["page"]
    assert page.parent.url == post.path
    assert (page.previous.label, page.next.label) == ("Chart 0", "Chart 2")
    assert page.file_url == "/wp-content/uploads/2016/02/chart-1.pdf"
    world.publication(attachment_pages=False)
    response = client.get(attachments[1].path)
    assert (response.status_code, response["Location"]) == (301, f"http://digest.example{page.file_url}")


def test_the_attachment_of_a_hidden_post_is_hidden(client: Client) -> None:
    for number, fields in enumerate(({"is_private": True}, {"at": "2999-01-01"})):
        post = world.make_post(f"Hidden {number}", **fields)  # type: ignore[arg-type]
        assert client.get(world.make_attachment(parent=post).path).status_code == 404


def test_twice_the_pages_cost_the_same_queries(client: Client) -> None:
    about = world.make_page("About", comments_open=True)
    team = world.make_page("Team", parent=about)

    def add(numbers: range) -> tuple[int, int]:
        for number in numbers:
            world.make_page(f"Below {number}", parent=about)
            world.make_comment(about)
        return queries_of(client, "/about/"), queries_of(client, team.url_path.removeprefix("/site"))

    few = add(range(3))
    assert add(range(3, 8)) == few
    assert max(few) <= 6
