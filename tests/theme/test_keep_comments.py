"""What was printed of a comment is used again, and only for the very same."""

import dataclasses
from typing import Any

from django.template import Context, Template
from django.utils import translation
from django.utils.safestring import mark_safe

from coranto.core.chosen_theme import choose_theme
from coranto.core.lazy_sequence import LazySequence
from coranto.publication.contexts import SiteContext
from coranto.theme.templatetags import kept
from tests.theme.samples import THREAD

SITE = SiteContext(name="The Tide Table", home_url="/", date_format="j F Y", time_format="H:i")
COMMENT = dataclasses.replace(THREAD.comments[0], replies=(), respond=None)


def printed(site: SiteContext = SITE, **changes: Any) -> str:
    """A comment with some changes."""
    template = Template("{% load kept %}{% kept_comment comment %}")
    return template.render(Context({"site": site, "comment": dataclasses.replace(COMMENT, **changes)}))


def test_the_same_comment_is_printed_once() -> None:
    first = printed()
    known = len(kept._of_one_page)
    assert printed() == first
    assert printed(depth=3, css_classes="comment odd", replies=(COMMENT,)) == first
    assert len(kept._of_one_page) == known


def test_whatever_a_comment_shows_makes_it_another() -> None:
    seen = {printed()}
    changes: dict[str, Any] = {
        "author_name": "Nobody",
        "html": "Other words",
        "ordinal": COMMENT.ordinal + 70,
        "is_awaiting": not COMMENT.is_awaiting,
        "edit_url": "/-/comments/1/edit/?key=mine",
        "posted_at": COMMENT.posted_at.replace(year=1987),
        "report_url": "/elsewhere/",
        "is_removed": True,
    }
    for name, value in changes.items():
        text = printed(**{name: value})
        assert text not in seen, name
        seen.add(text)


def test_whatever_changes_how_the_site_writes_makes_it_another() -> None:
    seen = {printed()}
    for change in ({"date_format": "Y-m-d"}, {"time_format": "g:i a"}, {"show_comment_numbers": False}):
        text = printed(dataclasses.replace(SITE, **change))
        assert text not in seen, change
        seen.add(text)
    with translation.override("de"):
        assert printed() not in seen


def test_themes_do_not_mix() -> None:
    ours = printed()
    known = len(kept._of_one_page)
    choose_theme("plain")
    try:
        assert printed() and len(kept._of_one_page) == known + 1
    finally:
        choose_theme("")
    assert printed() == ours


def test_comments_without_a_key_are_never_kept() -> None:
    template = Template("{% load kept %}{% kept_stretch comments %}")

    def shown(words: str) -> str:
        comments = (dataclasses.replace(COMMENT, html=mark_safe(words)),)
        return template.render(Context({"site": SITE, "comments": LazySequence(None, lambda: comments)}))

    assert all("First words" in shown("First words") for _ in range(3))
    assert "Other words" in shown("Other words") and "First words" not in shown("Other words")


def test_memory_is_bounded() -> None:
    for number in range(200):
        printed(number=10_000 + number, html="x" * 100_000)
    assert 0 < len(kept._of_one_page) * 100_000 <= kept.MOST_CHARACTERS
