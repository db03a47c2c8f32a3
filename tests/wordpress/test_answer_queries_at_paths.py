"""Query fields hung on an address that names something already, as a real WordPress answers them."""

import pytest
from django.test import Client

from tests import world as w

pytestmark = pytest.mark.django_db


def leads(client: Client, target: str) -> str:
    """Where a permanent redirect leads, below the site's own address."""
    answer = client.get(target)
    assert answer.status_code == 301, target
    return str(answer["Location"].removeprefix("http://digest.example"))


def test_a_feed_field_leads_to_the_feed_of_what_stands_there(client: Client) -> None:
    post, page = w.make_post("Tides", categories=[w.make_category("Ports")]), w.make_page("About")
    assert leads(client, f"{post.path}?feed=rss2") == f"{post.path}feed/"
    assert leads(client, f"{post.path}?feed=atom&x=1") == f"{post.path}feed/atom/?x=1"
    assert leads(client, "/about/?feed=rss2") == f"/{page.slug}/feed/"
    assert leads(client, "/category/ports/?feed=rdf") == "/category/ports/feed/rdf/"
    assert leads(client, "/2016/?feed=rss") == "/2016/feed/"
    assert leads(client, "/category/ports/feed/feed/") == "/category/ports/feed/"
    for address in (post.path, "/about/", "/category/ports/", "/2016/"):
        assert client.get(f"{address}?feed=nonsense").status_code == 404


def test_the_comments_of_something_are_its_feed(client: Client) -> None:
    post = w.make_post("Tides", categories=[w.make_category("Ports")])
    assert leads(client, f"{post.path}?feed=comments-atom") == f"{post.path}feed/atom/"
    assert leads(client, "/category/ports/?feed=comments-rss2") == "/category/ports/comments/feed/"
    assert leads(client, "/feed/?withcomments=1") == "/comments/feed/?withcomments=1"


def test_a_number_or_name_leads_away_from_anything(client: Client) -> None:
    post, page = w.make_post("Tides", categories=[w.make_category("Ports")]), w.make_page("About")
    other = w.make_post("Ropes", at="2016-03-01")
    for address in ("/about/", post.path, "/category/ports/", "/2016/"):
        assert leads(client, f"{address}?p={other.number}") == other.path
    assert leads(client, f"{post.path}?page_id={page.number}") == "/about/"
    assert leads(client, "/category/ports/?name=ropes") == other.path
    assert client.get("/category/ports/?pagename=about").context["page"].title == "About"
    for nowhere in ("/category/ports/?page_id=999", "/category/ports/?name=nothing", "/2016/?pagename=about"):
        assert client.get(nowhere).status_code == 404, nowhere


def test_a_hidden_post_is_led_to_from_nowhere(client: Client) -> None:
    hidden, post = w.make_post("Hidden", is_private=True), w.make_post("Tides")
    assert client.get(f"/2016/?p={hidden.number}").status_code == 404
    assert leads(client, f"{post.path}?p={hidden.number}") == post.path
    assert client.get("/2016/?name=hidden").status_code == 404


def test_fields_that_contradict_a_post_find_nothing(client: Client) -> None:
    post = w.make_post("Tides", at="2016-02-07")
    for field in ("name=ropes", "year=2015", "monthnum=3", "day=8"):
        assert client.get(f"{post.path}?{field}").status_code == 404, field
    assert leads(client, f"{post.path}?name=tides") == post.path
    assert client.get(f"{post.path}?year=2016&monthnum=02&day=7").status_code == 200


def test_a_page_number_leads_to_the_page(client: Client) -> None:
    w.publication(posts_per_page=1)
    ports = w.make_category("Ports")
    post = w.make_post("Tides", body="<p>One</p><!--nextpage--><p>Two</p>", categories=[ports])
    w.make_post("Ropes", categories=[ports])
    assert leads(client, "/category/ports/?paged=2") == "/category/ports/page/2/"
    assert leads(client, "/category/ports/?paged=1") == "/category/ports/"
    assert client.get("/category/ports/?paged=3").status_code == 404
    for fields in ("paged=2", "page=9", "p=1", "attachment_id=5"):
        assert leads(client, f"{post.path}?{fields}") == post.path
    assert client.get("/category/ports/?page=2").status_code == 200


def test_what_nobody_sees_leads_nowhere(client: Client) -> None:
    private = w.make_post("Hidden", is_private=True)
    for path in (private.path, "/2016/02/07/nothing/"):
        for fields in ("page=2", "p=1", "feed=nonsense"):
            assert client.get(f"{path}?{fields}").status_code == 404
        assert leads(client, f"{path}?feed=rss2") == f"{path}feed/"  # which is empty
        assert b"<item>" not in client.get(f"{path}feed/").content


def test_a_feed_keeps_the_page_that_was_asked_for(client: Client) -> None:
    w.publication(posts_per_page=1, posts_per_feed=1)
    category = w.make_category("Ports")
    w.many_posts(2, categories=[category])
    assert leads(client, "/category/ports/?feed=rss2&paged=2") == "/category/ports/feed/?paged=2"
    assert leads(client, "/page/2/?feed=atom") == "/feed/atom/?paged=2"
    assert leads(client, f"/?cat={category.number}&paged=2&feed=rss2") == "/category/ports/feed/?paged=2"
    assert leads(client, f"/?cat={category.number}&feed=comments-rss2") == "/category/ports/comments/feed/"
    assert client.get("/category/ports/?feed=rss2&paged=3").status_code == 404
    for feed in ("/feed/", "/category/ports/feed/", "/feed/atom/"):
        assert leads(client, f"{feed}?paged=1") == feed
        assert leads(client, f"{feed}/") == feed


def test_fields_behind_the_feed_of_the_site(client: Client) -> None:
    post = w.make_post("Tides")
    hidden = w.make_post("Hidden", is_private=True)
    assert leads(client, f"/feed/?p={post.number}") == f"{post.path}feed/"
    assert leads(client, "/feed/?m=2016") == leads(client, "/feed/?author=1") == "/feed/"
    assert client.get(f"/feed/?p={hidden.number}").status_code == 200


def test_the_feed_of_a_day_that_is_none_leads_to_the_month(client: Client) -> None:
    assert leads(client, "/2016/13/feed/") == "/2016/"
    assert leads(client, "/2016/02/30/feed/atom/") == "/2016/02/"


def test_a_page_wins_over_a_post_and_a_file_over_both(client: Client) -> None:
    post, page = w.make_post("Tides"), w.make_page("About")
    file = w.make_attachment("Map", parent_number=post.number)
    assert leads(client, f"/?p={post.number}&page_id={page.number}") == "/about/"
    assert leads(client, f"/?page_id={page.number}&attachment_id={file.number}") == file.path


def test_the_feed_of_a_page_with_a_name_in_greek(client: Client) -> None:
    page = w.make_page("Επίπεδο", slug="επίπεδο", comments_open=True)
    w.make_comment(page, "Yes")
    answer = client.get("/επίπεδο/feed/")
    assert b"Yes" in answer.content and b"/%ce%b5%cf%80" in answer.content
    assert b"%CE" not in answer.content


def test_fields_at_a_file(client: Client) -> None:
    post = w.make_post("Tides", at="2016-02-07")
    file = w.make_attachment("Map", parent_number=post.number, path=f"{post.path}map/")
    assert leads(client, f"{file.path}?feed=rss2") == f"{file.path}feed/"
    assert leads(client, f"{file.path}?paged=2") == leads(client, f"{file.path}?page=2") == file.path
    for fields in ("s=nothing", "m=2015", "author=999"):
        assert client.get(f"{file.path}?{fields}").status_code == 404, fields
    assert client.get(f"{file.path}page/2/").status_code == 404
    assert leads(client, "/2016/02/07/former-name/map/") == file.path


def test_the_front_page_is_led_by_the_feed_field_first(client: Client) -> None:
    w.publication(posts_per_feed=1)
    w.many_posts(2)
    assert leads(client, "/?feed=rss2&paged=2") == "/feed/?paged=2"
    assert client.get("/?feed=rss2&paged=3").status_code == 404
    assert client.get("/?feed=nonsense").status_code == 404
    assert leads(client, "/page/2/feed/") == "/feed/"
    assert leads(client, "/?feed=comments-atom") == "/comments/feed/atom/"
    assert leads(client, "/?feed=rss2&withcomments=1") == "/comments/feed/?withcomments=1"


def test_both_of_two_tags_are_asked_for_with_a_plus(client: Client) -> None:
    ropes = w.make_tag("Ropes")
    w.make_post("Both", tags=[w.make_tag("Tides"), ropes])
    w.make_post("One", tags=[ropes])
    answer = client.get("/?tag=tides+ropes")
    assert [card.title for card in answer.context["page"].cards] == ["Both"]


def test_the_page_or_feed_of_an_author_by_number_or_of_a_date_is_that_of_the_site(client: Client) -> None:
    w.publication(posts_per_page=1)
    w.many_posts(2)
    author = w.make_author("Ada Quill")
    w.make_post("One", author=author)
    assert leads(client, f"/?author={author.number}&feed=rss2") == "/feed/"
    assert leads(client, "/?m=2016&paged=2") == "/page/2/"


def test_a_field_that_contradicts_the_address_finds_nothing(client: Client) -> None:
    post = w.make_post("Tides", body="<p>High water</p>")
    for fields in ("s=ropes", "m=2010", "author=999"):
        assert client.get(f"{post.path}?{fields}").status_code == 404, fields
    for fields in ("s=water", "m=2016", "m=201602", f"author={post.author.number}"):
        assert client.get(f"{post.path}?{fields}").status_code == 200, fields


def test_nothing_but_the_title_of_a_protected_post_can_be_guessed(client: Client) -> None:
    post = w.make_post("Tides", body="<p>High water</p>", excerpt="Ebb at noon", password="okapi")
    for word in ("water", "ebb", "noon"):
        assert client.get(f"{post.path}?s={word}").status_code == 404, word
    assert client.get(f"{post.path}?s=tides").status_code == 200


def test_a_date_at_a_listing_leads_to_the_date(client: Client) -> None:
    w.make_post("Tides", categories=[w.make_category("Ports")])
    assert leads(client, "/category/ports/?m=201602") == "/2016/02/"
    assert leads(client, "/2016/02/?m=2016") == "/2016/"
    assert client.get("/2016/?m=2015").status_code == 404


def test_a_post_s_number_at_a_listing_leads_to_the_post(client: Client) -> None:
    post = w.make_post("Tides", categories=[w.make_category("Ports")])
    assert leads(client, f"/category/ports/?p={post.number}") == post.path
    assert client.get("/category/ports/?p=99999").status_code == 404


def test_the_feed_of_an_author_by_name_is_a_feed(client: Client) -> None:
    w.make_post("One", author=w.make_author("Ada Quill"))
    assert leads(client, "/?author_name=ada-quill&feed=rss2") == "/feed/?author_name=ada-quill"
    assert leads(client, "/?author_name=ada-quill&feed=atom&x=1") == "/feed/atom/?author_name=ada-quill&x=1"
    assert leads(client, "/?author_name=nobody&feed=rss2") == "/feed/?author_name=nobody"
    assert "One" in client.get("/feed/?author_name=ada-quill").content.decode()


def test_a_further_page_of_an_author_by_name_stands_in_the_path(client: Client) -> None:
    w.publication(posts_per_page=1)
    author = w.make_author("Ada Quill")
    for title in ("One", "Two"):
        w.make_post(title, author=author, format="image")
    assert leads(client, "/?author_name=ada-quill&paged=2") == "/page/2/?author_name=ada-quill"
    assert leads(client, "/?author_name=ada-quill&paged=1") == "/?author_name=ada-quill"
    assert client.get("/?author_name=ada-quill&paged=3").status_code == 404
    assert client.get("/page/2/?author_name=ada-quill").status_code == 200
    assert leads(client, "/?post_format=image&paged=1") == "/?post_format=image"


def test_the_feed_of_a_page_by_number_is_a_feed(client: Client) -> None:
    page = w.make_page(slug="about", title="About")
    assert leads(client, f"/?page_id={page.number}&feed=rss2") == "/about/feed/"
    assert leads(client, f"/?p={page.number}&feed=atom") == "/about/feed/atom/"


def test_a_page_of_comments_means_nothing_where_they_do_not_come_in_pages(client: Client) -> None:
    w.publication(page_comments=False)
    assert client.get(f"{w.make_post('Tides').path}?cpage=2").status_code == 200
