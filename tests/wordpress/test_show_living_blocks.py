"""Blocks that show something of the site go on doing so after an import: on pages, in listings, in feeds."""

import html
import re
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from coranto.core.made_of import collecting
from coranto.publication.addresses import absolute, with_whole_addresses
from coranto.publication.living_blocks import MOST, with_living_blocks
from coranto.publication.models import Publication
from coranto.wordpress.content import Kind
from coranto.wordpress.importing.reports import Report
from coranto.wordpress.mapping.bodies import OUTCOMES
from tests.wordpress.importing import bring_in, category, export_file, filed, page, post
from tests.world import make_category, make_comment, make_page, make_post, make_tag, moment, publication

pytestmark = pytest.mark.django_db


def shown(block: str, choices: str = "") -> str:
    """What stands in a text for such a block now."""
    given = f' data-block="{html.escape(choices)}"' if choices else ""
    text = f'<p class="wp-block-{block}"{given}><a href="/">Words</a></p>'
    return with_living_blocks(text, Publication.objects.current())


def only_links(report: Report) -> list[str]:
    """What is told of blocks in whose place only a link stands."""
    return [note.reason for note in report.notes if OUTCOMES[Kind.DYNAMIC_BLOCK] in note.reason]


def links(text: str) -> list[str]:
    return re.findall(r'<a [^>]*href="([^"]*)"', text)


def test_blocks_of_an_export_show_the_site_as_it_is_on_each_view(client: Client, tmp_path: Path) -> None:
    blocks = '<!-- wp:latest-posts {"postsToShow":2} /--><!-- wp:archives {"showPostCounts":true} /-->'
    report = bring_in(export_file(tmp_path, page(7, slug="all", content=blocks), post(1), post(2)))
    assert not only_links(report), "nothing is to be told of: readers see what they saw"
    before = client.get("/all/").content.decode()
    assert '<ul class="wp-block-latest-posts__list wp-block-latest-posts">' in before
    assert '<a href="/2024/05/">May 2024</a>&nbsp;(2)' in before
    new = make_post("Brand new", at=timezone.now())
    after = client.get("/all/").content.decode()
    assert f'<a class="wp-block-latest-posts__post-title" href="{new.path}">Brand new</a>' in after
    assert "data-block" not in after


def test_feeds_and_listings_show_the_same(client: Client, tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, post(1, content="<!-- wp:categories /-->", terms=filed("quays")),
                         terms=[category("quays", wp_id=3)]))  # fmt: skip
    whole = absolute("/category/quays/")
    assert f'<a href="{whole}">Quays</a></li></ul>' in client.get("/feed/").content.decode()
    publication(listing_text="full")
    assert '<ul class="wp-block-categories-list wp-block-categories">' in client.get("/").content.decode()


def test_rest_shows_the_same_and_leaves_them_out_of_excerpts(client: Client, tmp_path: Path) -> None:
    blocks = '<!-- wp:latest-posts {"postsToShow":1} /--><!-- wp:paragraph --><p>Isn\'t it?</p><!-- /wp:paragraph -->'
    bring_in(export_file(tmp_path, page(7, slug="all", content=blocks), post(1, content=blocks), post(2)))
    make_post("Written here", body='<p class="wp-block-latest-posts"><a href="/">Latest posts</a></p><p>Mine</p>')
    for title in ("One", "Two"):
        new = make_post(title, at=timezone.now())
        for path in ("pages/7", "posts/1"):
            shown_now = client.get(f"/wp-json/wp/v2/{path}").json()
            text, excerpt = (shown_now[name]["rendered"] for name in ("content", "excerpt"))
            assert links(text) == [absolute(new.path)], path
            assert text.startswith('<ul class="wp-block-latest-posts__list wp-block-latest-posts">')
            assert text.endswith(">Isn&#8217;t it?</p>\n")
            assert excerpt == "<p>Isn&#8217;t it?</p>\n"
    with CaptureQueriesContext(connection) as queries:
        answer = client.get("/wp-json/wp/v2/posts/1?_fields=excerpt").json()
    assert answer["excerpt"]["rendered"] == "<p>Isn&#8217;t it?</p>\n"
    with CaptureQueriesContext(connection) as more:
        client.get("/wp-json/wp/v2/posts/1?_fields=content")
    assert len(queries) < len(more)
    written = client.get("/wp-json/wp/v2/posts?search=mine").json()[0]
    assert links(written["content"]["rendered"])[0] == absolute(new.path)
    assert written["excerpt"]["rendered"] == "<p>Mine</p>\n"


def test_texts_that_were_imported_before_show_them_too() -> None:
    kept = make_post("Old")
    assert links(shown("latest-posts")) == [kept.path]


def test_latest_posts_are_those_that_the_author_chose() -> None:
    quays, docks = make_category("Quays"), make_category("Docks")
    made = [
        make_post(title, at=moment(day), categories=[where])
        for title, day, where in (("B", "2020-01-01", quays), ("C", "2021-01-01", docks), ("A", "2022-01-01", quays))
    ]
    paths = [each.path for each in made]
    assert links(shown("latest-posts")) == [paths[2], paths[1], paths[0]]
    assert links(shown("latest-posts", '{"postsToShow":1}')) == [paths[2]]
    assert links(shown("latest-posts", '{"order":"asc"}')) == paths
    assert links(shown("latest-posts", '{"orderBy":"title","order":"asc"}')) == [paths[2], paths[0], paths[1]]
    only_quays = f'{{"categories":[{{"id":{quays.number}}}]}}'
    assert links(shown("latest-posts", only_quays)) == [paths[2], paths[0]]
    assert links(shown("latest-posts", f'{{"categories":"{docks.number}"}}')) == [paths[1]]
    both = f'{{"categories":[{{"id":{quays.number}}},{{"id":{docks.number}}}],"order":"asc","postsToShow":2}}'
    assert links(shown("latest-posts", both)) == paths[:2]


def test_latest_posts_give_nothing_hidden_away() -> None:
    make_post("Secret", body="<p>Inner words</p>", password="ebb")
    make_post("Private", is_private=True)
    text = shown("latest-posts", '{"displayPostContent":true,"displayPostDate":true,"displayAuthor":true}')
    assert "Protected: Secret" in text and "Inner words" not in text and "Private" not in text
    assert '<time datetime="2016-02-07T' in text


def test_latest_comments_are_named_by_who_wrote_them() -> None:
    on = make_post("Ebb & flow")
    said = make_comment(on, "Well said <b>there</b>.")
    make_comment(on, "Held.", status="held")
    text = shown("latest-comments")
    assert f'href="{on.path}#comment-{said.pk}">Ebb &amp; flow</a>' in text and "Held." not in text
    assert "Well said" in text and "Well said" not in shown("latest-comments", '{"displayExcerpt":false}')


def test_pages_stand_as_a_tree() -> None:
    above = make_page("Harbour")
    make_page("Berths", parent=above)
    make_page("Hidden", is_private=True)
    make_page("a quay")
    text = shown("page-list")
    assert links(text) == ["/a-quay/", "/harbour/", "/harbour/berths/"]
    assert "has-child" in text and text.count("<ul") == 2


def test_numbers_in_tags_stand_in_their_order() -> None:
    make_post("One", tags=[make_tag(name) for name in ("t10", "T2", "9", "Tides", "t2b")])
    names = re.findall(r">([^<]+)</a>", shown("tag-cloud"))
    assert names == ["9", "T2", "t2b", "t10", "Tides"]


def test_tags_categories_and_the_calendar_lead_to_their_listings() -> None:
    above = make_category("Quays")
    make_post("One", tags=[make_tag("Tides")], categories=[make_category("North", parent=above)])
    assert links(shown("tag-cloud")) == ["/tag/tides/"]
    assert links(shown("categories")) == ["/category/quays/north/", "/category/quays/"]
    assert links(shown("categories", '{"showOnlyTopLevel":true}')) == ["/category/quays/"]
    assert '<ul class="children">' in shown("categories", '{"showHierarchy":true}')
    assert links(shown("calendar")) == ["/2016/02/07/"]
    assert links(shown("archives", '{"type":"yearly"}')) == ["/2016/"]


def test_search_site_title_and_tagline_are_there() -> None:
    publication(name="Tide & Time", tagline="Since 1720")
    text = shown("search", '{"label":"Look \\"for\\"","showLabel":false,"buttonPosition":"no-button"}')
    assert 'action="/"' in text and 'name="s"' in text and "<button" not in text
    assert 'aria-label="Look &quot;for&quot;"' in text
    assert shown("site-title", '{"level":2}') == (
        '<h2 class="wp-block-site-title"><a href="/" rel="home">Tide &amp; Time</a></h2>'
    )
    assert shown("site-tagline") == '<p class="wp-block-site-tagline">Since 1720</p>'


@pytest.mark.parametrize(
    "choices",
    ["[]", "{", '{"postsToShow":-3}', '{"postsToShow":"x","categories":{"id":[]},"selectedAuthor":"1"}', "null",
     '{"postsToShow":1e999}', '{"categories":[{"id":99999999999999999999}]}', '{"selectedAuthor":1e30}',
     '{"selectedAuthor":-99999999999999999999}', '{"className":"\\"><script>alert(1)</script>","align":"<b>"}'],
)  # fmt: skip
def test_odd_choices_break_no_page(choices: str) -> None:
    make_post("One")
    for block in ("latest-posts", "archives", "categories", "tag-cloud", "latest-comments", "search", "site-title"):
        assert "<script" not in shown(block, choices)


def test_names_are_printed_as_text() -> None:
    make_post("One", categories=[make_category("A <i>&", slug="a")], tags=[make_tag("<b>T", slug="t")])
    for block in ("categories", "tag-cloud"):
        assert "<i>" not in shown(block) and "<b>" not in shown(block)


def test_a_text_full_of_blocks_costs_a_bounded_number_of_queries() -> None:
    make_post("One")
    mark = '<p class="wp-block-archives"><a href="/">Archives</a></p>'
    with CaptureQueriesContext(connection) as queries:
        with_living_blocks(mark * 500, Publication.objects.current())
    assert len(queries) <= MOST + 1


def test_latest_posts_cost_the_same_for_one_as_for_many() -> None:
    counts = []
    for more in (1, 20):
        for number in range(more):
            make_post(f"Post {more} {number}")
        with CaptureQueriesContext(connection) as queries:
            shown("latest-posts", '{"postsToShow":20,"displayAuthor":true,"displayPostContent":true}')
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_page_is_made_of_what_its_blocks_show() -> None:
    there = make_post("One")
    with collecting() as found:
        shown("latest-posts")
    assert {"posts", f"post:{there.pk}"} <= found.names
    with collecting() as found:
        shown("latest-comments")
    assert "comments" in found.names


def test_a_menu_without_links_of_its_own_is_the_list_of_pages(client: Client, tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, page(7, slug="all", content="<!-- wp:navigation /-->")))
    text = client.get("/all/").content.decode()
    assert '<nav class="wp-block-navigation"><ul class="wp-block-page-list">' in text


def test_an_import_tells_of_blocks_that_only_a_link_stands_for(tmp_path: Path) -> None:
    report = bring_in(export_file(tmp_path, post(1, content='<!-- wp:rss {"feedURL":"https://x.example/"} /-->')))
    assert only_links(report)


def test_readers_elsewhere_get_whole_addresses(client: Client, settings: Any) -> None:
    settings.PUBLIC_URL = "https://digest.example"
    html = '<a href="/b/">href="/c/"</a><img src="//d.example/e.png" srcset="/f.png 1x, /g.png 2x"><a href="#h">i</a>'
    assert with_whole_addresses(html) == (
        '<a href="https://digest.example/b/">href="/c/"</a><img src="//d.example/e.png" '
        'srcset="https://digest.example/f.png 1x, https://digest.example/g.png 2x"><a href="#h">i</a>'
    )
    make_post("Tides", at="2026-03-01 09:00")
    make_post("Links", body='<p><a href="/2026/03/01/tides/">there</a></p>', at="2026-03-02 09:00")
    link = "https://digest.example/2026/03/01/tides/"
    assert f'<a href="{link}">there</a>' in client.get("/feed/").content.decode()
    rendered = client.get("/wp-json/wp/v2/posts?per_page=1").json()[0]["content"]["rendered"]
    assert f'<a href="{link}">there</a>' in rendered
