"""What would keep an HTML5 parser for minutes, made bearable; ordinary HTML is left alone.

No clock here: what is asserted is that nothing is left which the parser takes quadratic time for, and that long
texts come through, which is minutes of patience without it.
"""

import re

import pytest

from coranto.core.html.bounds import MOST_ATTRIBUTES, MOST_SIGNS, bounded
from coranto.core.html.cleaning import clean_body, clean_comment, clean_written
from coranto.core.html.depth import DEEPEST, MOST_MOVED, made_shallow
from coranto.core.html.harmless import is_harmless
from coranto.core.html.inline import inline_html
from coranto.core.html.sameness import normal_form
from coranto.core.plain_text import plain_text
from coranto.core.player_markup import replace_players
from coranto.core.text import strip_tags

PARAGRAPH = '<p class="a" title="x > y">Fish &amp; chips, R&B, 5 < 6 &copy <b>and</b>\u00a0so on</p>\n'


@pytest.mark.parametrize("sign", ["&", "& ", "&amp;", "&#", "&copy ", "\u00a0", "a\u00a0"])
def test_text_comes_in_pieces_and_no_reference_is_cut(sign: str) -> None:
    text = sign * (3 * MOST_SIGNS)
    pieces = bounded(f"<p>{text}</p>").split("<bgsound>")
    assert "".join(pieces) == f"<p>{text}</p>" and len(pieces) >= 3
    assert all(piece.count("&") + piece.count("\u00a0") <= MOST_SIGNS for piece in pieces)
    assert clean_body(f"<p>{text}</p>") == f"<p>{clean_body(sign) * (3 * MOST_SIGNS)}</p>"


@pytest.mark.parametrize("written", ['a{}="1"', "a{}='>'", "a{}", "a{} = x"])
def test_a_tag_keeps_its_first_attributes_and_its_end(written: str) -> None:
    attributes = [written.format(number) for number in range(3 * MOST_ATTRIBUTES)]
    html = bounded(f"<p {' '.join(attributes)}>text</p>")
    assert html == f"<p {' '.join(attributes[:MOST_ATTRIBUTES])}>text</p>"


def test_a_value_of_thousands_of_ampersands_goes() -> None:
    assert bounded(f'<a title="x" href="{"&" * (MOST_SIGNS + 1)}">a</a>') == '<a title="x" href="">a</a>'
    long = f'<a title="{"x" * 50_000}">a</a>'
    assert bounded(long) == long


def test_long_ordinary_html_is_left_as_it_is() -> None:
    assert bounded(PARAGRAPH * 500) == PARAGRAPH * 500
    assert clean_body(PARAGRAPH * 500) == clean_body(PARAGRAPH) * 500
    assert clean_comment(PARAGRAPH * 500) == clean_comment(PARAGRAPH) * 500


@pytest.mark.parametrize("name", ["rt", "td", "option", "b", "svg><td", "math><br"])
def test_what_nests_against_its_nature_is_counted(name: str) -> None:
    first, _, last = name.partition("><")
    html = made_shallow(f"<{first}>" + f"<{last or first}>" * 2_000)
    assert html.count(f"<{last or first}>") <= DEEPEST


def test_a_drawing_of_many_shapes_costs_what_follows_nothing() -> None:
    shapes = '<path d="M0 0"/>' * (2 * DEEPEST)
    assert clean_body(f"<svg>{shapes}</svg><div>a<div>b</div></div>") == "<div>a<div>b</div></div>"


def test_what_a_table_has_outside_its_cells_is_moved_a_bounded_number_of_times() -> None:
    assert made_shallow("<table>" + "<br>" * (3 * MOST_MOVED)).count("<br>") == MOST_MOVED
    cells = "<table>" + "<tr><td>a<br>b<br>c</td></tr>" * MOST_MOVED + "</table>"
    assert made_shallow(cells) == cells


def test_what_was_taken_out_makes_no_tag_of_its_neighbours() -> None:
    html = made_shallow("<div>" * DEEPEST + "<<div>div>" * 100)
    assert len(re.findall(r"<div>", html)) == DEEPEST


@pytest.mark.parametrize("text", ["&", "\u00a0", "<i></p>", "<rt>", "<table><br>", "<ul><li>", "<b><p>", "<a a='"])
def test_much_of_anything_is_cleaned(text: str) -> None:
    long = text * (100_000 // len(text))
    for clean in (clean_body, clean_comment, clean_written, inline_html):
        clean(long)
    is_harmless(long + "<p>")


@pytest.mark.parametrize("text", ["<", "<!--", "<p ", "</", "<script>", "<style >", "<script ", "<br "])
def test_much_of_what_never_ends_is_read_as_text(text: str) -> None:
    long = text * (100_000 // len(text))
    for html in (long, f"<p>{long}</p>"):
        plain_text(html)
        strip_tags(html)


@pytest.mark.parametrize("text", ["<pre>", "<pre>\n", " ", "\n", "\u2003", "<pre> </pre>"])
def test_much_of_what_is_not_shown_is_compared(text: str) -> None:
    long = text * (300_000 // len(text))
    assert normal_form(f"<p>a</p>{long}<p>b</p>").startswith("<p>a</p>")
    assert normal_form(f"<pre>{long}x</pre>").startswith("<pre>")


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("a<script>x</script>b<script>y", "a by"),
        ("a<style><script></style>b</script>c", "a bc"),
        ("a<!--b-->c<!--d", "ac<!--d"),
        ("a<p>b<p c", "a b<p c"),
        ("a<SCRIPT>x</Script >b", "a b"),
    ],
)
def test_what_is_no_text_is_left_out(html: str, words: str) -> None:
    assert plain_text(html) == words


def test_players_know_whether_they_stand_in_a_paragraph() -> None:
    player = '<iframe src="https://www.youtube.com/embed/aaaaaaaaaaa"></iframe>'
    html = replace_players(f"{player}<p>a {player}{player} b</p>{player}").html
    assert re.sub(r"<figure.*?</figure>", "#", html) == "#<p>a </p>\n#\n#\n<p> b</p>#"
