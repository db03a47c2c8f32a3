"""Feeds of posts: what WordPress's have, in its order, and where each post came from."""

import json
from html import unescape

import feedparser
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree
from pytest_django import DjangoAssertNumQueries

from coranto.posts.models import Attribution, Post
from tests.feeds.reading import document, feed
from tests.world import (
    make_attribution,
    make_author,
    make_category,
    make_comment,
    make_page,
    make_post,
    make_source,
    make_tag,
    publication,
)

pytestmark = pytest.mark.django_db


def test_an_rss_item_has_wordpress_elements_in_wordpress_order(client: Client) -> None:
    post = make_post(
        "Tide & “time”",
        categories=[make_category()],
        tags=[make_tag()],
        author=make_author(),
        source=make_source(url="https://harbour.example/"),
    )
    item = document(client, "/feed/").find("channel/item")
    assert item is not None
    names = [etree.QName(child).localname for child in item]
    assert names == [
        *("title", "link", "comments", "creator", "pubDate", "category", "category", "guid", "description", "encoded"),
        *("commentRss", "comments", "source"),
    ]
    assert item.findtext("link") == f"http://digest.example{post.path}"
    assert item.findtext("pubDate") == "Sun, 07 Feb 2016 12:00:00 +0000"
    source = item.find("source")
    assert source is not None and (source.text, source.get("url")) == (
        "The Harbour Courier",
        "https://harbour.example/",
    )


@pytest.mark.parametrize(("pattern", "path"), [("/%year%/%postname%/", "/feed/atom/"), ("/%post_id%", "/feed/atom")])
def test_an_entry_leads_to_the_feed_of_its_comments(client: Client, pattern: str, path: str) -> None:
    publication(permalink_structure=pattern)
    make_post()
    links = [link for link in feed(client, path).entries[0].links if link.rel == "replies"]
    address = next(link.href for link in links if link.type == "application/atom+xml")
    assert client.get(address.removeprefix("http://digest.example")).status_code == 200


@pytest.mark.parametrize(
    "path", ["/category//harbours/feed/", "/search/a//b/feed/", "/search//a/feed/rss2/", "/search//a/rss2/"]
)
def test_doubled_slashes_lead_to_a_feed(client: Client, path: str) -> None:
    make_post(categories=[make_category("Harbours")])
    assert client.get(f"http://testserver{path}", follow=True).status_code == 200


@pytest.mark.parametrize("kind", ["", "atom/", "rdf/"])
def test_every_format_is_read_by_a_real_reader(kind: str, client: Client) -> None:
    make_post("Eels & <em>ladders</em>", body="<p>First ]]> text</p>", author=make_author(), source=make_source())
    parsed = feed(client, f"/feed/{kind}")
    entry = parsed.entries[0]
    assert unescape(entry.title) == "Eels & ladders"
    assert "First ]]" in entry.content[0].value
    assert entry.author == "Ada Quill"


def test_a_post_of_nobody_is_the_sites_in_atom_which_wants_an_author(client: Client) -> None:
    publication(name="The Digest")
    post = make_post("Of nobody")
    post.bylines.all().delete()
    Post.objects.filter(pk=post.pk).update(author=None)
    assert feed(client, "/feed/atom/").entries[0].author == "The Digest"


def test_a_guid_that_was_imported_stays(client: Client) -> None:
    make_post(guid="http://old.example/?p=17")
    assert feed(client, "/feed/").entries[0].id == "http://old.example/?p=17"
    assert feed(client, "/feed/atom/").entries[0].id == "http://old.example/?p=17"


def test_json_feed_tells_the_whole_chain(client: Client) -> None:
    post = make_post(body="<p>Text</p>")
    make_attribution(
        post, make_source("The Harbour Courier"), relation=Attribution.Relation.QUOTED, original_date="2016-02"
    )
    make_attribution(post, make_source("Meridian Wire"), order=1, relation=Attribution.Relation.VIA)
    document = json.loads(client.get("/feed/json/").content)
    assert document["version"] == "https://jsonfeed.org/version/1.1"
    chain = document["items"][0]["_attribution"]
    assert [(link["source"], link["relation"]) for link in chain] == [
        ("The Harbour Courier", "quoted"),
        ("Meridian Wire", "via"),
    ]
    assert chain[0]["date"] == "2016-02"


def test_excerpts_only_when_the_owner_wants_it(client: Client) -> None:
    publication(feed_text="excerpt")
    make_post("Tides & eels", body="<p>" + "word " * 80 + "</p>")
    entry = feed(client, "/feed/").entries[0]
    assert "content" not in entry
    assert entry.summary.count("word ") == 54 and "word&#8230; <a" in entry.summary
    assert entry.summary.endswith('Continue reading <span class="screen-reader-text">Tides &#038; eels</span></a>')


def test_what_would_harm_in_an_excerpt_or_a_website_is_left_out(client: Client) -> None:
    author = make_author("Ada Quill", url="javascript:alert(1)")
    make_post("Tides", author=author, excerpt="<em>Ebb</em> <img src=x onerror=1><script>3</script>")
    for path in ("/feed/", "/feed/atom/", "/feed/rdf/", "/feed/json/"):
        content = client.get(path).content.decode()
        assert "Ebb" in content and "onerror" not in content and "script" not in content.replace("description", "")
    Post.objects.update(excerpt='<b class="x">Ebb</b> &amp; flow')
    assert '<b class="x">Ebb</b> &#38; flow' in client.get("/feed/").content.decode()


@pytest.mark.parametrize(
    "fields", [{"live": False}, {"is_private": True}, {"at": "2999-01-01"}], ids=["draft", "private", "future"]
)
def test_what_the_public_may_not_see_is_in_no_feed(fields: dict[str, object], client: Client) -> None:
    make_post("Secret", categories=[make_category()], **fields)  # type: ignore[arg-type]
    for path in ("/feed/", "/feed/atom/", "/feed/json/", "/category/harbours/feed/", "/wp-sitemap-posts-post-1.xml"):
        assert b"ecret" not in client.get(path).content


def test_a_protected_post_gives_away_only_its_title(client: Client) -> None:
    make_post("Locked", body="<p>hidden words</p>", password="tide")
    for path in ("/feed/", "/feed/atom/", "/feed/rdf/", "/feed/json/"):
        content = client.get(path).content
        assert b"Protected: Locked" in content and b"hidden" not in content


def test_each_listing_has_its_feed(client: Client) -> None:
    coast = make_category("Coast")
    make_post("Here", categories=[coast], tags=[make_tag()], author=make_author(), source=make_source())
    make_post("Elsewhere", at="2015-03-01", author=make_author("Bo Scribe"))
    for path in (
        "category/coast",
        "tag/tides",
        "author/ada-quill",
        "source/the-harbour-courier",
        "2016",
        "2016/02",
        "2016/02/07",
    ):
        assert [entry.title for entry in feed(client, f"/{path}/feed/").entries] == ["Here"], path


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        ("/2016/02/07/here/rss/", "/2016/02/07/here/feed/"),
        ("/2016/02/07/here/atom", "/2016/02/07/here/feed/atom/"),
        ("/category/coast/rss2/", "/category/coast/feed/"),
        ("/2016/02/rdf/", "/2016/02/feed/rdf/"),
        ("/about/atom/", "/about/feed/atom/"),
        ("/category/coast/comments/feed/", "/category/coast/feed/"),
        ("/category/coast/feed/?feed=atom&x=1", "/category/coast/feed/atom/?x=1"),
        ("/comments/feed/atom", "/comments/feed/atom/"),
        ("/comments/feed/rss2/", "/comments/feed/"),
        ("/index.php/category/coast/feed/", "/category/coast/feed/"),
        ("/index.php/comments/feed/atom/", "/comments/feed/atom/"),
        ("//feed/", "/feed/"),
        ("//robots.txt", "/robots.txt"),
        ("/robots.txt/", "/robots.txt"),
        ("/wp-sitemap-posts-post-1.xml/", "/wp-sitemap-posts-post-1.xml"),
        ("/index.php/wp-sitemap.xml", "/wp-sitemap.xml"),
    ],
)
def test_old_spellings_lead_to_the_feed_or_file(asked: str, path: str, client: Client) -> None:
    make_post("Here", at="2016-02-07", categories=[make_category("Coast")])
    make_page("About")
    path_asked, _mark, query = asked.partition("?")
    answer = client.generic("GET", "/", PATH_INFO=path_asked, QUERY_STRING=query)
    assert answer.status_code == 301
    assert answer["Location"].removeprefix("http://digest.example") == path


def test_the_front_file_is_left_out_below_a_front_of_posts_too(client: Client) -> None:
    publication(permalink_structure="/blog/%year%/%postname%/")
    answer = client.get("/index.php/2012/feed/")
    assert (answer.status_code, answer["Location"]) == (301, "http://digest.example/2012/feed/")


@pytest.mark.parametrize("asked", ["/nothing/rss/", "/category/rss/", "/category/feed/", "/author/feed/"])
def test_what_is_not_there_has_no_feed_by_an_old_name(asked: str, client: Client) -> None:
    assert client.get(asked).status_code == 404


def test_a_post_instead_of_its_comments(client: Client) -> None:
    post = make_post("Here", at="2016-02-07")
    make_comment(post, "Said below.")
    (entry,) = feed(client, f"{post.path}feed/?withoutcomments=1").entries
    assert entry.title == "Here"
    assert [each.title for each in feed(client, f"{post.path}feed/").entries] != ["Here"]


@pytest.mark.parametrize(
    "address", ["/feed/?s=eel", "/search/eel/feed/", "/?s=eel&feed=rss2", "/search/eel/feed/rss2/"]
)
def test_a_search_has_a_feed(address: str, client: Client) -> None:
    make_post("An eel", at="2016-02-01")
    make_post("Fog", at="2016-02-02")
    make_post("Eels again", at="2016-02-03")
    make_post("A hidden eel", is_private=True)
    parsed = feedparser.parse(client.get(address, follow=True).content)
    assert [entry.title for entry in parsed.entries] == ["Eels again", "An eel"]
    assert parsed.feed.title == "Search Results for “eel” – A new weblog"


def test_a_search_without_a_find_has_an_empty_feed(client: Client) -> None:
    make_post("Fog")
    assert not feed(client, "/feed/?s=eel").entries
    assert client.get("/feed/?s=eel&paged=2").status_code == 404


def test_feeds_have_pages(client: Client) -> None:
    publication(posts_per_feed=2)
    for day in (1, 2, 3):
        make_post(f"Day {day}", at=f"2016-02-0{day}")
    assert [entry.title for entry in feed(client, "/feed/?paged=2").entries] == ["Day 1"]
    assert client.get("/feed/?paged=3").status_code == 404
    assert client.get(f"/feed/?paged={'9' * 5_000}").status_code == 404


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("/feed", "/feed/"),
        ("/feed/rss2/", "/feed/"),
        ("/feed/rss/", "/feed/"),
        ("/2016/feed", "/2016/feed/"),
        ("/feed?x=1", "/feed/?x=1"),
    ],
)
def test_other_spellings_lead_to_the_proper_one(asked: str, leads_to: str, client: Client) -> None:
    make_post()
    response = client.get(asked)
    assert (response.status_code, response.headers["Location"]) == (301, f"http://digest.example{leads_to}")


def test_a_reader_that_has_it_all_gets_304(client: Client) -> None:
    make_post()
    first = client.get("/feed/")
    tag, modified = first["ETag"], first["Last-Modified"]
    assert client.get("/feed/", headers={"if-none-match": tag}).status_code == 304
    assert client.get("/feed/", headers={"if-modified-since": modified}).status_code == 304
    make_post("Newer", at="2016-03-01")
    assert client.get("/feed/", headers={"if-none-match": tag}).status_code == 200


def test_control_characters_do_not_break_the_document(client: Client) -> None:
    nul = "\x00" if connection.vendor == "sqlite" else ""  # PostgreSQL holds none
    make_post("Bell \x07 and \ufffe", body=f"<p>form \x0c feed {nul}</p>")
    assert feed(client, "/feed/").entries[0].title.startswith("Bell")
    assert feed(client, "/feed/atom/").entries


def test_the_feed_of_what_is_not_there_is_empty(client: Client) -> None:
    make_post("Tides")
    for path, title in (("/no/such/thing/", "Comments on:"), ("/category/nonsense/", publication().name)):
        answer = client.get(f"{path}feed/")
        assert answer.status_code == 200 and b"<item>" not in answer.content
        assert f"<title>{title}" in answer.content.decode()


def test_unknown_formats_are_refused(client: Client) -> None:
    assert client.get("/feed/nonsense/").status_code == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("path", ["/", "/feed/", "/wp-sitemap.xml", "/no/such/thing/"])
def test_other_methods_are_answered_as_get_is(path: str, method: str) -> None:
    post, client = make_post("Tides"), Client(enforce_csrf_checks=True)
    read, other = client.get(path), client.generic(method, path, "a=1")
    assert other.status_code == read.status_code and len(other.content) == len(read.content)
    assert Post.objects.get() == post


def test_twice_the_posts_cost_the_same_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    publication(posts_per_feed=50)
    for _ in range(3):
        make_post(categories=[make_category(f"c{_}")], tags=[make_tag(f"t{_}")], source=make_source())
    client.get("/feed/")
    with CaptureQueriesContext(connection) as few:
        client.get("/feed/")
    cost = len(few.captured_queries)
    for _ in range(3, 9):
        make_post(categories=[make_category(f"c{_}")], tags=[make_tag(f"t{_}")], source=make_source())
    client.get("/feed/")  # new terms change the publication's stamp, so the next answer reads it anew
    with django_assert_num_queries(cost):
        client.get("/feed/")
