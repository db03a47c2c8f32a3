"""Searching posts, pages and comments, at the address that readers use."""

import datetime
from typing import Any

import pytest
from django.test import Client

from coranto.posts.actions import list_posts
from coranto.posts.contexts import SearchPage
from coranto.posts.models import FoundText
from coranto.posts.search.asked import words_in_path
from tests import world
from tests.query_counts import queries_of

pytestmark = pytest.mark.django_db


def search(client: Client, query: str, **fields: Any) -> SearchPage:
    """What the search page is given for these words."""
    response = client.get("/", {"s": query, **fields})
    assert response.status_code == 200
    page = response.context["page"]
    assert isinstance(page, SearchPage)
    return page


def titles(page: SearchPage) -> list[str]:
    """The titles of what was found, in order."""
    return [hit.title for hit in page.hits]


def test_every_word_must_be_there(client: Client) -> None:
    world.make_post("Harbour opens", body="<p>The mayor cut the ribbon.</p>")
    world.make_post("Harbour closes", body="<p>The gate fell shut.</p>")
    assert titles(search(client, "harbour mayor")) == ["Harbour opens"]
    assert search(client, "harbour mayor").count == 1


def test_a_word_after_a_minus_must_not_be_there(client: Client) -> None:
    world.make_post("Harbour opens")
    world.make_post("Harbour closes")
    assert titles(search(client, "harbour -opens")) == ["Harbour closes"]


def test_words_in_quotes_stand_together(client: Client) -> None:
    world.make_post("One", body="<p>A red boat came in.</p>")
    world.make_post("Two", body="<p>A boat, painted red, came in.</p>")
    assert titles(search(client, '"red boat"')) == ["One"]
    assert titles(search(client, "“red boat”")) == ["One"]


def test_a_word_finds_longer_ones_that_begin_with_it(client: Client) -> None:
    world.make_post("Fisheries report")
    assert titles(search(client, "fisher")) == ["Fisheries report"]
    assert titles(search(client, "ries")) == []


def test_case_and_accents_make_no_difference(client: Client) -> None:
    world.make_post("Café à l’Écluse")
    assert titles(search(client, "cafe ecluse")) == ["Café à l’Écluse"]
    assert titles(search(client, "CAFÉ")) == ["Café à l’Écluse"]


@pytest.mark.parametrize(
    ("title", "query"),
    [
        ("北京的天气很好", "天气"),
        ("東京タワーの夜", "タワー"),
        ("東京タワーの夜", "夜"),
        ("ข่าววันนี้จากท่าเรือ", "ท่าเรือ"),
        ("Новости порта", "новост"),
        ("항구의 소식", "항구"),
        ("बंदरगाह की खबर", "बंदरगाह"),
    ],
)
def test_other_scripts_are_found(client: Client, title: str, query: str) -> None:
    world.make_post(title)
    world.make_post("Something else")
    assert titles(search(client, query)) == [title]


def test_a_title_counts_for_more_than_the_text(client: Client) -> None:
    world.make_post("Old but fitting: lighthouse", at="2010-01-01")
    world.make_post("New", at="2020-01-01", body="<p>A lighthouse is mentioned among many other words here.</p>")
    assert titles(search(client, "lighthouse")) == ["Old but fitting: lighthouse", "New"]
    assert titles(search(client, "lighthouse", sort="date")) == ["New", "Old but fitting: lighthouse"]


def test_the_source_and_the_author_are_searched(client: Client) -> None:
    world.make_post("One", source=world.make_source("Meridian Gazette"))
    world.make_post("Two", author=world.make_author("Kofi Penman"))
    assert titles(search(client, "meridian")) == ["One"]
    assert titles(search(client, "penman")) == ["Two"]


def test_filters_narrow_the_search(client: Client) -> None:
    world_news = world.make_category("World")
    alps = world.make_category("Alps", parent=world_news)
    courier = world.make_source("Courier")
    world.make_post("Tide one", at="2016-02-05", categories=[alps])
    world.make_post("Tide two", at="2016-02-06 23:30", source=courier)
    world.make_post("Tide three", at="2016-03-01")
    assert titles(search(client, "tide", category="world")) == ["Tide one"]
    assert titles(search(client, "tide", source="courier")) == ["Tide two"]
    assert titles(search(client, "tide", after="2016-02-06", before="2016-02-06")) == ["Tide two"]
    assert titles(search(client, "tide", category="nowhere")) == []


def test_days_are_those_of_the_publication(client: Client) -> None:
    world.publication(time_zone="Asia/Tokyo")
    world.make_post("Tide two", at="2016-02-06 23:30")  # the seventh in Tokyo
    assert titles(search(client, "tide", after="2016-02-07")) == ["Tide two"]
    assert titles(search(client, "tide", before="2016-02-06")) == []


def test_a_filter_that_makes_no_sense_is_told(client: Client) -> None:
    world.make_post("Tide")
    assert search(client, "tide", after="yesterday").problem
    assert search(client, "tide", after="2016-02-31").problem
    assert search(client, "tide", after="2016-02-02", before="2016-02-01").problem


def test_drafts_private_and_protected_posts_are_never_found(client: Client) -> None:
    world.make_draft("Secret draft")
    world.make_post("Secret private", is_private=True)
    world.make_post("Secret protected", password="sesame", body="<p>hidden treasure</p>")
    world.make_post("Secret future", at=datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=3))
    assert titles(search(client, "secret")) == []
    assert titles(search(client, "treasure")) == []
    assert not FoundText.objects.exists()


def test_a_post_that_was_withdrawn_is_not_found_any_more(client: Client) -> None:
    post = world.make_post("Here today")
    assert titles(search(client, "today")) == ["Here today"]
    post.unpublish()
    assert titles(search(client, "today")) == []


def test_a_deleted_post_is_not_found_any_more(client: Client) -> None:
    world.make_post("Here today").delete()
    assert search(client, "today").count == 0


def test_changed_words_are_found_and_former_ones_are_not(client: Client) -> None:
    post = world.make_post("Former words")
    post.title = "Present words"
    post.save()
    list_posts(post_ids=[post.pk], at=datetime.datetime.now(datetime.UTC))
    assert titles(search(client, "present")) == ["Present words"]
    assert titles(search(client, "former")) == []


def test_the_words_are_marked_and_everything_else_is_escaped(client: Client) -> None:
    world.make_post("Tide & <em>moon</em>", body="<p>1 &lt; 2 and the tide &amp; <b>tides</b> rise.</p>")
    hit = search(client, "tide").hits[0]
    assert hit.title_html == "<mark>Tide</mark> &amp; moon"
    assert hit.snippet_html == "1 &lt; 2 and the <mark>tide</mark> &amp; <mark>tides</mark> rise."


def test_a_snippet_shows_the_place_that_was_found(client: Client) -> None:
    words = " ".join(f"word{number}" for number in range(300))
    world.make_post("Long", body=f"<p>{words} needle {words}</p>")
    snippet = search(client, "needle").hits[0].snippet_html
    assert "<mark>needle</mark>" in snippet
    assert snippet.startswith("…") and snippet.endswith("…")
    assert len(snippet) < 300


def test_a_likelier_spelling_is_suggested(client: Client) -> None:
    world.make_post("Lighthouse keepers")
    page = search(client, "lighthuose")
    assert page.hits == ()
    assert page.suggestion is not None
    assert page.suggestion.label == "lighthouse"
    assert client.get(page.suggestion.url).context["page"].count == 1


def test_a_search_without_words_shows_everything_newest_first(client: Client) -> None:
    world.make_post("Old", at="2016-01-01")
    world.make_post("New", at="2016-01-02")
    assert titles(search(client, "")) == ["New", "Old"]
    assert titles(search(client, "-old")) == ["New"]


def test_results_come_in_pages(client: Client) -> None:
    for number in range(25):
        world.make_post(f"Tide {number:02}", at=world.NOON + datetime.timedelta(days=number))
    first = search(client, "tide", sort="date")
    assert first.count == 25
    second = client.get(first.pager.older_url)
    assert titles(second.context["page"])[0] == "Tide 14"
    assert client.get("/page/3/?s=tide").status_code == 200
    assert client.get("/page/4/?s=tide").status_code == 404


def test_the_words_may_stand_in_the_address(client: Client) -> None:
    world.make_post("Tide one")
    response = client.get("/search/tide+one/")
    assert titles(response.context["page"]) == ["Tide one"]
    assert client.get("/search/").status_code == 404


def test_pages_are_found_too(client: Client) -> None:
    world.make_page("About the tide")
    hits = search(client, "tide").hits
    assert [(hit.kind, hit.url) for hit in hits] == [("page", "/about-the-tide/")]


def test_comments_are_found_where_they_are_asked_for(client: Client) -> None:
    post = world.make_post("Discussed")
    comment = world.make_comment(post, "The estuary is wider.")
    hidden = world.make_post("Protected", password="sesame")
    world.make_comment(hidden, "Another estuary.")
    world.make_comment(post, "An estuary, held.", status="held")
    assert search(client, "estuary").hits == ()
    page = search(client, "estuary", comments=1)
    assert [(hit.kind, hit.url) for hit in page.hits] == [("comment", f"{post.path}#comment-{comment.pk}")]


def test_search_pages_ask_not_to_be_indexed(client: Client) -> None:
    response = client.get("/?s=zzzz")
    assert response.context["head"].robots.startswith("noindex")
    assert response.context["head"].title == "Search Results for “zzzz” – A new weblog"


ODD_QUERIES = [
    *('"', '""', "-", "- -", '-"', "AND", "NOT x", "a OR b", "NEAR(a b)", "title:x", "*", "a*", "^a", "{a}", "(", ")"),
    *("'", "\\", "%", "😀", "é" * 600, "x " * 400, "-x " * 400, '"a" "b', ":*", "&", "|", "!", "<->", "a:*A"),
    *("\u200b", "€", "\u034f"),
]


@pytest.mark.parametrize("query", ODD_QUERIES)
def test_nothing_that_is_typed_breaks_the_search(client: Client, query: str) -> None:
    world.make_post("AND NOT x title: NEAR")
    search(client, query)
    search(client, query, sort="date", comments="1")


def test_twice_the_posts_cost_the_same_queries(client: Client) -> None:
    def add(numbers: range) -> int:
        for number in numbers:
            source, tag = world.make_source(f"S{number}"), world.make_tag(f"T{number}")
            world.make_post(f"Tide {number}", source=source, tags=[tag], categories=[world.make_category(f"C{number}")])
        return queries_of(client, "/?s=tide")

    few = add(range(4))
    assert add(range(4, 10)) == few <= 10


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/search/Tide+mill/", "Tide mill"),
        ("/Search//tide/", "tide"),
        ("/search/tide/page/2/", "tide"),
        ("/search/a/b//page/03", "a/b"),
        ("/search/page/2/", "page/2"),
        ("/search/tide/page/two/", "tide/page/two"),
        ("/search/", ""),
        ("/tag/search/tide/", ""),
        ("/search/" + "/" * 50_000 + "\n", "\n"),
    ],
)
def test_a_path_says_what_is_looked_for(path: str, words: str) -> None:
    assert words_in_path(path) == words
