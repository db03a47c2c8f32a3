"""``{% kept_include %}``: what was printed of a card or a thread is used again, and only for the very same."""

import dataclasses
import datetime
from typing import Any

import pytest
from django.template import Context, Template

from coranto.core.chosen_theme import choose_theme
from coranto.posts.contexts import ListingPage
from coranto.publication.contexts import HeadContext, MenuLink, Pager, SiteContext
from coranto.theme.templatetags import kept
from tests.theme.samples import CARDS, POST, THREAD

SITE = SiteContext(name="The Tide Table", home_url="/", date_format="j F Y", time_format="H:i")
CARD = CARDS[0]
EAST = datetime.timezone(datetime.timedelta(hours=9))


def printed(part: str = "posts/_card.html", *, site: SiteContext = SITE, **given: Any) -> str:
    """A part that is given these."""
    words = " ".join(f"{name}={name}" for name in given)
    template = Template(f'{{% load kept %}}{{% kept_include "{part}" {words} %}}')
    return template.render(Context({"site": site, **given}))


def test_the_same_card_is_printed_once() -> None:
    first = printed(post=CARD)
    known = len(kept._printed)
    assert printed(post=dataclasses.replace(CARD)) == first
    assert len(kept._printed) == known


@pytest.mark.parametrize(
    "change",
    [
        {"title_html": "Other words"},
        {"comment_count": CARD.comment_count + 3},
        {"edit_url": "/desk/posts/7/"},
        {"is_protected": not CARD.is_protected},
        {"posted_at": CARD.posted_at.astimezone(EAST)},
        {"source": None},
    ],
)
def test_whatever_a_card_shows_makes_it_another(change: dict[str, Any]) -> None:
    assert printed(post=dataclasses.replace(CARD, **change)) != printed(post=CARD)


def test_whatever_else_a_card_is_given_makes_it_another() -> None:
    assert printed(post=CARD, dated=True) != printed(post=CARD)
    assert printed(post=CARD, site=dataclasses.replace(SITE, date_format="Y")) != printed(post=CARD)


def test_a_reply_at_the_same_moment_by_another_clock_is_another() -> None:
    comment = next(each for each in THREAD.comments if each.replies)
    moved = dataclasses.replace(comment.replies[0], posted_at=comment.replies[0].posted_at.astimezone(EAST))
    changed = dataclasses.replace(comment, replies=(moved, *comment.replies[1:]))
    assert printed("comments/_comment.html", comment=changed) != printed("comments/_comment.html", comment=comment)


def test_what_cannot_be_compared_is_printed_each_time() -> None:
    known = len(kept._printed)
    given: list[Any] = []
    for _time in range(2):
        assert printed(post=CARD, more=given)
        given.append(1)
    assert len(kept._printed) == known


def framed(kind: str, number: int, **changes: Any) -> str:
    """The top of a page of the default theme."""
    site = dataclasses.replace(SITE, **{"version": "7", **changes})
    page = ListingPage(kind=kind, pager=Pager(number=number))
    template = Template('{% load kept %}{% kept_frame "theme/_masthead.html" %}')
    return template.render(Context({"site": site, "page": page}))


def test_the_top_of_pages_is_printed_once_until_the_site_changes() -> None:
    first = framed("tag", 1)
    known = len(kept._printed)
    assert framed("year", 4) == first and len(kept._printed) == known
    menu = (MenuLink(label="Harbours", url="/category/harbours/", current=True),)
    seen = {first, framed("home", 1), framed("home", 2), framed("tag", 1, primary_menu=menu)}
    assert len(seen) == 4
    assert framed("tag", 1, version="8", name="The Packet") not in seen


def test_another_theme_may_show_anything_at_the_top() -> None:
    choose_theme("ledger")
    try:
        known = len(kept._printed)
        assert framed("tag", 1) and len(kept._printed) == known
    finally:
        choose_theme("")


def part_of_page(part: str, *, site: SiteContext = SITE, **given: Any) -> str:
    """A part of a page that is given these, among other things that the page has."""
    words = " ".join(f"{name}={name}" for name in given)
    template = Template(f'{{% load kept %}}{{% kept_part "{part}" {words} %}}')
    return template.render(Context({"site": site, "page": "of no matter", **given}))


@pytest.mark.parametrize(
    "change",
    [
        {"title_html": "Other words"},
        {"body_html": "<p>Other words.</p>"},
        {"comment_count": POST.comment_count + 3},
        {"edit_url": "/desk/posts/7/"},
        {"posted_at": POST.posted_at.astimezone(EAST)},
        {"updated_at": POST.posted_at + datetime.timedelta(days=30)},
        {"attributions": ()},
        {"is_preview": True},
    ],
)
def test_an_article_is_printed_once_and_again_when_it_is_another(change: dict[str, Any]) -> None:
    kept.forget_parts()
    first = part_of_page("posts/_article.html", post=POST)
    assert len(kept._of_one_page) == 1
    assert part_of_page("posts/_article.html", post=dataclasses.replace(POST)) == first
    assert len(kept._of_one_page) == 1
    assert part_of_page("posts/_article.html", post=dataclasses.replace(POST, **change)) != first


def test_the_day_of_a_change_by_another_clock_is_another() -> None:
    late = datetime.datetime(2016, 3, 1, 20, 0, tzinfo=datetime.UTC)
    first = part_of_page("posts/_article.html", post=dataclasses.replace(POST, updated_at=late))
    moved = dataclasses.replace(POST, updated_at=late.astimezone(EAST))
    assert part_of_page("posts/_article.html", post=moved) != first


def test_a_head_with_the_site_s_new_icon_is_another() -> None:
    head = HeadContext(title="High water", canonical_url="https://digest.example/high-water/")
    first = part_of_page("theme/_head.html", head=head)
    assert part_of_page("theme/_head.html", head=dataclasses.replace(head)) == first
    with_icon = dataclasses.replace(SITE, icon_url="/media/mark.svg")
    assert "/media/mark.svg" in part_of_page("theme/_head.html", head=head, site=with_icon)


def test_what_another_theme_has_in_a_part_may_show_anything_of_the_page() -> None:
    choose_theme("ledger")
    try:
        kept.forget_parts()
        assert part_of_page("posts/_article.html", post=POST) and len(kept._of_one_page) == 0
    finally:
        choose_theme("")
