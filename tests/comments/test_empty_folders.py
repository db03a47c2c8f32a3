"""The moderators' bin and spam are emptied after their days, and nothing else goes with them."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coranto.accounts.models import User
from coranto.comments.actions.deciding import decide_comments
from coranto.comments.actions.keeping import forget_what_is_over
from coranto.comments.actions.subscribing import end_subscriptions
from coranto.comments.actions.teaching import learn_archive
from coranto.comments.models import (
    Comment,
    Commenter,
    FilterLesson,
    Subscription,
)
from tests.comments.mailing import follow
from tests.comments.pages import comment_of, rules
from tests.desk import desk, person
from tests.world import make_comment, make_commenter, make_post

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.mark.parametrize("folder", [Comment.Status.BINNED, Comment.Status.SPAM])
def test_what_lay_in_the_bin_or_was_spam_for_its_days_is_erased(folder: str) -> None:
    rules(empty_bin_days=30, empty_spam_days=30)
    bea, post = make_commenter("Bea", email="bea@reader.example"), make_post()
    alone, answered, young = (make_comment(post, f"Words {n}", by=bea) for n in range(3))
    reply = make_comment(post, "An answer", parent=answered)
    for comment, days in ((alone, 31), (answered, 31), (young, 29)):
        decide_comments(comments=[comment], status=folder, at=timezone.now() - days * DAY, by=None)
    binned = set(Comment.objects.filter(status=folder).values_list("pk", flat=True))
    assert binned == {alone.pk, answered.pk, young.pk}
    assert forget_what_is_over(at=timezone.now())["binned" if folder == "binned" else "spam"] == 2
    for comment in (answered, young, reply):
        comment.refresh_from_db()
    assert set(Comment.objects.values_list("pk", flat=True)) == {answered.pk, young.pk, reply.pk}
    assert (answered.text, answered.html, answered.name, answered.status) == ("", "", "", folder)
    assert answered.commenter != bea and (young.text, young.commenter) == ("Words 2", bea)
    assert not forget_what_is_over(at=timezone.now())["binned"]


def test_answers_to_what_was_emptied_neither_move_nor_appear_and_the_place_goes_with_the_last_of_them(
    client: Client,
) -> None:
    rules()
    post = make_post()
    answered = make_comment(post, "The first words")
    reply = make_comment(post, "A hidden answer", parent=answered)
    decide_comments(comments=[answered], status=Comment.Status.BINNED, at=timezone.now() - 31 * DAY, by=None)
    assert forget_what_is_over(at=timezone.now())["binned"] == 1
    assert f'id="comment-{reply.pk}"' not in client.get(post.path).content.decode()
    assert "erased; keeps the place of its replies" in at_desk("binned")
    decide_comments(comments=[answered], status=Comment.Status.PUBLISHED, at=timezone.now(), by=None)
    assert f'id="comment-{reply.pk}"' in client.get(post.path).content.decode()
    decide_comments(comments=[answered], status=Comment.Status.BINNED, at=timezone.now() - 31 * DAY, by=None)
    answered.verdicts.update(at=timezone.now() - 31 * DAY)
    reply.delete()
    forget_what_is_over(at=timezone.now())
    assert not Comment.objects.exists()


def test_the_bin_stays_where_the_owner_wants_it_to_and_the_desk_says_which() -> None:
    comment_of(900, status=Comment.Status.BINNED)
    rules(empty_bin_days=0, empty_spam_days=7)
    assert forget_what_is_over(at=timezone.now())["binned"] == 0
    assert "What lies here stays" in at_desk("binned") and "after 7 days here" in at_desk("spam")
    rules(empty_bin_days=30)
    assert "after 30 days here" in at_desk("binned")
    assert "here." not in at_desk("held").split("desk-queue")[0].split("desk-find")[-1]
    assert forget_what_is_over(at=timezone.now())["binned"] == 1


def test_the_filter_keeps_what_it_learnt_from_what_is_emptied() -> None:
    rules()
    editor, comment = person("editor"), comment_of(40)
    decide_comments(comments=[comment], status=Comment.Status.SPAM, at=timezone.now() - 33 * DAY, by=editor)
    decide_comments(comments=[comment], status=Comment.Status.BINNED, at=timezone.now() - 32 * DAY, by=editor)
    before = list(FilterLesson.objects.values_list("pk", "packed", "is_undo"))
    assert before
    forget_what_is_over(at=timezone.now())
    assert not Comment.objects.exists()
    assert list(FilterLesson.objects.values_list("pk", "packed", "is_undo")) == before


def test_an_emptied_place_is_no_lesson_for_the_filter() -> None:
    rules()
    post = make_post()
    for status in (Comment.Status.BINNED, Comment.Status.PUBLISHED):
        gone = make_comment(post, "Words", status=status)
        make_comment(post, "An answer", parent=gone, status=Comment.Status.HELD)
        Comment.objects.filter(pk=gone.pk).update(removed_at=timezone.now() - 31 * DAY)
    forget_what_is_over(at=timezone.now())
    assert learn_archive(at=timezone.now()) == (0, 0)


def test_nor_is_it_one_when_somebody_decides_on_it() -> None:
    rules()
    editor, answered = person("editor"), make_comment(make_post(), "Words")
    make_comment(make_post(), "An answer", parent=answered)
    decide_comments(comments=[answered], status=Comment.Status.BINNED, at=timezone.now() - 31 * DAY, by=None)
    forget_what_is_over(at=timezone.now())
    answered = Comment.objects.select_related("commenter", "thread__post").get(pk=answered.pk)
    for status in (Comment.Status.SPAM, Comment.Status.PUBLISHED):
        decide_comments(comments=[answered], status=status, at=timezone.now(), by=editor)
    assert not FilterLesson.objects.exists()


def test_an_emptied_place_with_nothing_below_it_is_not_published(client: Client) -> None:
    rules()
    post = make_post()
    answered = make_comment(post, "Words")
    make_comment(post, "An answer", parent=answered, status=Comment.Status.HELD)
    decide_comments(comments=[answered], status=Comment.Status.BINNED, at=timezone.now() - 31 * DAY, by=None)
    forget_what_is_over(at=timezone.now())
    answered = Comment.objects.select_related("commenter", "thread__post").get(pk=answered.pk)
    decide_comments(comments=[answered], status=Comment.Status.PUBLISHED, at=timezone.now(), by=person("editor"))
    answered.refresh_from_db()
    assert answered.status == Comment.Status.BINNED
    assert "was removed" not in client.get(post.path).content.decode()


def test_who_gets_mail_outlives_their_last_comment_and_goes_with_the_mail() -> None:
    rules()
    bea = make_commenter("Bea", email="bea@reader.example")
    comment = make_comment(make_post(), "Words", by=bea)
    mail = follow("bea@reader.example", kind=Subscription.Kind.REPLIES, commenter=bea)
    decide_comments(comments=[comment], status=Comment.Status.BINNED, at=timezone.now() - 31 * DAY, by=None)
    forget_what_is_over(at=timezone.now())
    assert not Comment.objects.exists()
    assert Subscription.objects.get().commenter == bea
    end_subscriptions(subscriptions=[mail], at=timezone.now() - 31 * DAY)
    forget_what_is_over(at=timezone.now())
    assert not Subscription.objects.exists() and not Commenter.objects.filter(pk=bea.pk).exists()


def at_desk(tab: str) -> str:
    """That tab of the moderators' queue."""
    user = User.objects.filter(username="moderator").first() or person("moderator")
    return desk(user=user).get(reverse("comments_desk:comments"), {"status": tab}).content.decode()
