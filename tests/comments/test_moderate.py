"""What moderators do at the desk, one by one and together; each act is written down and can be taken back."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coranto.accounts.models import User
from coranto.comments.actions.moderating import decide_once
from coranto.comments.actions.telling import tell_what_is_due
from coranto.comments.models import (
    Announcement,
    Comment,
    DeskAct,
    FilterLesson,
    Letter,
    Subscription,
    Thread,
)
from coranto.comments.site_filter import site_filter
from tests import world as w
from tests.comments.moderating import count_of, press, undo
from tests.comments.pages import rules
from tests.desk import desk, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    """A moderator."""
    return person("moderator")


@pytest.fixture
def client(user: User) -> Client:
    """The moderator's browser."""
    return desk(user=user)


@pytest.mark.parametrize(
    ("verb", "status", "count"),
    [("publish", "published", 2), ("hold", "held", 0), ("spam", "spam", 0), ("bin", "binned", 0)],
)
def test_a_decision_and_its_undo_keep_every_count(client: Client, verb: str, status: str, count: int) -> None:
    post = w.make_post()
    first = "held" if verb != "hold" else "spam"
    rows = [w.make_comment(post, f"Words {n}", status=first) for n in range(2)]
    press(client, verb, *rows)
    who = rows[0].commenter
    who.refresh_from_db()
    assert {row.status for row in rows} == {status} and count_of(post) == count
    assert who.approved_count == count and who.spam_count == (2 if status == "spam" else 0)
    undo(client, *rows)
    who.refresh_from_db()
    assert {row.status for row in rows} == {first} and count_of(post) == 0
    assert (who.approved_count, who.spam_count) == (0, 2 if first == "spam" else 0)


def test_the_log_says_who_did_what_and_when(client: Client, user: User) -> None:
    comment = w.make_comment(w.make_post(), status="held")
    press(client, "publish", comment)
    act = DeskAct.objects.get()
    assert act.by == user and act.summary == f"Comment {comment.pk} published." and act.at <= timezone.now()
    undo(client, comment)
    page = client.get(reverse("comments_desk:log")).content.decode()
    assert act.summary in page and "undone" in page
    verdict = comment.verdicts.order_by("-pk")[0]
    assert (verdict.status, verdict.user, verdict.phase) == ("held", user, "undo")


def test_an_act_is_taken_back_once(client: Client) -> None:
    comment = w.make_comment(w.make_post(), status="held")
    press(client, "publish", comment)
    act = DeskAct.objects.get()
    address = reverse("comments_desk:undo", args=[act.pk])
    assert client.post(address, headers={"Accept": "application/json"}).json() == {"error": ""}
    again = client.post(address, headers={"Accept": "application/json"})
    assert again.status_code == 409 and "already" in again.json()["error"]


def test_what_was_decided_since_stays(client: Client) -> None:
    one, two = (w.make_comment(w.make_post(f"P{n}"), status="held") for n in range(2))
    press(client, "publish", one, two)
    first = DeskAct.objects.get()
    press(client, "spam", two)
    client.post(reverse("comments_desk:undo", args=[first.pk]))
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.status, two.status) == ("held", "spam")


def test_acts_are_taken_back_one_after_the_other(client: Client) -> None:
    comment = w.make_comment(w.make_post(), status="held")
    for verb in ("publish", "spam", "publish"):
        press(client, verb, comment)
    seen = []
    for _step in range(3):
        undo(client, comment)
        seen.append(comment.status)
    assert seen == ["spam", "published", "held"]


def test_pressing_twice_is_one_act(client: Client) -> None:
    comment = w.make_comment(w.make_post(), status="held")
    press(client, "spam", comment)
    press(client, "spam", comment)
    assert DeskAct.objects.count() == 1 and comment.verdicts.count() == 1


def test_undo_takes_back_what_the_filter_learnt_and_brings_back_what_it_had(client: Client) -> None:
    comment = w.make_comment(w.make_post(), "Cheap pills for everybody", status="held")
    press(client, "publish", comment)
    taught = site_filter.current().to_bytes()
    press(client, "spam", comment)
    assert site_filter.current().to_bytes() != taught
    undo(client, comment)
    assert site_filter.current().to_bytes() == taught
    newest = FilterLesson.objects.order_by("-pk")[0]
    assert not newest.is_spam and not newest.is_undo
    undo(client, comment)
    assert FilterLesson.objects.order_by("-pk")[0].is_undo


def test_lessons_of_many_are_the_same_as_one_by_one(client: Client) -> None:
    rows = [w.make_comment(w.make_post(f"P{n}"), f"Pills number {n}", status="held") for n in range(4)]
    press(client, "spam", *rows[:2])
    press(client, "publish", *rows[2:])
    together = site_filter.current().to_bytes()
    site_filter.forget()
    assert site_filter.current().to_bytes() == together and FilterLesson.objects.count() == 4


def test_a_decision_settles_reports_and_undo_brings_them_back(client: Client) -> None:
    comment = w.make_comment(w.make_post())
    report = comment.reports.create(reporter="a", reason="abuse", at=w.NOON)
    press(client, "publish", comment)
    report.refresh_from_db()
    assert report.settled_at is not None and DeskAct.objects.count() == 1
    undo(client)
    report.refresh_from_db()
    assert report.settled_at is None


def test_a_comment_taken_back_is_news_when_it_is_published_again(client: Client) -> None:
    now = timezone.now()
    post = w.make_post()
    thread = Thread.objects.get_or_create(post=post)[0]
    Subscription.objects.create(
        email="sue@reader.example", kind="thread", thread=thread, key="k", token="t", made_at=now, confirmed_at=now
    )
    comment = w.make_comment(post, status="held", at=now)
    press(client, "publish", comment)
    assert Announcement.objects.filter(comment=comment, kind="published").exists()
    undo(client, comment)
    tell_what_is_due(at=now + datetime.timedelta(minutes=1))
    assert not Letter.objects.filter(kind="news").exists()
    press(client, "publish", comment)
    press(client, "hold", comment)
    tell_what_is_due(at=now + datetime.timedelta(minutes=2))
    press(client, "publish", comment)
    tell_what_is_due(at=now + datetime.timedelta(minutes=3))
    assert Letter.objects.filter(kind="news", email="sue@reader.example").count() == 1


def test_all_that_share_something_are_decided_on_together(client: Client) -> None:
    post = w.make_post()
    flood = [w.make_comment(post, f"W{n}", status="held", network_address=f"192.0.2.{n}") for n in range(30)]
    other = w.make_comment(post, status="held", network_address="198.51.100.1")
    press(client, "spam", all="1", status="held", network="192.0.2.0/24")
    assert Comment.objects.filter(pk__in=[row.pk for row in flood], status="spam").count() == 30
    other.refresh_from_db()
    assert other.status == "held" and DeskAct.objects.get().summary == "30 comments marked as spam."
    undo(client)
    assert Comment.objects.filter(status="held").count() == 31


def test_nothing_is_done_with_all_comments_of_the_site(client: Client) -> None:
    comment = w.make_comment(w.make_post(), status="held")
    press(client, "spam", all="1", status="held")
    press(client, "spam", all="1", status="held", network="nonsense")
    comment.refresh_from_db()
    assert comment.status == "held" and not DeskAct.objects.exists()


def test_a_reply_publishes_what_it_answers_and_undo_takes_both_back(client: Client, user: User) -> None:
    rules()
    post = w.make_post(comments_open=False)
    comment = w.make_comment(post, status="held")
    form = {"text": "Thank you.", "token": "abc"}
    address = reverse("comments_desk:reply", args=[comment.pk])
    assert client.post(address, form).status_code == 302
    assert client.post(address, form).status_code == 302
    comment.refresh_from_db()
    reply = Comment.objects.get(parent=comment)
    assert comment.status == reply.status == "published" and reply.commenter.user == user and count_of(post) == 2
    undo(client, comment, reply)
    assert (comment.status, reply.status, count_of(post)) == ("held", "binned", 0)


def test_a_refused_reply_gives_the_words_back(client: Client) -> None:
    rules()
    comment = w.make_comment(w.make_post(), status="held")
    address = reverse("comments_desk:reply", args=[comment.pk])
    client.post(address, {"text": "The same", "token": "a"})
    answer = client.post(address, {"text": "The same", "token": "b"})
    assert answer.status_code == 409 and b"The same</textarea>" in answer.content
    empty = client.post(address, {"text": " ", "token": "c"}, headers={"Accept": "application/json"})
    assert empty.status_code == 409 and empty.json()["error"]


def test_an_edit_is_marked_kept_and_taken_back(client: Client, user: User) -> None:
    comment = w.make_comment(w.make_post(), "Rude words")
    html = comment.html
    address = reverse("comments_desk:edit", args=[comment.pk])
    client.post(address, {"text": "*Kind* words"})
    comment.refresh_from_db()
    assert comment.edited_at and comment.text == "*Kind* words" and "<em>Kind</em>" in comment.html
    edit = comment.edits.get()
    assert (edit.text, edit.by, comment.status) == ("Rude words", user, "published")
    assert b"Rude words" in client.get(reverse("comments_desk:comment", args=[comment.pk])).content
    undo(client, comment)
    assert comment.text == "Rude words" and comment.html.strip() == html
    assert Comment.objects.filter(pk=comment.pk, edited_at=None).exists()


def test_only_the_newest_edit_is_taken_back(client: Client) -> None:
    comment = w.make_comment(w.make_post(), "One")
    for text in ("Two", "Three"):
        client.post(reverse("comments_desk:edit", args=[comment.pk]), {"text": text})
    first = DeskAct.objects.order_by("pk")[0]
    answer = client.post(reverse("comments_desk:undo", args=[first.pk]), headers={"Accept": "application/json"})
    comment.refresh_from_db()
    assert answer.status_code == 409 and comment.text == "Three"
    first.refresh_from_db()
    assert first.undone_at is None
    empty = client.post(reverse("comments_desk:edit", args=[comment.pk]), {"text": ""})
    assert empty.status_code == 409


@pytest.mark.parametrize(
    "sent", [["0"], ["-1"], ["9" * 30], ["x", "²", "1e3"], ["1\x00"], [], [str(n) for n in range(900)]]
)
def test_keys_of_nothing_do_nothing(client: Client, sent: list[str]) -> None:
    w.make_comment(w.make_post(), pk=1_000_000, status="held")
    for verb in ("publish", "trust", "block", "close", "move", "nonsense", ""):
        answer = client.post(reverse("comments_desk:act"), {"verb": verb, "comment": sent})
        assert answer.status_code in (302, 400)
    assert not DeskAct.objects.exists()


def test_a_list_that_is_too_long_is_cut(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coranto.comments.desk.queue.MOST", 2)
    rows = [w.make_comment(w.make_post(f"P{n}"), status="held") for n in range(3)]
    press(client, "spam", *rows)
    assert Comment.objects.filter(status="spam").count() == 2
    answer = client.post(reverse("comments_desk:act"), {"verb": "spam", "comment": [rows[0].pk] * 5_000})
    assert answer.status_code in (302, 400) and DeskAct.objects.count() == 1


@pytest.mark.parametrize("name", ["comment", "reply", "edit", "undo", "lift"])
def test_what_is_not_there_is_not_found(client: Client, name: str) -> None:
    for key in (0, 7, 10**30):
        address = reverse(f"comments_desk:{name}", args=[key])
        answer = client.get(address) if name == "comment" else client.post(address, {"text": "x"})
        assert answer.status_code == 404


def test_the_queue_leads_nowhere_else(client: Client) -> None:
    comment = w.make_comment(w.make_post(), status="held")
    answer = press(client, "publish", comment, next="https://evil.example/")
    assert answer["Location"].startswith("/desk/comments/")


def test_a_decision_by_mail_is_in_the_log_too(user: User) -> None:
    comment = w.make_comment(w.make_post(), status="held")
    assert decide_once(comment=comment, verdict=0, status="published", at=timezone.now(), by=user)
    assert DeskAct.objects.get().by == user
