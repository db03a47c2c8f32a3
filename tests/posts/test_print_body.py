"""A body printed from its blocks: what an editor can write is cleaned, what is missing prints nothing."""

from typing import Any

import pytest

from coranto.posts.body_html import BodyImage, Lookups, render_blocks


def printed(kind: str, value: Any, lookups: Lookups | None = None) -> str:
    return render_blocks([{"type": kind, "value": value}], lookups)


CASES: list[tuple[str, Any, str]] = [
    ("text", '<p data-block-key="a1">x<br/>y</p>', "<p>x<br>y</p>"),
    ("text", "<p>x<script>alert(1)</script></p>", "<p>x</p>"),
    ("heading", {"text": "A & <b>", "level": "3"}, "<h3>A &amp; &lt;b&gt;</h3>"),
    ("heading", {"text": "A", "level": "9><script>"}, "<h2>A</h2>"),
    ("quote", {"text": "<p>a</p>", "speaker": "S", "source": ""}, "<blockquote><p>a</p><cite>S</cite></blockquote>"),
    (
        "quote",
        {"text": "<p>a</p>", "speaker": "S", "source": "P"},
        "<blockquote><p>a</p><footer>S, <cite>P</cite></footer></blockquote>",
    ),
    (
        "pull_quote",
        {"text": "a\n<b>", "speaker": ""},
        '<figure class="wp-block-pullquote"><blockquote><p>a<br>&lt;b&gt;</p></blockquote></figure>',
    ),
    (
        "code",
        {"text": "a < b\n\n", "language": 'c++"><x'},
        '<pre><code class="language-c++x">a &lt; b\n\n</code></pre>',
    ),
    (
        "embed",
        {"url": "https://youtu.be/abc", "caption": "<c>"},
        '<figure class="embed" data-embed-provider="youtube"'
        ' data-embed-src="https://www.youtube-nocookie.com/embed/abc">'
        '<a href="https://youtu.be/abc">YouTube: youtu.be/abc</a><figcaption>&lt;c&gt;</figcaption></figure>',
    ),
    (
        "embed",
        {"url": "https://unknown.example/", "caption": ""},
        '<figure class="embed"><a href="https://unknown.example/">https://unknown.example/</a></figure>',
    ),
    (
        "embed",
        {"url": "javascript:alert(1)", "caption": ""},
        '<figure class="embed"><a>javascript:alert(1)</a></figure>',
    ),
    (
        "table",
        {"data": [["a", None], ["1", "2\n3"]], "first_row_is_table_header": True, "first_col_is_header": True},
        '<figure class="wp-block-table"><table><thead><tr><th>a</th><th></th></tr></thead><tbody><tr><th>1</th>'
        "<td>2<br>3</td></tr></tbody></table></figure>",
    ),
    ("table", {"data": []}, ""),
    ("html", "<p onclick=x>a</p><iframe src='https://unknown.example/'></iframe>",
     '<p>a</p><a href="https://unknown.example/">https://unknown.example/</a>'),
    ("html", "<p>a</p><!--more Go on--><!--nextpage--><!-- no mark --><p>b",
     "<p>a</p><!--more Go on--><!--nextpage--><p>b</p>"),
    ("image", {"image": 7, "caption": "", "width": ""}, ""),
    ("gallery", {"images": [], "columns": 3}, ""),
    ("nothing known", "x", ""),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "value", "html"), CASES)
def test_a_block_prints_clean_html(kind: str, value: Any, html: str) -> None:
    assert printed(kind, value) == html


LOOKUPS = Lookups(
    image=lambda key: BodyImage(f"/i/{key}", 'A "b"', 30, 20, "/i/s 15w", "100vw") if key != 9 else None,
    expand_links=lambda html: html.replace('linktype="page" id="3"', 'href="/about/"'),
)
IMAGE = (
    '<img src="/i/7" alt="A &quot;b&quot;" width="30" height="20" srcset="/i/s 15w" sizes="100vw" loading="lazy"'
    ' decoding="async">'
)


def test_a_picture_prints_with_its_copies_caption_and_width() -> None:
    value = {"image": 7, "caption": '<p data-block-key="x">c <a linktype="page" id="3">d</a></p>', "width": "wide"}
    assert printed("image", value, LOOKUPS) == (
        f'<figure class="wp-block-image alignwide">{IMAGE}<figcaption>c <a href="/about/">d</a></figcaption></figure>'
    )


def test_a_gallery_leaves_out_pictures_that_are_gone() -> None:
    items = [{"type": "item", "value": {"image": key, "caption": "", "width": ""}, "id": str(key)} for key in (7, 9)]
    assert printed("gallery", {"images": items, "columns": 2}, LOOKUPS) == (
        '<figure class="wp-block-gallery has-nested-images columns-2"><figure class="wp-block-image">'
        f"{IMAGE}</figure></figure>"
    )


def test_links_to_pages_become_addresses_before_cleaning() -> None:
    assert printed("text", '<p><a linktype="page" id="3">x</a></p>', LOOKUPS) == '<p><a href="/about/">x</a></p>'


def test_blocks_stand_on_lines_of_their_own() -> None:
    blocks: list[dict[str, Any]] = [
        {"type": "text", "value": "<p>a</p>"},
        {"type": "heading", "value": {"text": "b", "level": "2"}},
    ]
    assert render_blocks(blocks) == "<p>a</p>\n<h2>b</h2>"
