"""An author's query of an export goes on showing posts: which, in what order, and what of each."""

import html
import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from coranto.publication.living_blocks import with_living_blocks
from coranto.publication.models import Publication
from coranto.wordpress.content import Kind
from coranto.wordpress.mapping.bodies import OUTCOMES
from tests.wordpress.importing import bring_in, export_file, page, post
from tests.world import make_category, make_image, make_post, make_tag, moment

pytestmark = pytest.mark.django_db
TEMPLATE = (
    '<!-- wp:post-template --><!-- wp:group --><div><!-- wp:post-title {"level":3,"isLink":true} /-->'
    "<!-- wp:post-date /--></div><!-- /wp:group --><!-- wp:post-excerpt {} /--><!-- /wp:post-template -->"
)


def query_block(inner: str = TEMPLATE, **query: Any) -> str:
    """A query in the markup of blocks."""
    chosen = json.dumps({"queryId": 1, "query": {"perPage": 3, "postType": "post", **query}})
    return f'<!-- wp:query {chosen} --><div class="wp-block-query">{inner}</div><!-- /wp:query -->'


def shown(**choices: Any) -> str:
    """What stands in a text for a query now."""
    given = html.escape(json.dumps({"shows": [{"post-title": {"isLink": True}}], **choices}))
    text = f'<p class="wp-block-query" data-block="{given}"><a href="/">Posts</a></p>'
    return with_living_blocks(text, Publication.objects.current())


def titles(text: str) -> list[str]:
    return re.findall(r'<h\d class="wp-block-post-title">(?:<a [^>]*>)?([^<]*)', text)


def test_a_query_of_an_export_shows_posts_on_each_view(client: Client, tmp_path: Path) -> None:
    report = bring_in(export_file(tmp_path, page(7, slug="all", content=query_block()), post(1)))
    assert not [note for note in report.notes if OUTCOMES[Kind.DYNAMIC_BLOCK] in note.reason]
    new = make_post("Brand new", at=timezone.now(), body="<p>Words of it.</p>")
    text = client.get("/all/").content.decode()
    assert f'<h3 class="wp-block-post-title"><a href="{new.path}">Brand new</a></h3>' in text
    assert '<p class="wp-block-post-excerpt__excerpt">Words of it.</p>' in text
    assert 'wp-block-post-date__time">' in text and "data-block" not in text
    rest = client.get("/wp-json/wp/v2/pages/7").json()
    assert titles(rest["content"]["rendered"])[0] == "Brand new"
    assert "Brand new" not in rest["excerpt"]["rendered"]


@pytest.mark.parametrize(
    "query",
    [{"postType": "page"}, {"inherit": True}, {"search": "tide"}, {"exclude": [1]}, {"author": "1,2"}, {"author": "x"},
     {"categoryIds": ["x"]}, {"categoryIds": list(range(1, 400))}, {"taxQuery": {"genre": [1]}},
     {"taxQuery": {"exclude": {"category": [1]}}}, {"taxQuery": {"category": 7}}, {"taxQuery": {"include": []}},
     {"taxQuery": {"include": "x"}}, {"taxQuery": {"include": None}}],
)  # fmt: skip
def test_what_cannot_be_asked_here_is_left_out_and_told(query: dict[str, Any], client: Client, tmp_path: Path) -> None:
    report = bring_in(export_file(tmp_path, page(7, slug="all", content=query_block(**query)), post(1)))
    assert [note for note in report.notes if OUTCOMES[Kind.DYNAMIC_BLOCK] in note.reason]
    assert "wp-block-post-title" not in client.get("/all/").content.decode()


def test_which_posts_and_in_what_order_is_as_chosen(tmp_path: Path, client: Client) -> None:
    quays, tides = make_category("Quays"), make_tag("Tides")
    for title, day, where, tags in (("B", "01", [quays], [tides]), ("C", "02", [], [tides]), ("A", "03", [quays], [])):
        make_post(title, at=moment(f"2020-01-{day}"), categories=where, tags=tags)
    assert titles(shown()) == ["A", "C", "B"]
    assert titles(shown(postsToShow=1, offset=1)) == ["C"]
    assert titles(shown(order="asc")) == ["B", "C", "A"]
    assert titles(shown(orderBy="title", order="asc")) == ["A", "B", "C"]
    assert titles(shown(categories=[{"id": quays.number}])) == ["A", "B"]
    assert titles(shown(tags=[{"id": tides.number}], postsToShow=1)) == ["C"]
    assert titles(shown(categories=[{"id": quays.number}], tags=[{"id": tides.number}])) == ["B"]
    asked = query_block(taxQuery={"include": {"post_tag": [tides.number]}}, order="asc")
    bring_in(export_file(tmp_path, page(7, slug="all", content=asked)))
    assert titles(client.get("/all/").content.decode()) == ["B", "C"]


def test_numbers_may_be_written_as_texts(tmp_path: Path, client: Client) -> None:
    quays = make_category("Quays")
    make_post("There", at=moment("2020-01-01"), categories=[quays])
    make_post("Elsewhere", at=moment("2021-01-01"))
    asked = query_block(categoryIds=[str(quays.number)], perPage="1", order="ASC", author="0")
    bring_in(export_file(tmp_path, page(7, slug="all", content=asked)))
    assert titles(client.get("/all/").content.decode()) == ["There"]


def test_a_query_of_endless_depth_loses_nothing(tmp_path: Path, client: Client) -> None:
    deep = "<!-- wp:group -->" * 3_000 + TEMPLATE + "<!-- /wp:group -->" * 3_000
    bring_in(export_file(tmp_path, page(7, slug="all", content="<p>Words.</p>" + query_block(deep)), post(1)))
    assert "Words." in client.get("/all/").content.decode()


def test_posts_held_on_top_are_found_among_those_of_a_category() -> None:
    quays = make_category("Quays")
    make_post("Held", at=moment("2019-01-01"), is_sticky=True, categories=[quays])
    for day in range(1, 5):
        make_post(f"New {day}", at=moment(f"2020-01-0{day}"), is_sticky=day > 2, categories=[quays])
    where = [{"id": quays.number}]
    assert titles(shown(categories=where, postsToShow=9, sticky="only")) == ["New 4", "New 3", "Held"]
    assert titles(shown(categories=where, postsToShow=2, sticky="exclude")) == ["New 2", "New 1"]
    other = [{"id": make_category("Other", parent=quays).number}]
    assert not titles(shown(categories=other, sticky="only"))


def test_each_part_is_shown_once() -> None:
    make_post("One", body="<p>Words.</p>")
    assert shown(shows=[{"post-content": {"term": str(number)}} for number in range(12)]).count("Words.") == 1


def test_posts_held_on_top_come_first_unless_told_otherwise() -> None:
    make_post("Held", at=moment("2019-01-01"), is_sticky=True)
    make_post("Old", at=moment("2020-01-01"))
    make_post("New", at=moment("2021-01-01"))
    assert titles(shown(postsToShow=1)) == ["Held", "New"]
    assert titles(shown(postsToShow=1, sticky="exclude")) == ["New"]
    assert titles(shown(postsToShow=9, sticky="only")) == ["Held"]


def test_a_query_gives_nothing_hidden_away() -> None:
    make_post("Secret", body="<p>Inner words</p>", password="ebb", excerpt="Outer words")
    make_post("Private", is_private=True)
    make_post("Tomorrow", at=timezone.now() + timedelta(days=1))
    every = ["title", "date", "excerpt", "content", "featured-image", "author", "author-name", "terms"]
    text = shown(shows=[{f"post-{name}": {}} for name in every] + [{"read-more": {}}])
    assert titles(text) == ["Protected: Secret"]
    assert "Inner words" not in text and "Outer words" not in text


def test_a_query_within_a_text_that_it_shows_ends_there() -> None:
    given = html.escape(json.dumps({"shows": [{"post-content": {}}]}))
    mark = f'<p class="wp-block-query" data-block="{given}"><a href="/">Posts</a></p>'
    make_post("Mirror", body=f"<p>Look:</p>{mark}")
    text = shown(shows=[{"post-title": {}}, {"post-content": {}}])
    assert titles(text) == ["Mirror"] and text.count("Look:") == 1


@pytest.mark.parametrize(
    "choices",
    [{"shows": "x"}, {"shows": [1, {"post-title": 3}, {"nothing": {}}]}, {"shows": [{"post-title": {"level": 99}}]},
     {"offset": -4}, {"offset": 1e30}, {"offset": True}, {"tags": [{"id": 10**30}]}, {"sticky": [1]},
     {"shows": [{"read-more": {"content": "<script>"}}]}, {"shows": [{"post-terms": {"term": "<b>"}}]}],
)  # fmt: skip
def test_odd_choices_break_no_page(choices: dict[str, Any]) -> None:
    for title in ("One", "Two"):
        make_post(title, categories=[make_category(title)])
    text = shown(**choices)
    assert "<script" not in text
    assert '<li class="wp-block-post post-' in text


def test_a_query_costs_the_same_for_one_as_for_many() -> None:
    parts: list[dict[str, dict[str, Any]]] = [
        {f"post-{name}": {}} for name in ("title", "excerpt", "featured-image", "author-name", "terms")
    ]
    counts = []
    for more in (1, 20):
        for number in range(more):
            picture = make_image()
            category, tag = make_category(f"C {more} {number}"), make_tag(f"T {more} {number}")
            make_post(f"Post {more} {number}", featured_image=picture, categories=[category], tags=[tag])
        with CaptureQueriesContext(connection) as queries:
            shown(shows=parts, postsToShow=20)
        counts.append(len(queries))
    assert counts[0] == counts[1]
