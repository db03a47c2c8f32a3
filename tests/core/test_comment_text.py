"""Comments as readers see them; the expectations are answers of a real WordPress, written as HTML5."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from mdurl._decode import decode_cache
from mdurl._encode import encode_cache

from coranto.core import comment_text
from coranto.core.clickable import make_clickable
from coranto.core.comment_text import comment_html, written_html

COMMENTS = [
    ("", ""),
    ("  \n ", ""),
    ('It\'s "so"\n\nnext -- line\nbreak', "<p>It’s “so”</p>\n<p>next — line<br>\nbreak</p>\n"),
    ("see http://a.example/b.", '<p>see <a href="http://a.example/b" rel="nofollow ugc">http://a.example/b</a>.</p>\n'),
    (
        '<a href="https://a.example/" title="t" onclick="x">l</a>',
        '<p><a href="https://a.example/" title="t" rel="nofollow ugc">l</a></p>\n',
    ),
    ("<h1>h</h1><script>alert(1)</script>", "<h1>h</h1>\n<p>alert(1)</p>\n"),
    (
        "<table><tr><th scope=row onclick=x>b<td colspan=2>c</table>",
        '<table>\n<tbody>\n<tr>\n<th scope="row">b</th>\n<td colspan="2">c</td>\n</tr>\n</tbody>\n</table>\n',
    ),
    ("<blockquote>q\n\nr</blockquote>x", "<blockquote><p>q</p>\n<p>r</p></blockquote>\n<p>x</p>\n"),
    ("1 < 2 & 3 :)", "<p>1 &lt; 2 &amp; 3 :)</p>\n"),
    ("<code>x--y http://a.example</code>", "<p><code>x--y http://a.example</code></p>\n"),
    ("<strike>s</strike>", "<p><s>s</s></p>\n"),
    ("<b>a\n\nb</b>", "<p><b>a</b></p><b>\n</b><p><b>b</b></p>\n"),
]


@pytest.mark.parametrize(("text", "expected"), COMMENTS)
def test_a_comment_reads_as_on_wordpress(text: str, expected: str) -> None:
    assert comment_html(text) == expected


ADDRESSES = [
    ("(http://a.b/c)", "http://a.b/c"),
    ("http://a.b/c_(d)", "http://a.b/c_(d)"),
    ("http://a.b/c), x", "http://a.b/c"),
    ("www.a.com, x", "http://www.a.com"),
    ("ftp.a.com", "http://ftp.a.com"),
    ("x me@a.com.", "mailto:me@a.com"),
    ("http://a.b/?x=1&y=2", "http://a.b/?x=1&#038;y=2"),
    ("http://a.b/c,d?", "http://a.b/c,d"),
    ("https://a.b/ü", "https://a.b/ü"),
]
NOT_ADDRESSES = [
    "xhttp://a.b",
    "http://",
    "[http://a.b]",
    "javascript://x.y/z",
    "www.",
    "me@a",
    "x.www.a.com",
    '"http://a.b"',
]


@pytest.mark.parametrize(("text", "address"), ADDRESSES)
def test_a_bare_address_becomes_a_link(text: str, address: str) -> None:
    assert f'href="{address}"' in make_clickable(text)


@pytest.mark.parametrize("text", [*NOT_ADDRESSES, "<code>http://a.b</code>", '<a href="/">http://a.b</a>'])
def test_what_is_no_bare_address_stays_as_it_is(text: str) -> None:
    assert make_clickable(text) == text


def test_a_link_inside_quiet_text_ends_with_it() -> None:
    assert make_clickable("<pre>http://a.b</pre> http://c.d", rel="x") == (
        '<pre>http://a.b</pre> <a href="http://c.d" rel="x">http://c.d</a>'
    )


@pytest.mark.parametrize(
    "text", ["http://" * 5000, "www." * 9000, "a@" * 9000, "a." * 20000 + "@", "(" * 20000, " " * 60000]
)
def test_a_hostile_comment_takes_no_more_than_its_length(text: str) -> None:
    comment_html(text)  # a rule of square cost would not come back within the suite's time


@pytest.fixture
def hasty_threads() -> Iterator[None]:
    """Threads that take turns after every few steps."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("hasty_threads")
def test_threads_that_begin_at_once_all_read_the_whole_markdown() -> None:
    start = Barrier(4)

    def read(_number: int) -> str:
        start.wait()
        return written_html("> *a* and [b](http://b.example/ü)\n\n- c\n")

    with ThreadPoolExecutor(4) as threads:
        for _ in range(200):
            comment_text._ready_markdown.cache_clear()
            encode_cache.clear()
            decode_cache.clear()
            found = set(threads.map(read, range(4)))
            assert found == {
                '<blockquote>\n<p><em>a</em> and <a href="http://b.example/%C3%BC" rel="nofollow ugc">b</a></p>\n'
                "</blockquote>\n<ul>\n<li>c</li>\n</ul>\n"
            }
