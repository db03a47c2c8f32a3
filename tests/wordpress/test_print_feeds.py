"""Feeds of what came from WordPress: the texts letter by letter as they were there."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from coranto.comments.models import Comment
from coranto.posts.models import Post
from coranto.wordpress.wxr.records import Meta
from tests import world
from tests.feeds.reading import document
from tests.wordpress.importing import BASE, bring_in, export_file, metas, page, post, remark
from tests.wordpress.rest_asking import ask

pytestmark = pytest.mark.django_db
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
RDF_ITEM = "{http://purl.org/rss/1.0/}item"
BLOCKS = (
    "<!-- wp:paragraph -->\n<p>The <em>tide</em> table's words</p>\n<!-- /wp:paragraph -->\n\n"
    '<!-- wp:image -->\n<figure class="wp-block-image"><img src="/boat.png" alt=""/>'
    "<figcaption>A caption</figcaption></figure>\n<!-- /wp:image -->"
)


def test_a_text_of_blocks_is_printed_as_it_was_there(client: Client, tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, post(1, content=BLOCKS)))
    item = document(client, "/feed/").find("channel/item")
    assert item is not None
    assert '<p class="wp-block-paragraph">The <em>tide</em> table&#8217;s words</p>' in str(item.findtext(CONTENT))
    assert item.findtext("description") == "The tide table&#8217;s words"


def test_what_was_edited_here_is_printed_as_it_is_here(client: Client, tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, post(1, content=BLOCKS)))
    later = datetime.datetime(2026, 11, 28, tzinfo=datetime.UTC)
    Post.objects.filter(number=1).update(body_html="<p>New words</p>", modified_at=later)
    item = document(client, "/feed/").find("channel/item")
    assert item is not None and item.findtext(CONTENT) == "<p>New words</p>"


def test_only_the_first_page_is_given_with_the_place_of_the_mark(client: Client, tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, post(7, content="One<!--more Go on-->two\n<!--nextpage-->\nthree")))
    item = document(client, "/feed/").find("channel/item")
    assert item is not None and item.findtext(CONTENT) == '<p>One<span id="more-7"></span>two</p>\n'


def test_files_that_were_named_for_feeds_are_enclosed(client: Client, tmp_path: Path) -> None:
    fields = (
        Meta("enclosure", f"{BASE}/wp-content/uploads/tide.mp3\n30432\naudio/mpeg\n"),
        Meta("enclosure", "no address"),
    )
    bring_in(export_file(tmp_path, post(1, meta=fields)))
    enclosed = document(client, "/feed/").findall("channel/item/enclosure")
    assert [dict(each.attrib) for each in enclosed] == [
        {"url": f"{BASE}/wp-content/uploads/tide.mp3", "length": "30432", "type": "audio/mpeg"}
    ]


def test_a_protected_post_shows_the_form(client: Client, tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, post(1, password="ebb", content="Hidden words", meta=(Meta("enclosure", "x"),))))
    item = document(client, "/feed/").find("channel/item")
    assert item is not None
    text = str(item.findtext(CONTENT))
    assert 'name="post_password"' in text and "action=postpass" in text and "Hidden" not in text


def test_rdf_after_a_page_holds_the_page(client: Client, tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, page(3, slug="about", title="About", content="Who we are.")))
    items = document(client, "/about/feed/rdf/").findall(RDF_ITEM)
    assert [item.findtext(CONTENT) for item in items] == ["<p>Who we are.</p>\n"]


def test_the_name_of_a_ping_is_spelled_as_it_was_sent(client: Client, tmp_path: Path) -> None:
    ping = remark(5, author="Tides &#171; What&#8217;s on", raw_kind="pingback", kind="pingback")
    bring_in(export_file(tmp_path, post(1, comments=(ping,))))
    assert Comment.objects.get().name == "Tides « What’s on"
    item = document(client, "/comments/feed/").find("channel/item")
    assert item is not None and item.findtext(CREATOR) == "Tides &#171; What&#8217;s on"
    assert client.get("/wp-json/wp/v2/comments/5").json()["author_name"] == "Tides &#171; What&#8217;s on"


def test_the_feed_of_a_search_holds_pages_too(client: Client) -> None:
    world.make_post("Tide tables", at="2026-03-01 09:00", body="<p>Of the harbour.</p>")
    moment = world.moment("2026-02-01 09:00")
    world.make_page(slug="tides", title="Tides", body="<p>The harbour.</p>", posted_at=moment, comments_open=True)
    world.make_page(slug="secret", title="Secret tides", body="<p>The harbour.</p>", password="ebb")
    world.make_page(slug="draft", title="Draft tides", body="<p>The harbour.</p>", live=False)
    for address in ("/search/harbour/feed/", "/?s=harbour&feed=rss2"):
        feed = client.get(address).content.decode()
        assert feed.count("<item>") == 2 and feed.index("Tide tables") < feed.index("<title>Tides</title>")
        assert "Secret" not in feed and "Draft" not in feed
        assert "/tides/#respond</comments>" in feed and "/tides/feed/</wfw:commentRss>" in feed


def test_footnotes_stand_in_feeds_and_over_rest_where_the_text_is_open(client: Client, tmp_path: Path) -> None:
    notes = '[{"id":"a1","content":"There &amp; then"}]'
    raw = "<!-- wp:paragraph --><p>Cited.</p><!-- /wp:paragraph --><!-- wp:footnotes /-->"
    fields: dict[str, Any] = {"content": raw, "meta": metas(footnotes=notes)}
    bring_in(export_file(tmp_path, post(1, **fields), post(2, password="ebb", **fields), page(3, **fields)))
    item = document(client, "/feed/").find("channel/item[title='Post 1']")
    assert item is not None and '<li id="a1">There &amp; then <a href="#a1-link"' in str(item.findtext(CONTENT))
    for path in ("posts/1", "pages/3", "posts/2?password=ebb"):
        shown = ask(client, path)
        assert shown["meta"] == {"footnotes": notes}
        assert "There &amp; then" in shown["content"]["rendered"]
    locked = ask(client, "posts/2")
    assert (locked["meta"], locked["content"]["rendered"]) == ({"footnotes": ""}, "")
