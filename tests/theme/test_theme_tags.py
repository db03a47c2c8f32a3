"""What the theme's tags and filters make of a value."""

import datetime
import json
from typing import Any

import pytest
from django.template import Context, Template
from django.utils import translation

from coranto.publication.contexts import SiteContext
from coranto.theme.templatetags.theme import address, have_bodies, host, json_ld, language_name, relation
from tests.theme.samples import CARDS, card

LATE = datetime.datetime(2016, 2, 7, 23, 40, tzinfo=datetime.timezone(datetime.timedelta(hours=-8)))


def printed(source: str, **variables: Any) -> str:
    """What the template makes of the variables."""
    return Template("{% load theme %}" + source).render(Context(variables))


def site(**changes: str) -> SiteContext:
    """A site with only what it needs."""
    return SiteContext(name="Packet", home_url="/", **changes)  # type: ignore[arg-type]  # text fields only


def test_a_day_is_the_day_of_its_own_clock() -> None:
    assert printed("{% day at %}", at=LATE, site=site(date_format="j F Y")) == (
        '<time datetime="2016-02-07T23:40:00-08:00">7 February 2016</time>'
    )


def test_a_day_follows_the_language_where_the_owner_sets_no_format() -> None:
    with translation.override("de"):
        assert "7. Februar 2016" in printed("{% day at %}", at=LATE, site=site())


@pytest.mark.parametrize(
    ("style", "stamp", "words"),
    [
        ("weekday", "2016-02-07", "Sunday, 7 February 2016"),
        ("month", "2016-02", "February 2016"),
        ("short", "2016-02-07T23:40:00-08:00", "7 Feb"),
    ],
)
def test_a_day_has_longer_and_shorter_forms(style: str, stamp: str, words: str) -> None:
    made = printed("{% day at style %}", at=LATE, style=style, site=site(date_format="j F Y"))
    assert made == f'<time datetime="{stamp}">{words}</time>'


def test_a_moment_has_the_time_of_day_as_the_owner_writes_it() -> None:
    made = printed("{% moment at %}", at=LATE, site=site(date_format="j F Y", time_format="H:i"))
    assert "7 February 2016 at 23:40" in made


def test_the_half_of_the_day_is_written_as_in_wordpress() -> None:
    made = printed("{% moment at %}", at=LATE, site=site(date_format="j F Y", time_format=r"g:i a \a\t A"))
    assert "7 February 2016 at 11:40 pm at PM" in made


def test_a_moment_that_is_not_there_prints_nothing() -> None:
    assert printed("{% day at %}{% moment at %}", at=None, site=site()) == ""


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2016-02-05", '<time datetime="2016-02-05">5 February 2016</time>'),
        ("2016-02", '<time datetime="2016-02">February 2016</time>'),
        ("2016", '<time datetime="2016">2016</time>'),
        ("", ""),
        ("2016-13-40", "2016-13-40"),
        ("about <1900>", "about &lt;1900&gt;"),
    ],
)
def test_a_source_date_is_as_exact_as_it_is_known(date: str, words: str) -> None:
    assert printed("{% source_date date %}", date=date, site=site(date_format="j F Y")) == words


@pytest.mark.parametrize(
    "value",
    ["/about/", "https://a.example/?q=1", "#comments", "?replytocom=7#respond", "mailto:a@b.example", "page/2/"],
)
def test_an_address_that_only_leads_somewhere_is_kept(value: str) -> None:
    assert address(value) == value


@pytest.mark.parametrize(
    "value",
    ["javascript:alert(1)", "JaVaScript:x", " \tjava\nscript:x", "\x01javascript:x", "data:text/html,x", "vbscript:x"],
)
def test_an_address_that_could_run_something_is_dropped(value: str) -> None:
    assert address(value) == ""


def test_a_host_is_shown_without_www_and_never_breaks() -> None:
    assert host("https://www.courier.example/x") == "courier.example"
    assert host("https://[") == ""


@pytest.mark.parametrize("text", ["</script><b>", "<!--", "a & b", "\u2028", "plain"])
def test_structured_data_means_the_same_and_cannot_end_its_element(text: str) -> None:
    made = json_ld(json.dumps({"headline": text}, ensure_ascii=False))
    assert "<" not in made
    assert json.loads(made)["headline"] == text


def test_relations_are_words_before_the_outlets_name() -> None:
    words = [relation(name) for name in ("republished", "excerpted", "translated", "quoted", "via", "unheard of")]
    assert words == ["Republished from", "Excerpted from", "Translated from", "Quoted in", "Via", "From"]


def test_a_language_is_named_where_its_code_is_known() -> None:
    assert language_name("fr") == "French"
    assert language_name("x-unknown") == "x-unknown"


def test_full_texts_are_noticed_among_excerpts() -> None:
    assert not have_bodies(CARDS)
    assert have_bodies([*CARDS, card(0, body_html="<p>All of it</p>")])


@pytest.mark.parametrize(
    ("moments", "lines"),
    [
        (["02-07 09", "02-07 08", "02-06 09", "02-06 08"], "weekday2 weekday2 "),
        (["02-07 09", "02-06 09", "01-05 09", "01-04 09"], "month2 month2 "),
        (["02-07 09", "01-06 09"], "year2 "),
    ],
)
def test_date_lines_are_as_long_as_it_takes_to_have_several_posts(moments: list[str], lines: str) -> None:
    dates = [datetime.datetime.strptime(f"2016-{text} +0000", "%Y-%m-%d %H %z") for text in moments]
    cards = [card(0, posted_at=date) for date in dates]
    made = printed(
        "{% datelines cards as lines %}{% for d in lines %}{{ d.style }}{{ d.cards|length }} {% endfor %}", cards=cards
    )
    assert made == lines


def test_date_lines_part_the_days_and_set_sticky_posts_before_them() -> None:
    cards = [card(7, is_sticky=True), card(0), card(1), card(3), card(4)]
    made = printed(
        "{% datelines cards as days %}{% for d in days %}{{ d.day.day }}:{{ d.cards|length }} {% endfor %}", cards=cards
    )
    assert made == ":1 7:2 6:2 "
