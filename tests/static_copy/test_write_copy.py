"""The public site becomes files that a plain web server serves at the same addresses."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from wagtail.contrib.redirects.models import Redirect

from coranto.core.errors import PlainError
from coranto.posts.actions import settle_permalink
from coranto.posts.models import Post
from tests.static_copy.copying import AT, contents, copy, fetched, live, served
from tests.world import (
    make_attachment,
    make_category,
    make_comment,
    make_draft,
    make_page,
    make_post,
    make_source,
    make_tag,
    publication,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("without_search")]
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
POST = "/2016/02/07/%c3%a9t%c3%a9/"
LISTED = [
    *("/page/2/", "/2016/", "/2016/02/", "/2016/02/03/", "/category/harbours/page/3/", "/tag/tides/", "/about/"),
    *("/author/ada-quill/", "/source/the-harbour-courier/", "/archives/", "/source/"),
    *(f"{POST}2/", f"{POST}comment-page-1/", f"{POST}comment-page-2/"),
]
FEEDS = {
    "/feed/": "feed/index.xml",
    "/feed/atom/": "feed/atom/index.xml",
    "/feed/rdf/": "feed/rdf/index.xml",
    "/feed/json/": "feed/json/index.json",
    "/comments/feed/": "comments/feed/index.xml",
    "/category/harbours/feed/": "category/harbours/feed/index.xml",
    "/rss/": "rss/index.xml",
    f"{POST}feed/": "2016/02/07/été/feed/index.xml",
    f"{POST}feed/atom/": "2016/02/07/été/feed/atom/index.xml",
}
FILE_LINK = re.compile(r'(?:href|src)="(/[^"#?]*)')


def fill() -> Post:
    """A site with something of every kind; gives the post with comments and two pages of text."""
    publication(posts_per_page=2, page_comments=True, comments_per_page=2)
    category, tag, source = make_category(), make_tag(), make_source()
    for day in range(1, 6):
        make_post(f"Tide {day}", at=f"2016-02-0{day}", categories=[category], tags=[tag], source=source)
    text = "<p>One.</p><!--nextpage--><p>Two.</p>"
    post = make_post("Été", slug="été", body=text, categories=[category], tags=[tag], source=source)
    for number in range(5):
        make_comment(post, f"Remark {number}", at=f"2016-02-08 12:0{number}")
    make_page("About us", slug="about")
    return post


def text_of(folder: Path, path: str) -> str:
    """A page of the copy."""
    return (folder / path.strip("/") / "index.html").read_text()


def test_every_address_of_the_sitemaps_is_served(tmp_path: Path) -> None:
    fill()
    assert not copy(tmp_path).broken
    with served(tmp_path) as url:
        index = ElementTree.fromstring(fetched(f"{url}/wp-sitemap.xml"))
        parts = [str(loc.text).removeprefix("http://digest.example") for loc in index.iter(LOC)]
        paths = [
            str(loc.text).removeprefix("http://digest.example")
            for part in parts
            for loc in ElementTree.fromstring(fetched(url + part)).iter(LOC)
        ]
        assert len(paths) > 10
        for path in paths:
            title = re.search(rb"<title>.*?</title>", live(path))
            assert title and title[0] in fetched(url + path), path


@pytest.mark.parametrize("path", LISTED)
def test_listings_pages_of_texts_and_of_comments_are_served(path: str, tmp_path: Path) -> None:
    fill()
    copy(tmp_path)
    with served(tmp_path) as url:
        kept, shown = fetched(url + path).decode(), live(path).decode()
    for mark in (r"<title>.*?</title>", r'id="post-\d+"', r'id="comment-\d+"', r'<link rel="canonical"[^>]*>'):
        assert re.findall(mark, kept) == re.findall(mark, shown), mark


@pytest.mark.parametrize(("path", "name"), FEEDS.items())
def test_feeds_are_the_same_under_both_names(path: str, name: str, tmp_path: Path) -> None:
    fill()
    copy(tmp_path)
    proper = (tmp_path / name).read_bytes()
    with served(tmp_path) as url:
        assert fetched(url + path) == proper
    assert proper == live("/feed/" if path == "/rss/" else path)


def test_files_for_machines_keep_their_names(tmp_path: Path) -> None:
    fill()
    copy(tmp_path)
    for path in ("/robots.txt", "/wp-sitemap.xml", "/news-sitemap.xml", "/wp-sitemap-posts-post-1.xml"):
        assert (tmp_path / path[1:]).read_bytes() == live(path)
    assert (tmp_path / "sitemap.xml").read_bytes() == live("/wp-sitemap.xml")
    not_found = (tmp_path / "404.html").read_text()
    assert "Nothing is at this address" in not_found


def test_every_file_that_a_page_loads_is_there(tmp_path: Path) -> None:
    fill()
    copy(tmp_path)
    loaded = {link for page in tmp_path.rglob("*.html") for link in FILE_LINK.findall(page.read_text())}
    assert "/static/theme/site.css" in loaded
    with served(tmp_path) as url:
        for link in loaded:
            assert fetched(url + link), link
    assert list((tmp_path / "static/theme/fonts").glob("*.woff2"))


def test_nothing_that_the_public_may_not_see_is_anywhere(tmp_path: Path) -> None:
    post = fill()
    make_draft("Secretdraft", body="<p>secretdraft</p>")
    make_post("Secretprivate", body="<p>secretprivate</p>", is_private=True)
    make_post("Tomorrow", at="2036-01-01", body="<p>secretfuture</p>", slug="secretfuture")
    make_post("Guarded", password="sesame", body="<p>secretguarded</p>", excerpt="secretguarded")
    make_page("Secretpage", is_private=True, body="<p>secretpage</p>")
    make_comment(post, "secretheld", status="held")
    make_comment(post, "secretspam", status="spam")
    make_comment(post, "secretremoved", removed_at=AT)
    make_attachment("secretfile", parent=make_draft("Another"))
    copied = copy(tmp_path)
    assert not copied.failed
    everything = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(b"Guarded" in path.read_bytes() for path in everything)
    for word in (b"secret", b"tom@reader.example", b"sesame"):
        assert not [path for path in everything if word in path.read_bytes().lower()], word
    assert not [path for path in everything if "secret" in str(path.relative_to(tmp_path))]


def test_what_only_the_live_site_can_do_is_left_out(tmp_path: Path) -> None:
    post = fill()
    guarded = make_post("Guarded", password="sesame")
    copy(tmp_path)
    page = text_of(tmp_path, "2016/02/07/été")
    assert "New comments cannot be written in this copy of the site." in page
    assert "This text is protected by a password and is not part of this copy." in text_of(tmp_path, guarded.path)
    assert 'id="comment-' in page
    for path in tmp_path.rglob("*.html"):
        text = path.read_text()
        for word in (
            "<form",
            "replytocom",
            "/wp-json",
            "xmlrpc.php",
            "shortlink",
            "/desk/",
            "data-hx-get",
            "comments.js",
        ):
            assert word not in text, f"{word} in {path}"
    assert f"?p={post.number}" not in page


def test_an_address_with_a_number_is_led_to_the_post(tmp_path: Path) -> None:
    post = fill()
    links = f'<a href="/?p={post.number}">a</a> <a href="http://digest.example/?p={post.number}#x">b</a>'
    other = make_post("Links", body=f"<p>{links} <a href='/?s=tide'>c</a></p>")
    copy(tmp_path)
    page = text_of(tmp_path, other.path)
    assert page.count('href="/2016/02/07/%c3%a9t%c3%a9/"') >= 2
    assert f"?p={post.number}" not in page
    assert f'{post.number} "{post.path}";' in (tmp_path / ".coranto-static/numbers.map").read_text()


def test_former_addresses_lead_on(tmp_path: Path) -> None:
    post = fill()
    Redirect.objects.create(old_path="/shop", redirect_link="https://shop.example/a?b=$1", is_permanent=True)
    former, post.slug = post.path, "summer"
    post.save()
    settle_permalink(post=post, at=AT)
    post.refresh_from_db()
    copy(tmp_path)
    page = text_of(tmp_path, "2016/02/07/été")
    assert f'content="0; url={post.path}"' in page
    assert f'<link rel="canonical" href="http://digest.example{post.path}">' in page
    assert 'url=https://shop.example/a?b=$1"' in text_of(tmp_path, "shop")
    assert f"{former} {post.path} 301\n" in (tmp_path / "_redirects").read_text()
    lines = (tmp_path / ".coranto-static/redirects.map").read_text()
    assert f'"/2016/02/07/été/" "{post.path}";\n' in lines
    assert '"/shop" "https://shop.example/a?b=%241";\n' in lines


def test_links_that_lead_nowhere_are_named(tmp_path: Path) -> None:
    fill()
    other = make_post(
        "Links", body='<p><a href="/nowhere/?x=1">a</a> <img src="/wp-content/uploads/gone.png" alt=""></p>'
    )
    broken = copy(tmp_path).broken
    assert {(row.path, row.found_on) for row in broken} == {
        ("/nowhere/", other.path),
        ("/wp-content/uploads/gone.png", other.path),
    }


def test_uploads_come_along_in_the_sizes_that_pages_use(tmp_path: Path) -> None:
    from tests.media.test_serve_files import picture

    default_storage.save("uploads/2016/02/boat.png", ContentFile(picture(file_format="PNG")))
    default_storage.save("uploads/2016/02/unused.png", ContentFile(picture(file_format="PNG")))
    folder = "/wp-content/uploads/2016/02"
    image = f'<img src="{folder}/boat-300x225.png" srcset="{folder}/boat.png 2x" alt="">'
    make_post("Boat", body=f"<p>{image}</p>")
    assert not copy(tmp_path).broken
    assert sorted(path.name for path in (tmp_path / "wp-content/uploads/2016/02").iterdir()) == [
        "boat-300x225.png",
        "boat.png",
    ]
    assert copy(tmp_path).changed == 0


def test_addresses_without_a_slash_at_the_end_are_served(tmp_path: Path) -> None:
    publication(permalink_structure="/%year%/%postname%.html")
    post = make_post("A tide", slug="a-tide")
    assert post.path == "/2016/a-tide.html"
    assert not copy(tmp_path).broken
    with served(tmp_path) as url:
        assert b"The tide came in." in fetched(url + post.path)
        assert fetched(f"{url}{post.path}/feed") == live(f"{post.path}/feed")


def test_an_error_of_the_site_removes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill()
    copy(tmp_path)

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("out")

    with monkeypatch.context() as patch:
        patch.setattr("coranto.publication.views.absolute", fail)
        copied = copy(tmp_path)
    assert [row.path for row in copied.failed] == ["/robots.txt"]
    assert copied.removed == 0
    assert (tmp_path / "robots.txt").exists()


def test_the_home_cannot_be_published(tmp_path: Path, settings: object) -> None:
    settings.HOME = tmp_path / "site" / "home"  # type: ignore[attr-defined]  # the fixture takes any setting
    (tmp_path / "site").mkdir()
    with pytest.raises(PlainError, match="holds the site's home"):
        copy(tmp_path / "site")
    assert contents(tmp_path) == {}
