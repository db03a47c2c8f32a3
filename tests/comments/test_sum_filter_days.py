"""What the spam filter did is summed by day, so that a year is shown at once, and after its spam was deleted."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from coranto.comments.actions.keeping import forget_what_is_over
from coranto.comments.actions.summing import sum_up_days
from coranto.comments.desk.filter_figures import Stretch, by_day, by_month
from coranto.comments.models import Comment, FilterDay, Verdict
from coranto.comments.tasks import teach_archive
from coranto.posts.models import Post
from coranto.publication.models import Publication
from tests import world as w
from tests.comments.pages import rules
from tests.desk import desk
from tests.query_counts import queries_of

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("America/Lima")
NOW = datetime.datetime(2026, 6, 15, 12, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
CASES = (("published", "spam"), ("spam", "published"), ("held", "published"), ("spam", ""), ("published", ""))


@pytest.fixture(autouse=True)
def publication() -> Publication:
    """A weblog whose days are not those of UTC."""
    return w.publication(time_zone=str(ZONE))


def came(days_ago: float, first: str, later: str = "", *, after: float = 0.0) -> Comment:
    """A comment on which a machine decided when it came, and perhaps a person some days later."""
    at = NOW - days_ago * DAY
    comment = w.make_comment(Post.objects.first() or w.make_post(), "Words", status=later or first, at=at)
    Verdict.objects.create(comment=comment, status=first, by="filter", phase="score", at=at)
    if later:
        Verdict.objects.create(comment=comment, status=later, by="person", phase="person", at=at + after * DAY)
    return comment


def a_year() -> None:
    """Comments of every sort all through a year, corrected at once or months later."""
    for number in range(60):
        came(number * 6.13, *CASES[number % len(CASES)], after=min(number % 7 * 11.4, number * 6.13))


def shown(at: datetime.datetime = NOW) -> tuple[list[Stretch], list[Stretch]]:
    """The days and months as they are shown."""
    return by_day(at=at, zone=ZONE), by_month(at=at, zone=ZONE)


def test_sums_say_what_counting_says() -> None:
    a_year()
    counted = shown()
    assert sum(each.figures.came for each in counted[1]) > 50
    assert sum(each.figures.missed for each in counted[1]) > 5
    days = sum_up_days(at=NOW)
    assert 335 < days <= 366 and FilterDay.objects.count() == days
    assert shown() == counted
    came(0, "spam")
    assert shown()[0][-1].figures.caught == counted[0][-1].figures.caught + 1
    assert sum_up_days(at=NOW) == 0


def test_days_without_verdicts_are_not_counted_one_by_one() -> None:
    came(300, "spam")
    came(20, "published", "spam", after=10)
    with CaptureQueriesContext(connection) as queries:
        days = sum_up_days(at=NOW)
    assert days > 335
    assert len(queries) < 25
    assert sum(each.figures.came for each in shown()[1]) == 2


def test_a_year_still_shows_what_was_caught_when_its_spam_is_gone() -> None:
    rules(empty_spam_days=30)
    a_year()
    counted = shown()
    assert forget_what_is_over(at=NOW)["spam"] > 5
    assert shown() == counted
    tomorrow = shown(NOW + DAY)
    forget_what_is_over(at=NOW + DAY)
    assert shown(NOW + DAY) == tomorrow


def test_a_year_still_shows_what_was_caught_when_the_bin_is_emptied() -> None:
    rules(empty_bin_days=30, empty_spam_days=0)
    a_year()
    counted = shown()
    Comment.objects.filter(status="spam").update(status="binned")
    assert forget_what_is_over(at=NOW)["binned"] > 5
    assert shown() == counted


def test_days_that_nobody_summed_are_counted_and_later_summed() -> None:
    sum_up_days(at=NOW - 40 * DAY)
    a_year()
    Verdict.objects.filter(at__lt=NOW - 41 * DAY).delete()
    counted = shown()
    assert sum(each.figures.came for each in counted[1]) >= 7
    assert sum_up_days(at=NOW) == 40
    assert shown() == counted


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_nothing_is_counted_twice_or_left_out_when_the_clock_is_changed(publication: Publication, zone: str) -> None:
    for hour in range(5 * 24):
        came(hour / 24, "published")
    sum_up_days(at=NOW - DAY)
    publication.time_zone = zone
    publication.save()
    sum_up_days(at=NOW + 3 * DAY)
    days = by_day(at=NOW + 3 * DAY, zone=ZoneInfo(zone))
    assert sum(each.figures.came for each in days) == 5 * 24


def test_verdicts_that_an_import_brings_are_counted_on_their_days() -> None:
    rules(empty_spam_days=30)
    a_year()
    forget_what_is_over(at=timezone.now())
    before = by_month(at=timezone.now(), zone=ZONE)
    old = w.make_comment(w.make_post(), "Words", status="spam")
    for _each in range(100):
        Verdict.objects.create(comment=old, status="spam", by="rule", phase="words", at=timezone.now() - 70 * DAY)
    teach_archive.call()
    after = by_month(at=timezone.now(), zone=ZONE)
    assert sum(each.figures.caught for each in after) == sum(each.figures.caught for each in before) + 100
    for one, other in zip(before, after, strict=True):
        assert other.figures.came >= one.figures.came


def test_a_year_costs_few_queries_once_it_is_summed() -> None:
    client, address = desk("moderator"), reverse("comments_desk:filter") + "?by=month"
    counting = queries_of(client, address)
    sum_up_days(at=timezone.now())
    assert queries_of(client, address) <= counting - 22


def test_held_comments_are_counted_to_a_thousand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coranto.comments.desk.filter_page.COUNTED", 2)
    client, post = desk("moderator"), w.make_post()
    for words in ("1 comment is held.", "2 comments are held.", "More than 2 comments are held."):
        w.make_comment(post, words, status="held")
        assert words in client.get(reverse("comments_desk:filter")).content.decode()
