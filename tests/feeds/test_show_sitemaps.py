"""Sitemaps: every public address, nothing else, in parts."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from coranto.feeds import sitemaps
from coranto.posts.models import Post
from tests.feeds.reading import document
from tests.world import make_author, make_category, make_page, make_post, make_source, make_tag, publication

pytestmark = pytest.mark.django_db
LOC = f".//{{{sitemaps.SITEMAP}}}loc"


def addresses(client: Client, path: str) -> list[str]:
    """The addresses in a sitemap, without the host."""
    return [
        (element.text or "").removeprefix("http://digest.example") for element in document(client, path).iterfind(LOC)
    ]


def test_the_index_names_parts_that_hold_every_public_address(client: Client) -> None:
    post = make_post(categories=[make_category()], tags=[make_tag()], author=make_author(), source=make_source())
    make_page("About", slug="about")
    make_post("Hidden", is_private=True)
    found = [address for part in addresses(client, "/wp-sitemap.xml") for address in addresses(client, part)]
    assert sorted(found) == sorted(
        [
            "/",
            "/about/",
            post.path,
            "/category/harbours/",
            "/tag/tides/",
            "/author/ada-quill/",
            "/source/the-harbour-courier/",
        ]
    )
    assert [client.get(address).status_code for address in found] == [200] * len(found)


def test_a_part_holds_a_bounded_number(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "PART", 2)
    for day in range(1, 6):
        make_post(f"Day {day}", at=f"2016-02-0{day}")
    parts = [part for part in addresses(client, "/wp-sitemap.xml") if "posts-post" in part]
    assert [len(addresses(client, part)) for part in parts] == [2, 2, 1]
    assert client.get("/wp-sitemap-posts-post-4.xml").status_code == 404


def test_posts_of_one_moment_are_each_in_one_part(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "PART", 2)
    posts = [make_post(f"Number {number}", at="2016-02-05") for number in range(3)]
    posts += [make_post("Earlier", at="2016-02-04"), make_post("Later", at="2016-02-06")]
    parts = [f"/wp-sitemap-posts-post-{number}.xml" for number in (1, 2, 3)]
    wanted = sorted(posts, key=lambda post: (post.posted_at, post.pk))
    assert [path for part in parts for path in addresses(client, part)] == [post.path for post in wanted]


def test_a_part_says_where_a_post_is_and_when_it_was_changed(client: Client, settings: Any) -> None:
    one, other = make_post("One", at="2016-02-04"), make_post("Other", at="2016-02-05")
    changed_at = datetime.datetime(2016, 2, 7, 23, 40, 5, 678_000, datetime.timezone(datetime.timedelta(hours=-3)))
    Post.objects.filter(pk=one.pk).update(path="/a-<&>-é/", modified_at=changed_at)
    Post.objects.filter(pk=other.pk).update(modified_at=changed_at.replace(microsecond=0))
    told = "<lastmod>2016-02-08T02:40:05Z</lastmod>"
    assert client.get("/wp-sitemap-posts-post-1.xml").content.decode() == (
        "<?xml version='1.0' encoding='UTF-8'?>\n"
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"  <url>\n    <loc>{settings.PUBLIC_URL}/a-&lt;&amp;&gt;-é/</loc>\n    {told}\n  </url>\n"
        f"  <url>\n    <loc>{settings.PUBLIC_URL}{other.path}</loc>\n    {told}\n  </url>\n"
        "</urlset>\n"
    )


def test_the_news_sitemap_holds_the_last_two_days(client: Client) -> None:
    make_post("Old")
    fresh = make_post("Fresh & new", at=timezone.now())
    assert addresses(client, "/news-sitemap.xml") == [fresh.path]


def test_a_site_that_hides_from_search_engines_has_no_sitemap(client: Client) -> None:
    make_post()
    publication(search_engines=False)
    assert client.get("/wp-sitemap.xml").status_code == 404


def test_unknown_parts_are_404(client: Client) -> None:
    for path in ("/wp-sitemap-nonsense-1.xml", "/wp-sitemap-posts-post-99999.xml", "/wp-sitemap-posts-post-0.xml"):
        assert client.get(path).status_code == 404
    assert client.get("/sitemap.xml").headers["Location"] == "/wp-sitemap.xml"


def test_post_formats_that_posts_have_are_listed(client: Client) -> None:
    make_post("Plain")
    make_post("Aside", format="aside")
    assert "/wp-sitemap-taxonomies-post_format-1.xml" in addresses(client, "/wp-sitemap.xml")
    assert addresses(client, "/wp-sitemap-taxonomies-post_format-1.xml") == ["/type/aside/"]
