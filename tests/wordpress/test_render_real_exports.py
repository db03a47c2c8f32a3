"""Every body and comment of the real exports, rendered and made into blocks; and the answers of the oracle."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from coranto.core.comment_text import comment_html
from coranto.core.html.cleaning import clean_body, clean_comment
from coranto.core.html.sameness import normal_form
from coranto.core.html.tags import read_tags
from coranto.core.plain_text import plain_text
from coranto.posts.blocks import BODY_BLOCKS, TEXT_FEATURES
from coranto.posts.body_html import render_blocks
from coranto.wordpress.content import KnownSite, render_content, to_blocks
from tests.core.test_clean_html import unsafe_markup
from tests.wordpress.reading import read_whole

EXPORTS = [
    "theme-unit-test.wxr.xml",
    "wordpress-com-2025.wxr.xml",
    "wordpress-3.1-small.wxr.xml",
    "wordpress-3.0-wxr-1.0.wxr.xml",
    "utf-8-challenges.wxr.xml",
]
SITE = KnownSite(url="https://wpthemetestdata.wordpress.com")


def bodies(shared: Path, name: str) -> Iterator[str]:
    for item in read_whole(shared / "wordpress" / name).items:
        yield item.content


@pytest.mark.parametrize("name", EXPORTS)
def test_every_body_is_safe_stays_as_cleaned_and_survives_as_blocks(shared: Path, name: str) -> None:
    known = dict(BODY_BLOCKS)
    count = 0
    for raw in bodies(shared, name):
        rendered = render_content(raw, site=SITE)
        count += 1
        assert unsafe_markup(rendered.html) == []
        for page in rendered.pages:
            for part in page.split("<!--more-->"):
                assert clean_body(part) == part
        blocks = to_blocks(rendered.html)
        assert {block["type"] for block in blocks} <= known.keys()
        assert normal_form(render_blocks(blocks)) == normal_form(rendered.html)
    assert count


def test_every_rich_text_of_the_theme_test_goes_through_the_editor_unharmed(shared: Path) -> None:
    converter = ContentstateConverter(features=TEXT_FEATURES)
    count = 0
    for raw in bodies(shared, EXPORTS[0]):
        for block in to_blocks(render_content(raw, site=SITE).html):
            if block["type"] == "text":
                count += 1
                edited = converter.to_database_format(converter.from_database_format(block["value"]))
                assert as_edited(edited) == as_edited(block["value"])
    assert count > 200


def as_edited(html: str) -> tuple[str, Counter[str], set[str], list[str]]:
    """What the editor must keep: words, elements of structure by count, kinds of emphasis, links in order.

    It moves white space out of emphasis, joins and splits emphasis, puts links outside of it, and empties paragraphs
    that hold a space.
    """
    html = clean_body(html).replace("<p>&nbsp;</p>", "").replace("strong>", "b>").replace("em>", "i>")
    names = [tag.name for tag in read_tags(html) if not tag.closing]
    structure = Counter(name for name in names if name in ("p", "ul", "ol", "li", "br", "hr", "a"))
    links = [tag.attributes["href"] for tag in read_tags(html) if "href" in tag.attributes]
    return plain_text(html), structure, set(names), links


def oracle(shared: Path) -> list[dict[str, Any]]:
    """What a WordPress 7.1 answered."""
    answers: list[dict[str, Any]] = json.loads((shared / "wordpress" / "oracle-sample.json").read_text())
    return answers


def test_comments_read_as_in_the_feeds_of_the_oracle(shared: Path) -> None:
    (feed,) = [answer["feed"] for answer in oracle(shared) if answer["url"].endswith("trackbacks/feed/")]
    expected = {clean_comment(item["content:encoded"]).strip() for item in feed["items"]}
    assert len(expected) == 5
    ours = {
        comment_html(comment.content).strip()
        for item in read_whole(shared / "wordpress" / EXPORTS[0]).items
        for comment in item.comments
    }
    assert expected <= ours


def test_a_page_reads_as_in_the_rest_answer_of_the_oracle(shared: Path) -> None:
    (page,) = [answer["json"] for answer in oracle(shared) if answer["url"] == "/wp-json/wp/v2/pages/1877"]
    raw = "<!-- wp:paragraph -->\n<p>Who we are.</p>\n<!-- /wp:paragraph -->"
    assert render_content(raw, site=SITE).html == page["content"]["rendered"]
