"""Several fields at once: the posts for which all of them hold, where WordPress shows them or leads to."""

import pytest
from django.test import Client
from lxml import etree

from coranto.posts.listings import choosing
from coranto.posts.listings.date_parts import DateParts, week_of
from tests import world
from tests.query_counts import queries_of
from tests.wordpress.test_answer_query_addresses import leads_to

pytestmark = pytest.mark.django_db


def titles(client: Client, address: str) -> list[str]:
    """The posts of a listing in order."""
    response = client.get(address)
    assert response.status_code == 200, address
    page = response.context["page"]
    return [card.title for card in ((page.lead, *page.cards) if page.lead else page.cards)]


@pytest.fixture
def cards() -> dict[str, int]:
    """Six posts under two categories, two tags and two authors; the numbers of those."""
    ports, rail = world.make_category("Ports"), world.make_category("Rail")
    quays = world.make_category("Quays", parent=ports)
    tides, winter = world.make_tag("Tides"), world.make_tag("Winter")
    mara, jon = world.make_author("Mara Lind"), world.make_author("Jon Bek")
    for title, day, categories, tags, author in (
        ("A", "2016-02-05", [ports], [tides], mara),
        ("B", "2016-09-10", [ports, rail], [tides, winter], jon),
        ("C", "2017-02-05", [rail], [winter], mara),
        ("D", "2017-09-10", [quays], [winter], mara),
        ("E", "2018-02-10", [rail], [], jon),
        ("F", "2018-03-15", [], [tides], jon),
    ):
        world.make_post(title, at=day, categories=categories, tags=tags, author=author)
    return {"ports": ports.number, "rail": rail.number, "quays": quays.number, "mara": mara.number, "jon": jon.number}


def test_a_category_and_a_tag_show_the_posts_of_both(client: Client, cards: dict[str, int]) -> None:
    assert titles(client, f"/?cat={cards['ports']}&tag=winter") == ["D", "B"]
    assert titles(client, "/category/ports/?tag=winter") == ["D", "B"]
    assert titles(client, f"/tag/tides/?cat={cards['rail']}") == ["B"]
    assert titles(client, f"/?cat={cards['rail']},{cards['quays']}&tag=winter") == ["D", "C", "B"]
    assert titles(client, f"/?cat={cards['ports']}&tag=tides+winter") == ["B"]
    assert titles(client, f"/?cat={cards['ports']}&tag=tides,winter") == ["D", "B", "A"]
    assert titles(client, f"/?cat[]={cards['rail']}&cat[]={cards['quays']}") == ["E", "D", "C", "B"]
    assert titles(client, f"/category/ports/?cat={cards['rail']}") == ["B"]


def test_authors_and_dates_join_them(client: Client, cards: dict[str, int]) -> None:
    assert titles(client, "/category/ports/?author_name=mara-lind") == ["D", "A"]
    assert titles(client, f"/author/mara-lind/?cat={cards['rail']}") == ["C"]
    assert titles(client, f"/?author={cards['mara']},{cards['jon']}") == ["F", "E", "D", "C", "B", "A"]
    assert titles(client, f"/2017/?cat={cards['ports']}") == ["D"]
    assert titles(client, "/2016/?tag=winter") == ["B"]
    assert titles(client, f"/2018/?author={cards['jon']}") == ["F", "E"]
    assert titles(client, "/category/rail/?monthnum=2") == ["E", "C"]


def test_what_is_left_out(client: Client, cards: dict[str, int]) -> None:
    assert titles(client, f"/?cat=-{cards['ports']}") == ["F", "E", "C"]
    assert titles(client, f"/tag/winter/?cat=-{cards['quays']}") == ["C", "B"]
    assert titles(client, f"/?author=-{cards['mara']}") == ["F", "E", "B"]


def test_parts_of_dates_of_any_year(client: Client, cards: dict[str, int]) -> None:
    assert titles(client, "/?monthnum=9") == ["D", "B"]
    assert titles(client, "/?day=10") == ["E", "D", "B"]
    assert titles(client, "/?monthnum=2&day=5") == ["C", "A"]
    assert titles(client, "/?w=11") == ["F"]
    assert titles(client, "/2016/?day=10") == ["B"]
    assert titles(client, "/category/ports/?hour=0&minute=0") == ["D", "B", "A"]
    assert [client.get(f"/?{query}").status_code for query in ("hour=3", "day=32", "monthnum=13", "w=60")] == [404] * 4


def test_weeks_are_those_of_wordpress() -> None:
    days = ("2016-01-03", "2016-01-04", "2012-12-31", "2015-12-31", "2018-03-15")
    assert [week_of(world.moment(day).date()) for day in days] == [0, 1, 53, 53, 11]
    assert DateParts(week=1).months([201601, 201602, 201512]) == [201601, 201512]


def test_orders(client: Client, cards: dict[str, int]) -> None:
    assert titles(client, "/?order=asc") == ["A", "B", "C", "D", "E", "F"]
    assert titles(client, "/category/ports/?orderby=title&order=asc") == ["A", "B", "D"]
    assert titles(client, "/category/ports/?orderby=ID") == ["D", "B", "A"]
    assert titles(client, "/?orderby=nonsense") == titles(client, "/")


def test_one_that_has_an_address_leads_to_it(client: Client, cards: dict[str, int]) -> None:
    ports = cards["ports"]
    leads_to(client, f"/?year=2016&cat={ports}", f"/2016/?cat={ports}")
    leads_to(client, f"/?cat={ports}&author={cards['mara']}", f"/author/mara-lind/?cat={ports}")
    leads_to(client, f"/?cat={ports}&author_name=mara-lind", "/category/ports/?author_name=mara-lind")
    leads_to(client, "/category/ports/?year=2016", "/2016/")
    leads_to(client, "/category/ports/?category_name=rail", "/category/rail/")
    leads_to(client, f"/?cat={ports}&order=asc", "/category/ports/?order=asc")
    leads_to(client, "/?taxonomy=post_tag&term=tides", "/tag/tides/")


def test_pages_and_feeds_keep_the_fields(client: Client, cards: dict[str, int]) -> None:
    world.publication(posts_per_page=1)
    query = f"cat={cards['ports']}&tag=winter"
    page = client.get(f"/?{query}").context["page"]
    assert page.pager.older_url == f"/page/2/?{query}"
    assert titles(client, page.pager.older_url) == ["B"]
    assert client.get(f"/page/3/?{query}").status_code == 404
    leads_to(client, f"/?{query}&paged=2", f"/page/2/?{query}")
    leads_to(client, f"/?{query}&feed=rss2", f"/feed/?{query}")
    feed = etree.fromstring(client.get(f"/feed/?{query}").content)
    assert [item.findtext("title") for item in feed.iter("item")] == ["D", "B"]


def test_what_nothing_is_like(client: Client, cards: dict[str, int]) -> None:
    assert titles(client, "/category/ports/?tag=nonsense") == []
    for address in ("/2016/?cat=99999", "/2016/?tag=nonsense", "/?cat=99999&tag=tides", "/2012/?cat=-1"):
        assert client.get(address).status_code == 404, address


def test_odd_values_get_an_answer(client: Client, cards: dict[str, int]) -> None:
    odd = ("-", "+", ",", ",,,", "-0", "9" * 40, "%F0%9F%8C%8A", "a" * 3000, "1,2,-3,x", "%27%22%3C")
    for name in ("cat", "tag", "category_name", "author", "author_name", "m", "w", "hour", "order", "orderby", "day"):
        for value in odd:
            for address in (f"/?{name}={value}&monthnum=2", f"/category/ports/?{name}={value}&day=10"):
                assert client.get(address).status_code in (200, 301, 404), address


def test_a_long_listing_is_read_only_so_far(
    client: Client, cards: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choosing, "MOST_LOOKED_THROUGH", 2)
    assert titles(client, "/category/ports/?tag=winter") == ["D", "B"]
    assert titles(client, "/category/ports/?order=asc") == ["A", "B"]
    assert titles(client, "/?day=10") == ["E"]


def test_as_many_queries_for_many_posts(client: Client, cards: dict[str, int]) -> None:
    address = f"/?cat={cards['rail']}&tag=winter"
    client.get(address)
    few = queries_of(client, address)
    tag, category = world.make_tag("Snow"), world.make_category("Pass")
    world.many_posts(24, tags=[tag], categories=[category])
    assert queries_of(client, f"/?cat={category.number}&tag=snow") <= few


def test_a_kept_page_goes_with_what_it_was_chosen_by(cards: dict[str, int], client: Client) -> None:
    from coranto.core.made_of import collecting

    with collecting() as found:
        client.get("/category/ports/?tag=winter")
    assert "posts" in found.all_names()


def test_a_static_front_page_is_one_page(client: Client, cards: dict[str, int]) -> None:
    world.publication(front_page_number=world.make_page("Welcome").number)
    assert client.get("/?paged=1").context["page"].title == "Welcome"
    for address in ("/page/0/", "/page/1/", "/?page=2", "/comment-page-2/"):
        leads_to(client, address, "/")
    leads_to(client, "/?paged=99", "/page/99/")
    leads_to(client, "/page/2", "/page/2/")
    second = client.get("/page/2/").context
    assert (second["page"].title, second["head"].canonical_url) == ("Welcome", "http://digest.example/")
    assert "Page 2" in second["head"].title
    assert titles(client, f"/?cat=-{cards['ports']}") == ["F", "E", "C"]
