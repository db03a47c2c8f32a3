"""Imported bodies as blocks of the desk: what becomes which block, and that nothing is lost."""

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from coranto.core.html.cleaning import clean_body
from coranto.core.html.sameness import normal_form
from coranto.posts.blocks import TEXT_FEATURES
from coranto.posts.body_html import BodyImage, Lookups, render_blocks
from coranto.wordpress.content import KnownSite, render_content, to_blocks


def shapes(html: str) -> list[tuple[str, Any]]:
    """Type and value of each block."""
    return [(block["type"], block["value"]) for block in to_blocks(html)]


CASES: list[tuple[str, list[tuple[str, Any]]]] = [
    ("", []),
    ("<p>a</p>\n<p><b>b</b> <a href=\"/x\">c</a></p><ul><li>d</li></ul>",
     [("text", "<p>a</p>\n<p><b>b</b> <a href=\"/x\">c</a></p>\n<ul><li>d</li></ul>")]),
    ("<h2>A &amp; b</h2>", [("heading", {"text": "A & b", "level": "2"})]),
    ('<h3 class="wp-block-heading">A</h3>', [("heading", {"text": "A", "level": "3"})]),
    ('<h2 id="a">A</h2>', [("html", '<h2 id="a">A</h2>')]),
    ("<h2><em>A</em></h2>", [("html", "<h2><em>A</em></h2>")]),
    ("<h1>A</h1>", [("html", "<h1>A</h1>")]),
    ('<p class="has-text-align-center">a</p>', [("html", '<p class="has-text-align-center">a</p>')]),
    ('<p><a href="/x" title="t">a</a></p>', [("html", '<p><a href="/x" title="t">a</a></p>')]),
    ("<ol><li>a<ul><li>b</li></ul></li></ol>", [("html", "<ol><li>a<ul><li>b</li></ul></li></ol>")]),
    ("<ul><li>a</li></ul><ul><li>b</li></ul>", [("text", "<ul><li>a</li></ul>"), ("text", "<ul><li>b</li></ul>")]),
    ("<ul><li>a<ul><li>b</li></ul>c</li></ul>", [("html", "<ul><li>a<ul><li>b</li></ul>c</li></ul>")]),
    ('<ol start="3"><li>a</li></ol>', [("html", '<ol start="3"><li>a</li></ol>')]),
    ('<blockquote class="wp-block-quote"><p>a</p><cite>B</cite></blockquote>',
     [("quote", {"text": "<p>a</p>", "speaker": "B", "source": ""})]),
    ("<blockquote>a</blockquote>", [("html", "<blockquote>a</blockquote>")]),
    ('<figure class="wp-block-pullquote"><blockquote><p>a</p><cite>B</cite></blockquote></figure>',
     [("pull_quote", {"text": "a", "speaker": "B"})]),
    ('<pre class="wp-block-code"><code class="language-php">a &lt;\n\n b</code></pre>',
     [("code", {"text": "a <\n\n b", "language": "php"})]),
    ("<pre>a</pre>", [("html", "<pre>a</pre>")]),
    ('<figure class="embed" data-embed-provider="youtube" data-embed-src="https://www.youtube-nocookie.com/embed/abc">'
     '<a href="https://youtu.be/abc">YouTube: youtu.be/abc</a><figcaption>C</figcaption></figure>',
     [("embed", {"url": "https://youtu.be/abc", "caption": "C"})]),
    ("<p>a</p><!--more--><p>b</p><!--nextpage--><p>c</p>",
     [("text", "<p>a</p>"), ("html", "<!--more-->"), ("text", "<p>b</p>"), ("html", "<!--nextpage-->"),
      ("text", "<p>c</p>")]),
    ("bare <b>text</b><p>a</p>", [("html", "bare <b>text</b>"), ("text", "<p>a</p>")]),
    ("<hr><dl><dt>a</dt></dl><div>b</div>", [("text", "<hr/>"), ("html", "<dl><dt>a</dt></dl>\n<div>b</div>")]),
]  # fmt: skip


@pytest.mark.parametrize(("html", "expected"), CASES)
def test_each_element_becomes_the_block_that_holds_it(html: str, expected: list[tuple[str, Any]]) -> None:
    assert shapes(html) == expected
    assert normal_form(render_blocks(to_blocks(html))) == normal_form(html)


def test_a_table_of_text_becomes_a_table_and_another_stays_html() -> None:
    html = (
        '<figure class="wp-block-table"><table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td>'
        "<td>2<br>3</td>"
        "</tr></tbody></table><figcaption>c</figcaption></figure>"
    )
    ((kind, value),) = shapes(html)
    assert (kind, value["data"]) == ("table", [["a", "b"], ["1", "2\n3"]])
    assert (value["first_row_is_table_header"], value["table_caption"]) == (True, "c")
    assert normal_form(render_blocks(to_blocks(html))) == normal_form(html)
    for other in ('<td colspan="2">1</td>', "<td><b>1</b></td>", "<td>1</td></tr><tr><td>1</td><td>2</td>"):
        assert shapes(f"<table><tbody><tr>{other}</tr></tbody></table>")[0][0] == "html"


FIGURE = '<figure class="wp-block-image size-large"><img src="/u/a-300x200.jpg" alt="A" class="wp-image-5">{}</figure>'


def find_image(address: str) -> int | None:
    return {"/u/a-300x200.jpg": 7, "/u/b.jpg": 8}.get(address)


def test_a_known_picture_becomes_an_image_with_its_caption() -> None:
    html = FIGURE.format('<figcaption class="wp-element-caption">In <em>it</em></figcaption>')
    (block,) = to_blocks(html, find_image=find_image)
    assert (block["type"], block["value"]) == ("image", {"image": 7, "caption": "<p>In <em>it</em></p>", "width": ""})
    lookups = Lookups(image=lambda key: BodyImage(f"/images/{key}", "Alt", 300, 200, credit="X"))
    assert render_blocks([block], lookups) == (
        '<figure class="wp-block-image"><img src="/images/7" alt="Alt" width="300" height="200" loading="lazy"'
        ' decoding="async"><figcaption>In <em>it</em> <small class="credit">X</small></figcaption></figure>'
    )
    assert to_blocks(html)[0]["type"] == "html"
    assert to_blocks(html.replace("300x200", "9x9"), find_image=find_image)[0]["type"] == "html"


def test_a_gallery_of_known_pictures_becomes_a_gallery() -> None:
    html = (
        '<figure class="wp-block-gallery has-nested-images columns-2 is-cropped">'
        f'{FIGURE.format("")}<figure class="wp-block-image"><img src="/u/b.jpg" alt=""></figure></figure>'
    )
    (block,) = to_blocks(html, find_image=find_image)
    assert block["type"] == "gallery"
    assert [item["value"]["image"] for item in block["value"]["images"]] == [7, 8]
    assert block["value"]["columns"] == 2
    assert to_blocks(html.replace("/u/b", "/u/c"), find_image=find_image)[0]["type"] == "html"


def test_ids_are_stable_and_differ() -> None:
    html = "<p>a</p><h2>b</h2><p>a</p>"
    ids = [block["id"] for block in to_blocks(html)]
    assert ids == [block["id"] for block in to_blocks(html)]
    assert len(set(ids)) == 3


def test_what_is_not_well_formed_stays_as_it_is() -> None:
    assert shapes("<p>a</b></p><p>") == [("html", "<p>a</b></p><p>")]


PIECES = [
    *("<p>", "</p>", "<b>", "</b>", "<a href='/x'>", "</a>", "<ul>", "<li>", "</ul>", "<ol>", "<h2>", "</h2>"),
    *("<blockquote>", "</blockquote>", "<cite>", "</cite>", "<pre>", "<code>", "</code>", "</pre>", "<table>", "<tr>"),
    *("<td>", "<th>", "<thead>", "</table>", "<figure class='wp-block-pullquote'>", "<figure class='wp-block-table'>"),
    *(
        "</figure>",
        "<figcaption>",
        "<hr>",
        "<br>",
        "<img src='/a.jpg'>",
        "<div class='x'>",
        "</div>",
        "text",
        " ",
        "\n",
    ),
    *(
        "<p class='wp-block-paragraph'>",
        "\n\n",
        "&amp;",
        "&lt;p&gt;",
        "&nbsp;",
        "“q”",
        "漢字",
        "<details>",
        "<summary>",
    ),
    *("</details>", "<strong>", "</strong>", "<sup>", "<span style='color:red'>", "</span>", "https://youtu.be/abc"),
    *("<!-- c -->", "<math><mi>", "</math>", "é\u0301", "\u200f", "<audio src='/a.mp3'>", "</audio>"),
]


@settings(max_examples=400)
@example(["<h2>", "<table>", "<h2>"], False)
@example(["<a href='/x'>", "<table>", "<a href='/x'>"], False)
@example(["<h2>", "<b>", "<h2>", "</b>"], False)
@example(["<h2>", "<a href='/x'>", "<h2>", "<a href='/x'>"], False)
@example(["<p>", "text", "<pre>", "\n\n", "text", "</pre>", "<table>", "<td>", "text"], False)
@given(st.lists(st.sampled_from(PIECES), max_size=25), st.booleans())
def test_a_body_printed_from_its_blocks_is_the_same_body(pieces: list[str], mark: bool) -> None:
    html = clean_body("".join(pieces))
    if mark:
        html = f"{html}<!--more-->{html}"
    assert normal_form(render_blocks(to_blocks(html))) == normal_form(html)


@settings(max_examples=150)
@example("<FONT")
@given(st.text())
def test_any_text_at_all_renders_and_survives_as_blocks(text: str) -> None:
    html = render_content(text, site=KnownSite()).html
    assert normal_form(render_blocks(to_blocks(html))) == normal_form(html)


def plain(html: str) -> str:
    """Rich text with the names that the editor writes, and without its keys."""
    for read, written in (("strong", "b"), ("em", "i")):
        html = html.replace(f"<{read}>", f"<{written}>").replace(f"</{read}>", f"</{written}>")
    return normal_form(clean_body(html))


EDITABLE = [
    "<p>a <b>b <i>c</i></b> <a href=\"https://x.example/?a=1&amp;b=2\">d</a></p>",
    "<p>a<br>b &lt; c &amp; d&nbsp;e</p><hr><p>f</p>",
    "<ul><li>a</li><li><b>b</b><ul><li>c</li></ul></li></ul><ol><li>d</li></ol>",
    "<p><code>x</code> <s>y</s> H<sub>2</sub>O<sup>3</sup></p>",
    '<p><a href="mailto:a@x.example">m</a> <a href="#part">p</a> <a href="/here/">h</a></p>',
    '<p class="wp-block-paragraph">“q” 漢字 – ’</p>',
]  # fmt: skip


@pytest.mark.parametrize("html", EDITABLE)
def test_the_rich_text_editor_gives_back_what_it_was_given(html: str) -> None:
    ((kind, value),) = shapes(html)
    assert kind == "text"
    converter = ContentstateConverter(features=TEXT_FEATURES)
    assert plain(converter.to_database_format(converter.from_database_format(value))) == plain(value)
