"""Taking a comment in: what is kept, what is counted, what is refused without a trace."""

import dataclasses
import datetime

import pytest

from coranto.comments.actions.submitting import Submitted, submit_comment
from coranto.comments.discussions import post_subject
from coranto.comments.models import Block, Comment, Commenter, Verdict
from coranto.comments.scoring import neutral
from coranto.comments.submissions import Circumstances, Outcome, Reason, Scored, Submission
from coranto.posts.models import Post
from tests.world import make_comment, make_commenter, make_post

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2016, 3, 1, 12, tzinfo=datetime.UTC)
WORDS = Submission(
    text="The bridge was built in 1904.\n\nNot later.",
    name="Bea",
    email="bea@reader.example",
    url="https://bea.example",
    network_address="192.0.2.7",
    form_age=30,
)


def submit(post: Post, *, at: datetime.datetime = NOW, **changes: object) -> Submitted:
    """Send the words, with something else about them."""
    post.refresh_from_db()
    submission = dataclasses.replace(WORDS, **changes)  # type: ignore[arg-type]
    return submit_comment(submission=submission, subject=post_subject(post), at=at, scorer=neutral)


def later(minutes: int) -> datetime.datetime:
    """A moment after the first comment."""
    return NOW + datetime.timedelta(minutes=minutes)


def test_a_first_comment_is_held_with_a_verdict_that_says_why() -> None:
    post = make_post()
    comment = submit(post).comment
    assert comment is not None and comment.status == Comment.Status.HELD
    verdict = Verdict.objects.get(comment=comment)
    assert (verdict.by, verdict.phase, verdict.reasons[0]["words"]) == ("rule", "first", "a first comment")
    post.refresh_from_db()
    assert post.comment_count == 0


def test_somebody_known_is_published_and_counted() -> None:
    post = make_post()
    make_comment(post, by=make_commenter("Bea", email="bea@reader.example"), at="2016-02-08")
    Commenter.objects.update(approved_count=1)
    comment = submit(post).comment
    assert comment is not None and comment.status == Comment.Status.PUBLISHED
    assert comment.html == "<p>The bridge was built in 1904.</p>\n<p>Not later.</p>\n"
    post.refresh_from_db()
    assert post.comment_count == 2
    assert Commenter.objects.get(pk=comment.commenter_id).approved_count == 2


def test_the_same_form_twice_is_one_comment() -> None:
    post = make_post()
    first, second = submit(post, form_token="t1"), submit(post, form_token="t1", at=later(0))
    assert second.is_repeated and second.comment == first.comment
    assert Comment.objects.count() == 1


def test_the_same_words_again_are_refused() -> None:
    post = make_post()
    submit(post)
    again = submit(post, at=later(5))
    assert (again.comment, again.decision.outcome, again.decision.status) == (None, Outcome.REFUSE, 409)


def test_too_soon_is_refused_and_leaves_nothing() -> None:
    post = make_post()
    submit(post)
    soon = submit(post, text="Something else", at=NOW + datetime.timedelta(seconds=5))
    assert (soon.comment, soon.decision.status) == (None, 429)
    assert submit(post, text="Something else", at=later(1)).comment is not None


def test_a_network_has_a_limit_an_hour_whatever_names_it_uses() -> None:
    post = make_post()
    for n in range(60):
        assert submit(
            post,
            text=f"n{n}",
            name=f"n{n}",
            email=f"n{n}@a.example",
            at=later(n // 2) + datetime.timedelta(seconds=16 * (n % 2)),
        ).comment
    refused = submit(post, text="more", name="m", email="m@a.example", at=later(31))
    assert refused.decision.phase == "fast"
    assert submit(
        post, text="more", name="m", email="m@a.example", network_address="198.51.100.1", at=later(31)
    ).comment
    assert submit(post, text="and more", name="m", email="m@a.example", at=later(62)).comment


def test_a_forged_parent_is_refused() -> None:
    post, other = make_post(), make_post()
    foreign = make_comment(other)
    held = make_comment(post, status=Comment.Status.HELD)
    for parent in (foreign.pk, held.pk, 999_999):
        assert submit(post, parent=parent).decision.phase == "parent"
    answer = submit(post, parent=make_comment(post, at="2016-02-09").pk).comment
    assert answer is not None and answer.parent is not None


def test_what_is_blocked_goes_to_the_spam_folder() -> None:
    Block.objects.create(kind=Block.Kind.NETWORK, value="192.0.2.0/24")
    comment = submit(make_post()).comment
    assert comment is not None and comment.status == Comment.Status.SPAM


def test_a_block_that_has_ended_blocks_nobody() -> None:
    Block.objects.create(kind=Block.Kind.NETWORK, value="192.0.2.0/24", until=NOW)
    comment = submit(make_post()).comment
    assert comment is not None and comment.status == Comment.Status.HELD


def test_the_filter_s_reasons_are_kept() -> None:
    def scorer(submission: Submission, known: Circumstances) -> Scored:
        return Scored(0.98, "spam", (Reason("links to a casino", 2.5),))

    done = submit_comment(submission=WORDS, subject=post_subject(make_post()), at=NOW, scorer=scorer)
    verdict = Verdict.objects.get(comment=done.comment)
    assert (verdict.by, verdict.score, verdict.reasons) == (
        "filter",
        0.98,
        [{"words": "links to a casino", "weight": 2.5}],
    )
