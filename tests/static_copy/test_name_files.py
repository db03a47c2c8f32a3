"""Which file answers which address, and which addresses are left to the live site."""

import pytest

from coranto.static_copy.addresses import NoFileName, OwnAddresses, Target, file_names, one_spelling
from coranto.static_copy.markup import read_tokens
from coranto.static_copy.pages import PageEditor, css_links

HTML, RSS = "text/html; charset=utf-8", "application/rss+xml; charset=UTF-8"
NAMELESS = ["/../x/", "/%2e%2e/x/", "/a/./b", "/a%5cb/", "/a%00b/", "/a%0ab", "/%ff/", "/" + "a" * 256 + "/"]
NAMELESS.append("/.coranto-static/manifest.sqlite3")
OWN = OwnAddresses("http://digest.example")


@pytest.mark.parametrize(
    ("path", "kind", "names"),
    [
        ("/", HTML, ("index.html",)),
        ("/a/b/", HTML, ("a/b/index.html",)),
        ("/a.html", HTML, ("a.html/index.html",)),
        ("/%d0%bf/", HTML, ("п/index.html",)),
        ("/feed/", RSS, ("feed/index.xml", "feed/index.html")),
        ("/feed/json/", "application/feed+json", ("feed/json/index.json", "feed/json/index.html")),
        ("/robots.txt", "text/plain", ("robots.txt",)),
        ("/wp-content/uploads/a%20b.png", "image/png", ("wp-content/uploads/a b.png",)),
    ],
)
def test_an_address_has_its_files(path: str, kind: str, names: tuple[str, ...]) -> None:
    assert file_names(path, kind) == names


@pytest.mark.parametrize("path", NAMELESS)
def test_names_that_no_file_can_have_are_refused(path: str) -> None:
    with pytest.raises(NoFileName):
        file_names(path, HTML)


def test_one_address_has_one_spelling() -> None:
    assert one_spelling("/%D0%BF/%61/") == one_spelling("/п/a/") == "/%d0%bf/a/"


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("/a/", Target("/a/")),
        ("b/?x=1#y", Target("/here/b/", "x=1")),
        ("http://digest.example", Target("/")),
        ("https://DIGEST.example/a", Target("/a")),
        ("../../../a", Target("/a")),
        ("//other.example/a", None),
        ("#comments", None),
        ("mailto:a@b.example", None),
        ("http://[::1", None),
        ("javascript:alert(1)", None),
        ("", None),
    ],
)
def test_a_link_is_the_sites_own_or_not(link: str, target: Target | None) -> None:
    assert OWN.target(link, "/here/") == target


@pytest.mark.parametrize(
    ("path", "query", "needs"),
    [
        ("/desk/", "", True),
        ("/desk/documents/1/a.pdf", "", False),
        ("/desktop/", "", False),
        ("/wp-json/wp/v2/posts", "", True),
        ("/wp-login.php", "", True),
        ("/a/", "replytocom=5", True),
        ("/xmlrpc.php", "rsd", True),
        ("/-/comments/5/report/", "", True),
        ("/-/comments/5/replies/", "", False),
        ("/-/avatar/abc.svg", "", False),
        ("/a/", "utm_source=b", False),
    ],
)
def test_some_addresses_need_the_live_site(path: str, query: str, needs: bool) -> None:
    assert Target(path, query).needs_the_site is needs


def edited(html: str, search: str = "") -> tuple[str, list[str]]:
    """A page as it is kept, and where it leads."""
    page = PageEditor(OWN, lambda target: "/settled/" if "p=" in target.query else "", search).edit(html, "/here/")
    return page.html, [target.path for target in page.links]


@pytest.mark.parametrize(
    ("html", "kept", "links"),
    [
        ("<p>a <a href='/b/'>b</a></p>", "<p>a <a href='/b/'>b</a></p>", ["/b/"]),
        ('a<a href="?replytocom=1">Reply <b>x</b></a>b', "ab", []),
        ('<a href="/?p=1&amp;x=2">a</a>', '<a href="/settled/">a</a>', ["/settled/"]),
        ('<a href="/a/?q=1">a</a>', '<a href="/a/?q=1">a</a>', ["/a/"]),
        ("x<form role=search><input name=s></form>y", "xy", []),
        ('<div id="respond"><div><form></form></div></div>z', None, []),
        ('<div data-hx-get="/-/comments/live/1/"><div></div></div>z', "z", []),
        ('<link rel="shortlink" href="http://digest.example/?p=1">', "", []),
        ('<link rel="stylesheet" href="/s.css?v=1">', '<link rel="stylesheet" href="/s.css?v=1">', ["/s.css"]),
        ('<img srcset="/a.png 1x, /b.png 2x" src="/c.png">', None, ["/c.png", "/a.png", "/b.png"]),
        ('<!-- <a href="/x/"> --><script>"<a href=\'/y/\'>"</script>', None, []),
        ('<p title="a > b"><a href="/z/">', '<p title="a > b"><a href="/z/">', ["/z/"]),
        ('<a href="/desk/">never closed <b>x</b>', None, []),
    ],
)
def test_a_page_loses_what_files_cannot_do(html: str, kept: str | None, links: list[str]) -> None:
    page, found = edited(html)
    assert found == links
    if kept is not None:
        assert page == kept


def test_a_search_form_asks_the_copy_where_it_can() -> None:
    page, _ = edited('<form role="search" action="/"><input name="s"></form>', "/search/")
    assert page == '<form role="search" action="/search/"><input name="s"></form>'


def test_a_form_of_any_other_kind_leaves_a_note() -> None:
    page, _ = edited('<form method="post" action="/x/"><input></form>after')
    assert "A form stood here" in page and page.endswith("</p>after") and "<input" not in page


def test_reading_tags_takes_no_longer_than_the_page_is_long() -> None:
    for hostile in ("<a " + 'b="' * 200_000 + "<a b='" * 200_000, "<a b='" * 200_001, "<a " * 200_000):
        assert len(list(read_tokens(hostile))) == 0
    stray = '<a href="/x"">t</a><p title=it\'s>x</p><i>'
    assert [token.name for token in read_tokens(stray)] == ["a", "a", "p", "p", "i"]
    assert [token.name for token in read_tokens("<b c='>'>" * 3 + '<i d=">')] == ["b"] * 3


def test_a_style_sheet_says_what_it_loads() -> None:
    css = "@import 'a.css'; b { background: url( \"b.png\" ) } c { src: url(c.woff2) format('x'), url('d.woff2') }"
    assert css_links(css) == ["a.css", "b.png", "c.woff2", "d.woff2"]
