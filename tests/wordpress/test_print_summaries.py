"""What a text is summed up from, and what is spared where that is known beforehand."""

import pytest

from coranto.wordpress.content.as_printed import print_as_wordpress, print_for_summary
from coranto.wordpress.rest.entries.texts import BEGINNING, Raw, content_and_summary
from tests import world

WORDS = " ".join(f"w{number}" for number in range(200))
PARAGRAPH = f"<!-- wp:paragraph -->\n<p>{WORDS}</p>\n<!-- /wp:paragraph -->\n"
IMAGE = (
    '<!-- wp:image -->\n<figure class="wp-block-image"><figcaption>Harbour</figcaption></figure>\n<!-- /wp:image -->\n'
)


@pytest.mark.parametrize(
    ("raw", "is_spared"),
    [
        (PARAGRAPH, True),
        (PARAGRAPH + IMAGE, True),
        (IMAGE + PARAGRAPH, False),
        ("<!-- wp:paragraph -->\n<p>Few</p>\n<!-- /wp:paragraph -->\n" + IMAGE, False),
    ],
)
def test_running_text_is_printed_once(raw: str, is_spared: bool) -> None:
    printed = print_as_wordpress(raw)
    assert printed is not None
    assert (print_for_summary(raw, printed) is printed) == is_spared
    assert "Harbour" not in (print_for_summary(raw, printed) or "")[: len(WORDS)]


@pytest.mark.parametrize("division", ["<!-- wp:more --><!--more--><!-- /wp:more -->", "<!-- wp:nextpage /-->"])
def test_a_summary_of_blocks_ends_where_the_author_divided_the_text(division: str) -> None:
    first, last = (f"<!-- wp:paragraph --><p>{word}</p><!-- /wp:paragraph -->" for word in ("first", "last"))
    summed = print_for_summary(first + division + last, print_as_wordpress(first + division + last))
    assert summed is not None and "first" in summed and "last" not in summed


def test_marks_of_footnotes_are_no_words_of_a_summary() -> None:
    mark = '<sup data-fn="a1" class="fn"><a href="#a1" id="a1-link">1</a></sup>'
    raw = f"<!-- wp:paragraph --><p>Cited{mark}.</p><!-- /wp:paragraph --><!-- wp:footnotes /-->"
    printed = print_as_wordpress(raw, footnotes='[{"id":"a1","content":"There"}]')
    assert printed is not None and mark in printed and '<li id="a1">There <a href="#a1-link"' in printed
    assert print_for_summary(raw, printed) == '<p class="wp-block-paragraph">Cited.</p>'


@pytest.mark.django_db
@pytest.mark.parametrize("gap", ["", " ", "</p><p>", "<em>", "<!-- </p> -->"])
def test_the_first_words_are_those_of_the_whole_text(gap: str) -> None:
    post = world.make_post()
    short = " ".join(f"w{number}" for number in range(54))
    filling = f"<strong>{'x' * BEGINNING}</strong>"
    for body, rest in ((f"<p>{short} {filling}{gap}</p><p>last</p>", "\0"), (f"<p>{short} {gap}{filling}</p>", "")):
        post.body_html = body
        _content, summary = content_and_summary(post, Raw())
        assert summary.startswith(f"{short} x")
        assert summary.endswith("\0") == bool(rest)
