"""The front page and every other listing."""

import datetime
from typing import Any

import pytest
from django.test import Client

from coranto.posts.contexts import ListingPage
from coranto.posts.models import ListingEntry
from coranto.publication.models import Publication
from tests import world
from tests.query_counts import queries_of

pytestmark = pytest.mark.django_db


def listing(client: Client, path: str) -> ListingPage:
    """What a listing is given."""
    response = client.get(path)
    assert response.status_code == 200, path
    page = response.context["page"]
    assert isinstance(page, ListingPage)
    return page


def titles(page: ListingPage) -> list[str]:
    """The posts in order, the lead first."""
    return [card.title for card in ((page.lead, *page.cards) if page.lead else page.cards)]


def test_the_front_page_shows_the_newest_posts_the_first_of_them_large(client: Client) -> None:
    for day in range(1, 4):
        world.make_post(f"Day {day}", at=f"2016-02-0{day}")
    page = listing(client, "/")
    assert page.lead is not None and page.lead.title == "Day 3"
    assert titles(page) == ["Day 3", "Day 2", "Day 1"]


def test_sticky_posts_stand_on_top_beside_the_others(client: Client) -> None:
    world.publication(posts_per_page=2)
    for day in range(1, 6):
        world.make_post(f"Day {day}", at=f"2016-02-0{day}", is_sticky=day in (1, 4))
    assert titles(listing(client, "/")) == ["Day 4", "Day 1", "Day 5"]
    assert titles(listing(client, "/page/2/")) == ["Day 3", "Day 2"]
    assert titles(listing(client, "/page/3/")) == ["Day 1"]
    assert titles(listing(client, "/2016/02/")) == ["Day 5", "Day 4"]


def test_pages_follow_each_other_and_end(client: Client) -> None:
    world.publication(posts_per_page=2)
    tag = world.make_tag()
    for day in range(1, 6):
        world.make_post(f"Day {day}", at=f"2016-02-0{day}", tags=[tag])
    assert titles(listing(client, "/tag/tides/")) == ["Day 5", "Day 4"]
    second = listing(client, "/tag/tides/page/2/")
    assert titles(second) == ["Day 3", "Day 2"]
    assert (second.pager.newer_url, second.pager.older_url) == ("/tag/tides/", "/tag/tides/page/3/")
    assert titles(listing(client, "/tag/tides/page/3/")) == ["Day 1"]
    assert client.get("/tag/tides/page/4/").status_code == 404
    assert client.get("/page/999999999/").status_code == 404


def test_a_category_lists_what_stands_below_it(client: Client) -> None:
    top = world.make_category("World")
    below = world.make_category("Alps", parent=top)
    world.make_post("High", categories=[below])
    world.make_post("Low", categories=[top])
    page = listing(client, "/category/world/")
    assert titles(page) == ["Low", "High"]
    assert [(link.label, link.url, link.count) for link in page.children] == [("Alps", "/category/world/alps/", 1)]
    assert [(crumb.label, crumb.url) for crumb in listing(client, "/category/world/alps/").crumbs] == [
        ("World", "/category/world/"),
        ("Alps", ""),
    ]


def test_of_a_category_s_address_only_the_last_part_counts(client: Client) -> None:
    world.make_post("High", categories=[world.make_category("Alps", parent=world.make_category("World"))])
    for path in ("/category/alps/", "/category/world/alps/", "/category/nonsense/alps/", "/category/ALPS/"):
        assert titles(listing(client, path)) == ["High"]


def test_terms_can_be_joined_by_any_and_by_all(client: Client) -> None:
    one, two = world.make_tag("One"), world.make_tag("Two")
    world.make_post("First", at="2016-01-01", tags=[one])
    world.make_post("Second", at="2016-01-02", tags=[two])
    world.make_post("Both", at="2016-01-03", tags=[one, two])
    assert titles(listing(client, "/tag/one,two/")) == ["Both", "Second", "First"]
    assert titles(listing(client, "/tag/one+two/")) == ["Both"]
    assert titles(listing(client, "/tag/one,nowhere/")) == ["Both", "First"]
    assert client.get("/tag/one+nowhere/").status_code == 404


def test_a_known_thing_without_posts_is_an_empty_listing(client: Client) -> None:
    world.make_category()
    world.make_tag()
    world.make_author()
    for path in ("/category/harbours/", "/tag/tides/", "/author/ada-quill/", "/"):
        assert titles(listing(client, path)) == []


def test_an_outlet_that_no_public_post_came_from_has_no_page(client: Client) -> None:
    """It may be one that only drafts quote, and that is nobody's business."""
    world.make_source()
    assert client.get("/source/the-harbour-courier/").status_code == 404


def test_an_unknown_thing_is_not_there(client: Client) -> None:
    for path in ("/category/x/", "/tag/x/", "/author/x/", "/source/x/", "/type/x/", "/type/standard/"):
        assert client.get(path).status_code == 404
    for path in ("/category/", "/tag/", "/author/", "/type/", "/tag/a/b/"):
        assert client.get(path).status_code == 404


def test_dates_are_those_of_the_place(client: Client) -> None:
    world.publication(time_zone="America/Phoenix")
    world.make_post("Evening", at="2016-03-01 02:00")  # the last of February there
    assert titles(listing(client, "/2016/02/")) == ["Evening"]
    assert titles(listing(client, "/2016/02/29/")) == ["Evening"]
    assert client.get("/2016/03/").status_code == 404
    assert client.get("/2016/03/01/").status_code == 404


def test_dates_lead_to_those_before_and_after(client: Client) -> None:
    for at in ("2014-05-06", "2016-01-02", "2016-02-07", "2016-02-09", "2018-01-01"):
        world.make_post(at=at)
    month = listing(client, "/2016/02/")
    assert month.earlier is not None and month.later is not None
    assert (month.earlier.url, month.later.url) == ("/2016/01/", "/2018/01/")
    day = listing(client, "/2016/02/07/")
    assert day.earlier is not None and day.later is not None
    assert (day.earlier.url, day.later.url) == ("/2016/01/02/", "/2016/02/09/")
    year = listing(client, "/2016/")
    assert year.earlier is not None and year.later is not None
    assert (year.earlier.url, year.later.url) == ("/2014/", "/2018/")
    assert [(link.url, link.count) for link in year.children] == [("/2016/01/", 1), ("/2016/02/", 2)]


def test_a_date_without_posts_is_not_there(client: Client) -> None:
    world.make_post(at="2016-02-07")
    for path in ("/2015/", "/2016/03/", "/2016/02/08/", "/2099/"):
        assert client.get(path).status_code == 404


def test_a_post_format_has_a_listing(client: Client) -> None:
    world.make_post("In brief", format="aside")
    world.make_post("At length")
    page = listing(client, "/type/aside/")
    assert (page.heading, titles(page)) == ("Asides", ["In brief"])
    shown = client.get("/type/aside/").content.decode()
    assert "<title>Aside – " in shown and "Aside Format Feed" in shown
    assert "<title>Aside – " in client.get("/type/aside/feed/").content.decode()
    assert "Untitled" not in client.get("/type/nonsense/feed/").content.decode()


def test_an_outlet_is_shown_with_its_particulars(client: Client) -> None:
    source = world.make_source("The Courier", url="https://courier.example/")
    world.make_post(at="2016-02-01", source=source)
    world.make_post(at="2016-02-09", source=source)
    detail = listing(client, "/source/the-courier/").source
    assert detail is not None and detail.first_at is not None and detail.latest_at is not None
    assert (detail.count, detail.first_at.day, detail.latest_at.day) == (2, 1, 9)


def test_an_author_is_shown_with_a_face_and_a_biography(client: Client) -> None:
    world.make_post(author=world.make_author("Kofi Penman", bio="Writes <b>well</b>.<script>"))
    detail = listing(client, "/author/kofi-penman/").author
    assert detail is not None
    assert (detail.count, detail.biography_html) == (1, "Writes <b>well</b>.")
    assert detail.avatar_svg.startswith("<svg")


def test_listings_show_excerpts_or_full_texts_as_the_owner_chose(client: Client) -> None:
    words = " ".join(str(number) for number in range(100))
    post = world.make_post(body=f"<p>{words}</p>")
    card = listing(client, "/").lead
    assert card is not None and not card.body_html
    assert card.excerpt_html == f"<p>{' '.join(words.split()[:55])} […]</p>"
    assert card.more_url == post.path
    world.publication(listing_text=Publication.ListingText.FULL)
    card = listing(client, "/").lead
    assert card is not None and card.body_html == f"<p>{words}</p>"


def test_a_full_text_ends_at_the_more_mark(client: Client) -> None:
    world.publication(listing_text=Publication.ListingText.FULL)
    post = world.make_post(body="<p>Before</p><!--more Go on--><p>After</p>")
    card = listing(client, "/").lead
    assert card is not None
    assert (card.body_html, card.more_label) == ("<p>Before</p>", "Go on")
    assert card.more_url == f"{post.path}#more-{post.number}"


def test_an_excerpt_and_a_description_begin_after_the_credit_line(client: Client) -> None:
    post = world.make_post(body="<p><em>The Gazette</em> – 5 May 2016</p>\n<p>The fog came early.</p>")
    world.make_attribution(post, world.make_source("The Gazette"), line="The Gazette – 5 May 2016")
    world.list_again(post)
    card = listing(client, "/").lead
    assert card is not None and card.excerpt_html == "<p>The fog came early.</p>"
    response = client.get(post.path)
    assert response.context["head"].description == "The fog came early."
    assert "The Gazette</em> – 5 May 2016" in response.content.decode()


def test_a_hand_written_excerpt_comes_first(client: Client) -> None:
    world.make_post(body="<p>Text</p>", excerpt="By <em>hand</em>.\n\nTwice.")
    card = listing(client, "/").lead
    assert card is not None and card.excerpt_html == "<p>By <em>hand</em>.</p><p>Twice.</p>"


def test_cards_carry_wordpress_s_classes(client: Client) -> None:
    post = world.make_post(categories=[world.make_category("Été", slug="%c3%a9t%c3%a9")], tags=[world.make_tag("Moon")])
    card = listing(client, "/").lead
    assert card is not None
    assert card.css_classes == (
        f"post-{post.number} post type-post status-publish format-standard hentry category-t tag-moon"
    )


def test_terms_with_encoded_slugs_are_found(client: Client) -> None:
    world.make_post("Été", tags=[world.make_tag("Été", slug="%c3%a9t%c3%a9")], categories=[world.make_category("été")])
    assert titles(listing(client, "/tag/été/")) == ["Été"]
    assert titles(listing(client, "/tag/%C3%A9t%C3%A9/")) == ["Été"]
    assert titles(listing(client, "/category/été/")) == ["Été"]


def test_titles_of_listings_are_wordpress_s(client: Client) -> None:
    world.publication(posts_per_page=1, tagline="From elsewhere")
    for _ in range(2):
        world.make_post(tags=[world.make_tag(f"Moon {_}")], categories=[world.make_category(f"World {_}")])
    wanted = {
        "/": "A new weblog – From elsewhere",
        "/page/2/": "A new weblog – Page 2 – From elsewhere",
        "/tag/moon-0/": "Moon 0 – A new weblog",
        "/2016/02/": "February 2016 – A new weblog",
        "/2016/": "2016 – A new weblog",
    }
    for path, title in wanted.items():
        assert client.get(path).context["head"].title == title
    assert client.get("/tag/moon-0/").context["head"].feeds[2].title == "A new weblog » Moon 0 Tag Feed"
    assert [(feed.title, feed.url) for feed in listing(client, "/tag/moon-0/").feeds] == [
        ("Moon 0 Tag Feed", "/tag/moon-0/feed/")
    ]
    assert listing(client, "/2016/").feeds == ()


def test_the_archives_count_the_months(client: Client) -> None:
    for at in ("2014-05-06", "2016-01-02", "2016-02-07", "2016-02-09"):
        world.make_post(at=at)
    page = client.get("/archives/").context["page"]
    assert [(year.year, year.count) for year in page.years] == [(2016, 3), (2014, 1)]
    assert [(month.month, month.url, month.count) for month in page.years[0].months] == [
        (1, "/2016/01/", 1),
        (2, "/2016/02/", 2),
    ]


def test_a_page_of_the_owner_s_comes_before_our_archives(client: Client) -> None:
    world.make_page("Archives")
    assert client.get("/archives/").templates[0].name == "pages/page.html"


def test_outlets_are_listed_by_name_with_counts(client: Client) -> None:
    for name in ("zebra News", "Älpler Bote", "9 Uhr", "Bay Times"):
        world.make_post(source=world.make_source(name))
    world.make_source("Never drawn on")
    page = client.get("/source/").context["page"]
    assert [(row.name, row.initial, row.count) for row in page.sources] == [
        ("Älpler Bote", "A", 1),
        ("Bay Times", "B", 1),
        ("zebra News", "Z", 1),
        ("9 Uhr", "#", 1),
    ]


def test_a_far_page_is_read_from_the_nearer_end(client: Client) -> None:
    world.publication(posts_per_page=3)
    for day in range(20):
        world.make_post(f"Day {day:02}", at=world.NOON + datetime.timedelta(days=day))
    wanted = [f"Day {day:02}" for day in range(19, -1, -1)]
    paths = ["/", *(f"/page/{number}/" for number in range(2, 8))]
    found = [title for path in paths for title in titles(listing(client, path))]
    assert found == wanted


def test_what_the_index_wrongly_lists_is_not_shown(client: Client) -> None:
    post = world.make_post("Secret", is_private=True)
    ListingEntry.objects.create(kind="month", key=201602, posted_at=post.posted_at, post=post)
    world.make_post("Public")
    assert titles(listing(client, "/")) == ["Public"]


LISTINGS = {
    "/": 8,
    "/page/2/": 8,
    "/category/c0/": 8,
    "/category/top/": 8,
    "/tag/t0/": 7,
    "/author/ada-quill/": 7,
    "/source/s/": 8,
    "/2016/": 7,
    "/2016/02/": 7,
    "/2016/02/07/": 8,
    "/archives/": 10,
    "/source/": 6,
}


def test_twice_the_posts_cost_the_same_queries(client: Client) -> None:
    world.publication(posts_per_page=10)
    top = world.make_category("Top")
    shared: dict[str, Any] = {"source": world.make_source("S"), "author": world.make_author()}

    def add(numbers: range) -> dict[str, int]:
        for number in numbers:
            category = world.make_category(f"C{number}", parent=top)
            tags = [world.make_tag(f"T{number}")]
            at = world.NOON - datetime.timedelta(hours=number * 30)
            post = world.make_post(at=at, categories=[category], tags=tags, featured_image=world.make_image(), **shared)
            world.make_byline(post, author=world.make_author(f"A {number}"))
            world.make_attribution(post, world.make_source(f"S{number}"))
            world.list_again(post)
        return {path: queries_of(client, path) for path in LISTINGS}

    few = add(range(12))
    assert add(range(12, 24)) == few
    assert {path: count for path, count in few.items() if count > LISTINGS[path]} == {}
