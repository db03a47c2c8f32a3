"""Words with other conditions: looked for within what the rest of the address chooses, as in WordPress."""

import pytest
from django.test import Client
from lxml import etree

from coranto.posts.search import page as search_page
from tests import world
from tests.query_counts import queries_of

pytestmark = pytest.mark.django_db


def found(client: Client, address: str) -> list[str]:
    """The titles of what was found, in the order of the alphabet."""
    return sorted(found_in_order(client, address))


def found_in_order(client: Client, address: str) -> list[str]:
    response = client.get(address)
    assert response.status_code == 200, address
    return [hit.title for hit in response.context["page"].hits]


@pytest.fixture
def ports() -> int:
    """Five posts of which four have the word; the number of a category."""
    category, tag = world.make_category("Ports"), world.make_tag("Winter")
    mara, jon = world.make_author("Mara Lind"), world.make_author("Jon Bek")
    for title, day, categories, tags, author in (
        ("Tide B", "2016-02-05", [category], [tag], mara),
        ("Tide D", "2016-09-10", [category], [], jon),
        ("Tide A", "2017-02-05", [], [tag], mara),
        ("Tide C", "2018-09-10", [], [], jon),
        ("Harbour", "2016-03-05", [category], [tag], mara),
    ):
        world.make_post(title, body="<p>Text.</p>", at=day, categories=categories, tags=tags, author=author)
    return category.number


def test_words_are_looked_for_within_a_listing(client: Client, ports: int) -> None:
    assert found(client, "/tag/winter/?s=tide") == ["Tide A", "Tide B"]
    assert found(client, "/category/ports/?s=tide") == ["Tide B", "Tide D"]
    assert found(client, "/author/jon-bek/?s=tide") == ["Tide C", "Tide D"]
    assert found(client, "/2016/?s=tide") == ["Tide B", "Tide D"]
    assert found(client, "/2016/09/?s=tide") == ["Tide D"]
    assert found(client, "/category/ports/?s=tide&tag=winter") == ["Tide B"]


def test_words_are_looked_for_beside_fields(client: Client, ports: int) -> None:
    assert found(client, f"/?s=tide&cat={ports}") == ["Tide B", "Tide D"]
    assert found(client, f"/?s=tide&cat=-{ports}") == ["Tide A", "Tide C"]
    assert found(client, "/?s=tide&tag=winter") == ["Tide A", "Tide B"]
    assert found(client, "/?s=tide&author_name=mara-lind&year=2017") == ["Tide A"]
    assert found(client, "/?s=tide&monthnum=2") == ["Tide A", "Tide B"]
    assert found(client, "/search/tide/?tag=winter") == ["Tide A", "Tide B"]


def test_nothing_found_is_said(client: Client, ports: int) -> None:
    for address in ("/?s=tide&cat=99999", "/tag/winter/?s=nosuchword", "/?s=tide&tag=nonsense", "/?s=tide&year=1999"):
        assert found(client, address) == [], address


def test_no_words_find_all_of_it(client: Client, ports: int) -> None:
    assert found(client, "/tag/winter/?s=") == ["Harbour", "Tide A", "Tide B"]


def test_orders_that_are_asked_for(client: Client, ports: int) -> None:
    assert found_in_order(client, "/?s=tide&orderby=title&order=asc") == ["Tide A", "Tide B", "Tide C", "Tide D"]
    assert found_in_order(client, "/?s=tide&order=asc") == ["Tide B", "Tide D", "Tide A", "Tide C"]
    assert found_in_order(client, "/tag/winter/?s=tide&orderby=title") == ["Tide B", "Tide A"]


def test_further_pages_keep_where_it_was_asked(client: Client, ports: int) -> None:
    world.publication(posts_per_page=1)
    page = client.get("/tag/winter/?s=tide").context["page"]
    assert (page.count, page.pager.older_url) == (2, "/tag/winter/page/2/?s=tide")
    both = found(client, "/tag/winter/?s=tide") + found(client, page.pager.older_url)
    assert sorted(both) == ["Tide A", "Tide B"]
    assert client.get("/tag/winter/page/3/?s=tide").status_code == 404
    assert found(client, f"/?s=tide&cat={ports}&paged=2") != found(client, f"/?s=tide&cat={ports}")
    assert client.get("/search/tide/?tag=winter").context["page"].pager.older_url == "/search/tide/page/2/?tag=winter"


def test_a_likelier_spelling_is_looked_for_in_the_same(client: Client, ports: int) -> None:
    page = client.get("/2016/?s=harbuor").context["page"]
    assert page.suggestion.url == "/2016/?s=harbour"


def test_feeds_hold_the_same(client: Client, ports: int) -> None:
    addresses = ("/tag/winter/feed/?s=tide", "/?s=tide&tag=winter&feed=rss2", "/feed/?s=tide&tag=winter")
    for address in (*addresses, "/search/tide/feed/?tag=winter", "/tag/winter/?s=tide&feed=rss2"):
        feed = etree.fromstring(client.get(address).content)
        assert [item.findtext("title") for item in feed.iter("item")] == ["Tide A", "Tide B"], address
    assert client.get("/?s=tide&tag=winter&feed=nonsense").status_code == 404


def test_the_head_names_the_feed_of_the_listing(client: Client, ports: int) -> None:
    page = client.get("/tag/winter/?s=tide").content.decode()
    assert "Search Results for “tide”" in page and 'href="http://digest.example/tag/winter/feed/"' in page
    assert "/search/tide/feed/rss2/" in client.get("/2016/?s=tide").content.decode()


def test_only_so_many_matches_are_gone_through(client: Client, ports: int, monkeypatch: pytest.MonkeyPatch) -> None:
    world.publication(posts_per_page=1)
    monkeypatch.setattr(search_page, "RANKED", 2)
    page = client.get("/tag/winter/?s=tide&sort=date").context["page"]
    assert [hit.title for hit in page.hits] == ["Tide A"] and not page.count_is_exact


def test_as_many_queries_for_many_posts(client: Client, ports: int) -> None:
    few = queries_of(client, "/tag/winter/?s=tide")
    world.many_posts(24, tags=[world.make_tag("Snow")])
    assert queries_of(client, "/tag/snow/?s=post") <= few + 1
