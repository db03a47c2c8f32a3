"""The spam filter at the desk: why a comment is spam, teaching by hand, how it did, checking the queue again."""

import datetime
from math import exp, log

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coranto.accounts.models import User
from coranto.akismet.models import OutsideScorer
from coranto.comments.actions.lessons_at_desk import teach_at_desk
from coranto.comments.actions.rechecking import PORTION, begin_recheck, recheck_portion
from coranto.comments.actions.teaching import standing_lesson
from coranto.comments.desk.chart import HEIGHT, draw
from coranto.comments.desk.filter_figures import by_day, by_month, thresholds
from coranto.comments.models import Comment, DeskAct, FilterLesson, Recheck, Verdict
from coranto.comments.site_filter import kept, site_filter
from coranto.core.errors import PlainError
from coranto.posts.models import Post
from tests import world as w
from tests.comments.pages import rules
from tests.desk import desk, person
from tests.query_counts import queries_of

pytestmark = pytest.mark.django_db
CASINO = "Best online casino bonus, free spins, no deposit: https://lucky-casino.example/win and https://slots.example/"
NOW = datetime.datetime(2026, 6, 15, 12, tzinfo=datetime.UTC)


@pytest.fixture
def user() -> User:
    """A moderator."""
    return person("moderator")


@pytest.fixture
def client(user: User) -> Client:
    """The moderator's browser."""
    return desk(user=user)


def verdict(comment: Comment, status: str, *, by: str = "filter", phase: str = "score", **fields: object) -> Verdict:
    """A verdict on a comment."""
    return Verdict.objects.create(comment=comment, status=status, by=by, phase=phase, **{"at": NOW, **fields})


def held(post: Post, text: str = "A quiet word on tides.", *, phase: str = "score") -> Comment:
    """A comment that was held when it came, by the filter or by a rule."""
    comment = w.make_comment(post, text, status="held")
    verdict(comment, "held", phase=phase, by="filter" if phase == "score" else "rule", score=0.6)
    return comment


def test_the_weights_of_all_reasons_come_to_the_score(client: Client) -> None:
    comment = w.make_comment(w.make_post(), CASINO, status="spam")
    page = client.get(reverse("comments_desk:why", args=[comment.pk])).context
    shown = page["found"]
    assert shown.value > 0.9
    assert sum(each.weight for each in page["weighed"]) == pytest.approx(page["sum"], abs=1e-6)
    assert page["sum"] == pytest.approx(log(shown.value / (1 - shown.value)), abs=1e-6)
    assert 1 / (1 + exp(-page["sum"])) == pytest.approx(shown.value)


def test_why_shows_every_verdict_with_its_reasons(client: Client) -> None:
    comment = w.make_comment(w.make_post(), "Words", status="spam")
    verdict(comment, "spam", reasons=[{"words": "has a link", "weight": 1.25}], score=0.93)
    verdict(comment, "held", by="rule", phase="words", reasons=[{"words": "holds the word “tide”", "weight": 0}])
    text = client.get(reverse("comments_desk:why", args=[comment.pk])).content.decode()
    for words in ("has a link", "+1.25", "0.930", "holds the word “tide”"):
        assert words in text


def test_a_lesson_changes_the_score_and_not_the_comment(client: Client) -> None:
    comment = w.make_comment(w.make_post(), "Cheap watches for gentlemen of taste", status="held")
    before = site_filter.current().score(kept(comment)).value
    client.post(reverse("comments_desk:teach", args=[comment.pk]), {"lesson": "spam"})
    comment.refresh_from_db()
    taught = site_filter.current().score(kept(comment)).value
    assert comment.status == "held"
    assert taught > before
    client.post(reverse("comments_desk:teach", args=[comment.pk]), {"lesson": "good"})
    assert site_filter.current().score(kept(comment)).value < before
    client.post(reverse("comments_desk:teach", args=[comment.pk]), {"lesson": "none"})
    assert standing_lesson(comment) is None
    assert site_filter.current().score(kept(comment)).value == pytest.approx(before)


def test_teaching_is_logged_and_taken_back(client: Client, user: User) -> None:
    comment = w.make_comment(w.make_post(), "Cheap watches", status="held")
    before = site_filter.current().score(kept(comment)).value
    act = teach_at_desk(comment=comment, is_spam=True, at=timezone.now(), by=user)
    assert act is not None
    client.post(reverse("comments_desk:undo", args=[act.pk]))
    act.refresh_from_db()
    assert act.undone_at is not None
    assert site_filter.current().score(kept(comment)).value == pytest.approx(before)
    assert teach_at_desk(comment=comment, is_spam=True, at=timezone.now(), by=user) is not None
    assert teach_at_desk(comment=comment, is_spam=True, at=timezone.now(), by=user) is None


def test_a_lesson_that_was_followed_by_another_is_not_taken_back(user: User, client: Client) -> None:
    comment = w.make_comment(w.make_post(), "Cheap watches", status="held")
    first = teach_at_desk(comment=comment, is_spam=True, at=timezone.now(), by=user)
    teach_at_desk(comment=comment, is_spam=False, at=timezone.now(), by=user)
    assert first is not None
    client.post(reverse("comments_desk:undo", args=[first.pk]))
    lesson = standing_lesson(comment)
    assert lesson is not None and not lesson.is_spam


def test_a_wrong_button_teaches_nothing(client: Client) -> None:
    comment = w.make_comment(w.make_post(), "Words", status="held")
    client.post(reverse("comments_desk:teach", args=[comment.pk]), {"lesson": "maybe"})
    assert not FilterLesson.objects.exists()


def test_what_people_changed_is_counted_on_its_day(user: User) -> None:
    post = w.make_post()
    for first, later, count in (
        ("published", "spam", 2),
        ("spam", "published", 1),
        ("held", "published", 3),
        ("held", "spam", 1),
        ("spam", "", 4),
        ("published", "", 5),
    ):
        for _each in range(count):
            comment = w.make_comment(post, "Words", status=later or first)
            verdict(comment, first, phase="passed" if first == "published" else "score")
            if later:
                verdict(comment, later, by="person", phase="person", user=user)
    today = by_day(at=NOW, zone=datetime.UTC)[-1].figures
    assert (today.came, today.caught, today.held) == (16, 5, 4)
    assert (today.missed, today.wrongly_caught, today.wrongly_held) == (2, 1, 3)
    assert today.accuracy == pytest.approx(100 * (1 - 3 / 16))
    month = by_month(at=NOW, zone=datetime.UTC)[-1]
    assert (month.begins, month.figures.came, month.figures.missed) == (datetime.date(2026, 6, 1), 16, 2)
    assert by_day(at=NOW, zone=datetime.UTC)[0].figures.came == 0


def test_days_begin_on_the_publication_s_clock() -> None:
    comment = w.make_comment(w.make_post(), "Words")
    verdict(comment, "published", phase="passed", at=datetime.datetime(2026, 6, 15, 3, tzinfo=datetime.UTC))
    west = datetime.timezone(datetime.timedelta(hours=-5))
    days = {each.begins.day: each.figures.came for each in by_day(at=NOW, zone=west)}
    assert (days[14], days[15]) == (1, 0)


def test_other_thresholds_are_judged_by_what_people_said(user: User) -> None:
    post = w.make_post()
    for score, said in ((0.2, ""), (0.4, "spam"), (0.6, "published"), (0.95, "spam"), (0.995, "")):
        comment = w.make_comment(post, "Words")
        verdict(comment, "held", score=score)
        if said:
            verdict(comment, said, by="person", phase="person", user=user)
    lines = {each.value: each for each in thresholds(since=NOW - datetime.timedelta(days=30))}
    half, strict = lines[0.5], lines[0.3]
    assert (half.stopped, half.stopped_good, half.passed, half.passed_spam) == (3, 1, 2, 1)
    assert (strict.stopped, strict.passed_spam) == (4, 0)
    assert lines[0.99].stopped == 1


def test_what_a_person_took_back_was_not_said(client: Client) -> None:
    comment = w.make_comment(w.make_post(), "Words", status="published")
    verdict(comment, "published", phase="passed", score=0.1, at=timezone.now())
    said = {"comment": comment.pk, "verb": "spam"}
    address = reverse("comments_desk:filter")

    def counted() -> tuple[int, int]:
        context = client.get(address).context
        return context["total"].missed, context["thresholds"][0].passed_spam

    client.post(reverse("comments_desk:act"), said)
    assert counted() == (1, 1)
    client.post(reverse("comments_desk:undo", args=[DeskAct.objects.latest("pk").pk]))
    assert counted() == (0, 0)
    client.post(reverse("comments_desk:act"), said)
    assert counted() == (1, 1)


def test_the_page_costs_the_same_however_much_came(client: Client, user: User) -> None:
    post, address = w.make_post(), reverse("comments_desk:filter")
    few = queries_of(client, address)
    for number in range(60):
        comment = w.make_comment(post, f"Words {number}")
        verdict(comment, "published", phase="passed", at=timezone.now(), score=0.1)
        verdict(comment, "spam", by="person", phase="person", user=user, at=timezone.now())
    assert queries_of(client, address) == few
    assert client.get(address).context["total"].missed == 60
    assert client.get(address + "?by=month").context["total"].missed == 60


def test_bars_fill_the_chart_and_keep_their_shares() -> None:
    chart = draw([("a", [("good", 1), ("spam", 3)]), ("b", [("good", 0), ("spam", 2)]), ("c", [("good", 0)])])
    assert chart.highest == 4
    good, spam = chart.bars[0].pieces
    assert (good.height, spam.height, spam.y) == (HEIGHT // 4, HEIGHT * 3 // 4, 0)
    assert [piece.height for piece in chart.bars[1].pieces] == [HEIGHT // 2]
    assert chart.bars[2].pieces == ()
    assert draw([]).bars == ()


def test_a_check_moves_what_is_spam_by_now_and_publishes_what_only_the_filter_held(client: Client, user: User) -> None:
    rules(hold_first=False, hold_links=0)
    post = w.make_post()
    spam, good, by_rule = held(post, CASINO), held(post), held(post, phase="words")
    run = begin_recheck(at=NOW, by=user)
    assert not recheck_portion(recheck=run.pk, at=NOW)
    for row in (spam, good, by_rule, run):
        row.refresh_from_db()
    assert (spam.status, good.status, by_rule.status) == ("spam", "published", "held")
    assert (run.done, run.spam, run.published, run.percent) == (3, 1, 1, 100)
    newest = spam.verdicts.order_by("-pk")[0]
    assert (newest.by, newest.phase, newest.score is not None) == ("filter", "recheck", True)
    for act in DeskAct.objects.all():
        client.post(reverse("comments_desk:undo", args=[act.pk]))
    spam.refresh_from_db()
    good.refresh_from_db()
    assert (spam.status, good.status) == ("held", "held")


@pytest.mark.parametrize("setting", [{"hold_all": True}, {"hold_words": "tides"}, {"hold_first": True}])
def test_a_check_publishes_nothing_that_the_owner_wants_to_see(user: User, setting: dict[str, object]) -> None:
    rules(**{"hold_first": False, **setting})
    comment = held(w.make_post())
    recheck_portion(recheck=begin_recheck(at=NOW, by=user).pk, at=NOW)
    comment.refresh_from_db()
    assert comment.status == "held"


def test_a_check_asks_nobody_outside_and_publishes_nothing_in_its_absence(user: User) -> None:
    rules(hold_first=False, hold_links=0)
    OutsideScorer.objects.update_or_create(
        pk=1, defaults={"use": "either", "address": "https://rest.example", "sealed_key": "x"}
    )
    post = w.make_post()
    spam, good = held(post, CASINO), held(post)
    recheck_portion(recheck=begin_recheck(at=NOW, by=user).pk, at=NOW)
    spam.refresh_from_db()
    good.refresh_from_db()
    assert (spam.status, good.status) == ("spam", "held")


def test_a_check_goes_on_where_it_stopped_and_is_done_once(user: User) -> None:
    rules(hold_first=False)
    post = w.make_post()
    rows = [held(post, f"A quiet word on tide {number}.") for number in range(PORTION + 3)]
    run = begin_recheck(at=NOW, by=user)
    later = held(post, "Came after the check began.")
    assert recheck_portion(recheck=run.pk, at=NOW)
    with pytest.raises(PlainError, match="already"):
        begin_recheck(at=NOW, by=user)
    assert not recheck_portion(recheck=run.pk, at=NOW)
    assert not recheck_portion(recheck=run.pk, at=NOW)
    run.refresh_from_db()
    later.refresh_from_db()
    assert (run.done, run.published, later.status) == (len(rows), len(rows), "held")
    assert Verdict.objects.filter(phase="recheck").count() == len(rows)


def test_the_button_begins_a_check_in_the_background(client: Client) -> None:
    rules(hold_first=False)
    comment = held(w.make_post())
    assert client.post(reverse("comments_desk:recheck")).status_code == 302
    assert Recheck.objects.get().percent == 100  # tasks run at once in tests
    comment.refresh_from_db()
    assert comment.status == "published"
    assert "1 published" in client.get(reverse("comments_desk:filter")).content.decode()
