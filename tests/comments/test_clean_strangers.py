"""What strangers write is cleaned: over five hundred attacks, and fields full of odd letters."""

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from coranto.comments.models import Comment
from coranto.core.comment_text import comment_html, quoted, written_html
from coranto.core.network_addresses import counted_network, sender_address
from coranto.core.strangers_text import MOST_MARKS, is_blank, tidy_line, tidy_text, tidy_url
from tests.comments.pages import page_of, rules, write
from tests.world import make_post

LINES = (Path(__file__).parent / "xss_vectors.txt").read_text().splitlines()
VECTORS = [json.loads(line) for line in LINES if line and not line.startswith("#")]
INLINE = "a abbr acronym b blockquote br cite code del em i p q s strike strong"
TAGS = {*INLINE.split(), "li", "ol", "pre", "ul", "div", "span", "html", "body"}
BY_EDITORS = "caption dd dl dt h1 h2 h3 h4 h5 h6 hr ins kbd p samp small sub sup table tbody td tfoot th thead tr u var"
ATTRIBUTES = {"href", "title", "rel", "cite", "datetime", "start", "class"}
SCHEMES = {"http", "https", "ftp", "ftps", "mailto", "tel", "news", "irc", "ircs", "xmpp", "geo", "matrix", "feed"}
ADDRESS = re.compile(r"[\x00-\x20]*([a-z][a-z0-9+.-]*):", re.IGNORECASE | re.ASCII)


def breaches(html: str, more: frozenset[str] = frozenset()) -> list[str]:
    """What no comment may hold; ``more`` elements are no harm."""
    found = []
    for element in lxml_html.fromstring(f"<div>{html}</div>").iter():
        if element.tag not in TAGS | more:
            found.append(f"<{element.tag}>")
        for name, value in ((str(key), str(inside)) for key, inside in element.attrib.items()):
            if name not in ATTRIBUTES:
                found.append(f"{element.tag} {name}={value!r}")
            scheme = ADDRESS.match(re.sub(r"[\t\n\r]", "", value)) if name in {"href", "cite"} else None
            if scheme and scheme[1].lower() not in SCHEMES:
                found.append(f"{element.tag} {name}={value!r}")
    return found


def test_there_are_enough_attacks() -> None:
    assert len(set(VECTORS)) == len(VECTORS) >= 500


@pytest.mark.parametrize(
    ("clean", "more"), [(written_html, frozenset()), (comment_html, frozenset(BY_EDITORS.split()))]
)
def test_nothing_that_runs_is_left_of_any(clean: Any, more: frozenset[str]) -> None:
    left = {vector: found for vector in VECTORS if (found := breaches(clean(vector), more))}
    assert not left


def test_nothing_that_runs_is_left_of_all_at_once() -> None:
    for joint in ("\n", "\n\n", " ", ""):
        assert not breaches(written_html(joint.join(VECTORS)[:60_000]))


@given(st.text(alphabet="<>/&;:\"'`*_[]()!#\\- \n\tajsx=", max_size=200))
def test_whatever_is_typed_is_clean(text: str) -> None:
    assert not breaches(written_html(text))
    assert not breaches(written_html(quoted(text)))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("one\ntwo\n\nthree", "<p>one<br>\ntwo</p>\n<p>three</p>\n"),
        ("*a* **b** `c<d`", "<p><em>a</em> <strong>b</strong> <code>c&lt;d</code></p>\n"),
        ("> said\n\nno", "<blockquote>\n<p>said</p>\n</blockquote>\n<p>no</p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("3. c", '<ol start="3">\n<li>c</li>\n</ol>\n'),
        ("```\nx <b>\n```", "<pre><code>x &lt;b&gt;\n</code></pre>\n"),
        ("[a](https://a.example)", '<p><a href="https://a.example" rel="nofollow ugc">a</a></p>\n'),
        (
            "see https://a.example/b.",
            '<p>see <a href="https://a.example/b" rel="nofollow ugc">https://a.example/b</a>.</p>\n',
        ),
        ("# no heading", "<p># no heading</p>\n"),
        ("snake_case_name 2*3*4", "<p>snake_case_name 2<em>3</em>4</p>\n"),
        ('<strong>s</strong> <q cite="https://a.example">q</q>', None),
    ],
)
def test_a_small_markdown_and_wordpress_s_tags_are_understood(text: str, html: str | None) -> None:
    expected = html or '<p><strong>s</strong> <q cite="https://a.example">q</q></p>\n'
    assert written_html(text) == expected


ODD = [
    "",
    "\x00\x01\x1b[31mred",
    "\u202egnp.exe",
    "Z" + "\u0301\u0302\u0303" * 60,
    "a\r\nBcc: x@y.example",
    "\u2066x",
    "\ufeff",
    "😀" * 60,
]


@pytest.mark.parametrize("odd", ODD)
def test_odd_letters_neither_stay_nor_break_anything(odd: str) -> None:
    for tidied in (tidy_line(odd), tidy_text(odd)):
        assert not set(tidied) & set("\x00\x01\x1b\r\u202e")
        runs = re.findall(r"[\u0300-\u036f]+", tidied)
        assert all(len(run) <= MOST_MARKS for run in runs)
    assert "\n" not in tidy_line(odd) and "\u2066" not in tidy_line(odd)


@pytest.mark.parametrize("kept", ["Żółć", "שָׁלוֹם", "नमस्ते", "ສະບາຍດີ", "👩‍👩‍👧", "e\u0301", "O’Brien", "a\u200db"])
def test_letters_of_every_script_are_kept(kept: str) -> None:
    assert unicodedata.normalize("NFC", tidy_text(kept)) == unicodedata.normalize("NFC", kept)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a.example", "http://a.example"),
        ("HTTPS://a.example/x y", "HTTPS://a.example/x%20y"),
        ("a.example:8080/x", "http://a.example:8080/x"),
        ("javascript:alert(1)", ""),
        ("java\tscript:alert(1)", "http://java%20script:alert(1)"),
        ("data:text/html,x", ""),
        ("//a.example", ""),
        ("http://", ""),
        ("", ""),
    ],
)
def test_a_website_is_one_of_the_web_or_nothing(typed: str, kept: str) -> None:
    assert tidy_url(typed) == kept


@pytest.mark.parametrize(
    ("remote", "forwarded", "proxies", "found"),
    [
        ("192.0.2.1", "203.0.113.9", 0, "192.0.2.1"),
        ("127.0.0.1", "203.0.113.9, 198.51.100.2", 1, "198.51.100.2"),
        ("127.0.0.1", "203.0.113.9, 198.51.100.2", 2, "203.0.113.9"),
        ("127.0.0.1", "203.0.113.9", 3, "203.0.113.9"),
        ("127.0.0.1", "", 1, "127.0.0.1"),
        ("::ffff:192.0.2.1", "", 0, "192.0.2.1"),
        ("127.0.0.1", "x\r\ny", 1, ""),
        ("", "", 0, ""),
    ],
)
def test_a_sender_is_known_by_what_the_proxies_say(remote: str, forwarded: str, proxies: int, found: str) -> None:
    assert sender_address(remote, forwarded, proxies) == found


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8::1", "2001:db8::/64"),
        ("2001:db8:0:0:ffff::2", "2001:db8::/64"),
        ("2001:db8:0:1::1", "2001:db8:0:1::/64"),
        ("", ""),
        ("unknown", ""),
    ],
)
def test_a_64_of_ipv6_counts_as_one_sender(address: str, counted: str) -> None:
    assert counted_network(address) == counted


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["comment", "author", "email", "url", "comment_post_ID", "comment_parent", "submit"])
def test_no_field_breaks_the_page_however_odd(field: str) -> None:
    rules()
    post = make_post()
    for odd in [*ODD, "x" * 1_000_000, "<b>", "'\"", "-1", "1 OR 1=1"]:
        answer = write(Client(), post, **{field: odd})
        assert answer.status_code in {200, 302, 403, 409}
    for comment in Comment.objects.all():
        assert not set(comment.name + comment.text + comment.url) & set("\x00\x01\x1b\r\u202e")
    assert page_of(Client().get(post.path)).get_element_by_id("comments") is not None


@pytest.mark.django_db
def test_names_and_websites_that_attack_are_printed_as_they_are() -> None:
    rules()
    post = make_post()
    for number, vector in enumerate(VECTORS[::40]):
        write(Client(), post, author=vector[:200] or "x", url=vector[:150], comment=f"number {number}")
    for comment in Comment.objects.all():
        assert not comment.url or comment.url.lower().startswith(("http://", "https://"))
    for element in page_of(Client().get(post.path)).iter("*"):
        assert not [name for name in element.attrib if name.startswith("on") or name == "style"]
        assert element.tag != "script" or not (element.text or "").strip() or element.get("type")


@pytest.mark.django_db
def test_a_body_that_is_too_large_is_refused_in_words() -> None:
    rules()
    answer = write(Client(), make_post(), comment="x" * 6_000_000)
    assert answer.status_code == 413 and "too much" in answer.content.decode()


@pytest.mark.parametrize(
    ("text", "is_empty"),
    [
        ("", True),
        (" \t\n\u00a0", True),
        ("\u200b\u200d\u2060\ufeff\U000e0041", True),
        ("\u3164\u2800\u115f", True),
        ("\u0301\ufe0f", True),
        ("\u200b.", False),
        ("\U0001f469\u200d\U0001f680", False),
        ("\u0e01\u0e33", False),
    ],
)
def test_a_text_in_which_nothing_can_be_seen_is_blank(text: str, is_empty: bool) -> None:
    assert is_blank(text) is is_empty
