"""Looking up what the phases must know about a submission, at a fixed number of queries."""

import datetime
from typing import TypedDict

from django.conf import settings

from coranto.comments.discussions import Subject
from coranto.comments.identity import commenter_key
from coranto.comments.models import Block, Comment, Commenter, CommentRules, Pace, Thread
from coranto.comments.submissions import Circumstances, Submission
from coranto.core.database.prepared_queries import PreparedObjects, PreparedRows, given_moment, given_number, given_text
from coranto.core.network_addresses import counted_network
from coranto.core.plain_text import plain_text
from coranto.core.short_digests import short_digest
from coranto.posts.models import Post

HOUR = datetime.timedelta(hours=1)
DUPLICATE_WITHIN = datetime.timedelta(days=30)
TEXT_SHOWN = 4_000  # characters of the post that the filter compares with
PACE_KEYS = [given_text("network"), given_text("email"), given_text("user")]
_commenter = PreparedObjects(lambda: Commenter.objects.filter(key=given_text("key")))
_blocks = PreparedRows(lambda: Block.objects.standing(given_moment("at")).values_list("kind", "value"))
_paces = PreparedRows(
    lambda: Pace.objects.filter(key__in=PACE_KEYS).values_list("key", "last_at", "window_at", "count")
)
_said_by = PreparedRows(
    lambda: Comment.objects.filter(
        thread=given_number("thread"),
        status__in=Comment.Status.values,  # all of them, so that the index leads to the newest
        text=given_text("text"),
        name=given_text("name"),
        posted_at__gte=given_moment("since"),
    ).values_list("commenter__email")
)


def look_up(
    submission: Submission,
    subject: Subject,
    rules: CommentRules,
    *,
    at: datetime.datetime,
    commenter: Commenter | None = None,
    thread: Thread | None = None,
    blocks: tuple[tuple[str, str], ...] | None = None,
) -> Circumstances:
    """All that is known when the submission arrives.

    ``commenter`` is who submits, ``thread`` where, and ``blocks`` (kind, value) stand, if that was looked up already.
    """
    commenter = commenter or known_commenter(submission)
    last, in_hour = paces_of(submission, at)
    return Circumstances(
        at=at,
        is_open=subject.is_open,
        closed_since=closing_moment(subject, rules, at),
        is_duplicate=is_said_already(submission, thread or subject.thread(), since=at - DUPLICATE_WITHIN),
        seconds_since_last=(at - last).total_seconds() if last else None,
        in_last_hour=in_hour,
        approved_before=commenter.approved_count if commenter else 0,
        is_trusted=commenter.is_trusted if commenter else False,
        blocks=tuple((kind, value) for kind, value in _blocks.all(at=at)) if blocks is None else blocks,
        own_host=settings.PUBLIC_HOST,
        **subject_facts(subject.post),
        parent_is_published=is_parent_there(submission, subject),
    )


class SubjectFacts(TypedDict, total=False):
    """The fields of the circumstances that tell of the post that is discussed."""

    subject_key: str
    subject_title: str
    subject_text: str


def subject_facts(post: Post | None) -> SubjectFacts:
    """What the filter is told of the post that is discussed, as fields of the circumstances."""
    if post is None:
        return {}
    return {
        "subject_key": str(post.number),
        "subject_title": post.title,
        "subject_text": plain_text(post.body_html[:TEXT_SHOWN]),
    }


def key_of(submission: Submission) -> str:
    """The key of the commenter who submits."""
    return commenter_key(name=submission.name, email=submission.email, url=submission.url, user=submission.user or "")


def known_commenter(submission: Submission) -> Commenter | None:
    """The commenter who submits, where they have written before."""
    return _commenter.first(key=key_of(submission))


def closing_moment(subject: Subject, rules: CommentRules, at: datetime.datetime) -> datetime.datetime | None:
    """When the discussion closed by its age, if it did."""
    closes = _closes_at(subject, rules)
    return closes if closes and closes <= at else None


def next_closing(subject: Subject, rules: CommentRules, at: datetime.datetime) -> datetime.datetime | None:
    """When the discussion will close by its age, if it will."""
    closes = _closes_at(subject, rules)
    return closes if closes and closes > at else None


def _closes_at(subject: Subject, rules: CommentRules) -> datetime.datetime | None:
    if not rules.close_after_days or subject.post is None:
        return None
    posted_at: datetime.datetime = subject.post.posted_at
    return posted_at + datetime.timedelta(days=rules.close_after_days)


def is_said_already(submission: Submission, thread: Thread | None, *, since: datetime.datetime) -> bool:
    """Whether the same person said the same words here since then, whatever became of them."""
    if thread is None:
        return False
    said_by = _said_by.all(thread=thread.pk, text=submission.text, name=submission.name, since=since)
    own = submission.email.casefold()
    return any(email.casefold() == own for (email,) in said_by)


def words_key(submission: Submission) -> str:
    """The key of what somebody says: the same for the same words of the same person."""
    return short_digest("words", submission.name, submission.email.casefold(), submission.text, size=16)


def is_parent_there(submission: Submission, subject: Subject) -> bool:
    """Whether the comment that is answered is published, and in this discussion."""
    if submission.parent is None:
        return True
    return subject.comments().filter(pk=submission.parent, removed_at=None).exists()


def pace_keys(submission: Submission) -> dict[str, str]:
    """By what a person's pace is counted: the network, the address, the account; only digests are kept."""
    given = {
        "network": counted_network(submission.network_address),
        "email": submission.email.casefold().strip(),
        "user": str(submission.user or ""),
    }
    return {name: short_digest("pace", name, value, size=16) for name, value in given.items() if value}


def paces_of(submission: Submission, at: datetime.datetime) -> tuple[datetime.datetime | None, int]:
    """When somebody like this wrote last, and how often their network wrote in the hour that runs."""
    keys = pace_keys(submission)
    last, in_hour = None, 0
    for key, last_at, window_at, count in _paces.all(**{"network": "", "email": "", "user": "", **keys}):
        last = max(last, last_at) if last else last_at
        if key == keys.get("network") and window_at > at - HOUR:
            in_hour = count
    return last, in_hour
