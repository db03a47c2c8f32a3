"""Taking a comment in."""

import datetime
from dataclasses import dataclass

from django.db import IntegrityError, connection
from django.db.models import F

from coranto.comments.actions.announcing import announce_comments
from coranto.comments.actions.threads import count_threads
from coranto.comments.circumstances import (
    HOUR,
    PACE_KEYS,
    is_said_already,
    key_of,
    known_commenter,
    look_up,
    pace_keys,
    paces_of,
    words_key,
)
from coranto.comments.discussions import Subject
from coranto.comments.models import Comment, Commenter, CommentRules, Pace, Thread, Verdict
from coranto.comments.phases import Scorer, decide, is_paced, pace_problem, repetition
from coranto.comments.subjects import write_page_count
from coranto.comments.submissions import Decision, Outcome, Submission
from coranto.core.comment_text import written_html
from coranto.core.database.bulk_rows import insert_new, insert_values
from coranto.core.database.prepared_queries import PreparedUpdate, given_moment, given_number
from coranto.core.database.write_queue import write_queue
from coranto.posts.models import Author, Post
from coranto.publication.models import Publication

STATUS = {
    Outcome.PUBLISH: Comment.Status.PUBLISHED,
    Outcome.HOLD: Comment.Status.HELD,
    Outcome.SPAM: Comment.Status.SPAM,
    Outcome.DISCARD: Comment.Status.SPAM,
}
LOCK_NUMBER = 0x636F75  # of PostgreSQL's advisory locks; with a second number, one for each pace and text
LOCK_DIGITS = 7  # hexadecimal, of such a key: they fit the second number
_key = given_number("key")
_approved_one = PreparedUpdate(lambda: Commenter.objects.filter(pk=_key), approved_count=F("approved_count") + 1)
_spam_one = PreparedUpdate(lambda: Commenter.objects.filter(pk=_key), spam_count=F("spam_count") + 1)
_one_in_thread = PreparedUpdate(
    lambda: Thread.objects.filter(pk=_key),
    published_count=F("published_count") + 1,
    last_comment_at=given_moment("at"),
)
_one_on_post = PreparedUpdate(lambda: Post.objects.filter(pk=_key), comment_count=F("comment_count") + 1)
_one_in_hour = PreparedUpdate(
    lambda: Pace.objects.filter(key__in=PACE_KEYS, window_at__gt=given_moment("since")),
    count=F("count") + 1,
    last_at=given_moment("at"),
)


@dataclass(frozen=True, slots=True)
class Submitted:
    """What became of a submission: the comment as it is kept, or nothing where it was refused; and the decision."""

    comment: Comment | None
    decision: Decision
    is_repeated: bool = False


def submit_comment(
    *,
    submission: Submission,
    subject: Subject,
    at: datetime.datetime,
    scorer: Scorer,
    rules: CommentRules | None = None,
    blocks: tuple[tuple[str, str], ...] | None = None,
    zone: datetime.tzinfo | None = None,
) -> Submitted:
    """Decide on a comment and keep it with its verdict. What is refused leaves no trace but in the pace.

    A form that comes twice (a double click, a repeated request) is one comment: the second gets the first one's answer.
    ``rules``, ``blocks`` and the publication's ``zone`` are given where they are known already. As little as can be is
    done while the database is locked; but whether they said it already, and how fast they write, is asked there once
    more, where nobody else writes or counts.
    """
    standing = rules or CommentRules.objects.current()
    commenter, thread = commenter_of(submission), subject.thread()
    known = look_up(submission, subject, standing, at=at, commenter=commenter, thread=thread, blocks=blocks)
    decision = decide(submission, known, standing, scorer)
    if decision.outcome is Outcome.REFUSE:  # the same words a second time are, so this is where to look for it
        return answer_of(repeated(submission)) or Submitted(None, decision)
    comment = drawn_up(submission, decision, at, zone or Publication.objects.current().zone)

    def write() -> Comment | Decision:
        into = thread or thread_of(subject)
        refusal = refused_by_now(submission, into, standing, at)
        return refusal or keep(comment, submission, subject, into, commenter, decision)

    try:
        kept = write_queue.run(write, may_repeat=True)
        if isinstance(kept, Comment):
            return Submitted(kept, decision)
        return answer_of(repeated(submission)) or Submitted(None, kept)
    except IntegrityError:
        if answer := answer_of(repeated(submission)):
            return answer
        raise


def refused_by_now(
    submission: Submission, thread: Thread, rules: CommentRules, at: datetime.datetime
) -> Decision | None:
    """The refusal, if others like it were kept since the circumstances were looked up.

    That is the same words of the same person, or too many of the same network, address or account. Asked in the
    transaction that writes.
    """
    is_counted = is_paced(submission) and bool(rules.wait_seconds or rules.hourly_limit)
    wait_for_those_alike(submission, is_counted=is_counted)
    if is_said_already(submission, thread, since=at - HOUR):
        return repetition()
    if not is_counted:
        return None
    last, in_hour = paces_of(submission, at)
    return pace_problem((at - last).total_seconds() if last else None, in_hour, rules)


def wait_for_those_alike(submission: Submission, *, is_counted: bool) -> None:
    """Let those who say the same, or are counted together, write one after the other until the transaction ends.

    SQLite has one writer at a time. In PostgreSQL the locks make them wait, also where nobody has written yet.
    """
    if connection.vendor != "postgresql":
        return
    keys = [words_key(submission), *(pace_keys(submission).values() if is_counted else ())]
    numbers = sorted(int(key[:LOCK_DIGITS], 16) for key in keys)  # all in one order
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, n) FROM unnest(%s::int[]) n", [LOCK_NUMBER, numbers])


def answer_of(earlier: Comment | None) -> Submitted | None:
    """What the form was answered when it came first; nothing where it did not."""
    return Submitted(earlier, standing_decision(earlier), is_repeated=True) if earlier else None


def repeated(submission: Submission) -> Comment | None:
    """The comment that the same form made already."""
    if not submission.form_token:
        return None
    return Comment.objects.filter(form_token=submission.form_token).select_related("commenter").first()


def standing_decision(comment: Comment) -> Decision:
    """The decision on a comment that is there."""
    verdict = comment.verdicts.order_by("-at", "-pk").first()
    return Decision(Outcome(comment.status if comment.status != "binned" else "held"), verdict.phase if verdict else "")


def drawn_up(submission: Submission, decision: Decision, at: datetime.datetime, zone: datetime.tzinfo) -> Comment:
    """The comment as it will be kept, but for where it stands and whose it is."""
    offset = at.astimezone(zone).utcoffset()
    return Comment(
        parent_id=submission.parent,
        kind=submission.kind,
        status=STATUS[decision.outcome],
        name=submission.name.strip(),
        url=submission.url.strip(),
        posted_at=at,
        utc_offset=int(offset.total_seconds() // 60) if offset else 0,
        text=submission.text,
        html=written_html(submission.text),
        network_address=submission.network_address or None,
        user_agent=submission.user_agent[:500],
        form_token=submission.form_token or None,
    )


def keep(
    comment: Comment,
    submission: Submission,
    subject: Subject,
    thread: Thread,
    commenter: Commenter,
    decision: Decision,
) -> Comment:
    """Write the comment, its commenter, its verdict, the counts and the pace, all or nothing."""
    comment.thread = thread
    comment.commenter = commenter if commenter.pk else made_or_found(commenter)
    if subject.post:
        comment.thread.post = subject.post
    insert_new(comment)
    record_verdict(comment=comment, decision=decision, at=comment.posted_at)
    count_one(comment, subject)
    count_pace(submission, comment.posted_at)
    announce_comments(comments=[comment], at=comment.posted_at)
    return comment


def count_one(comment: Comment, subject: Subject) -> None:
    """Count one more comment for its writer and, when published, for its discussion."""
    is_published = comment.status == Comment.Status.PUBLISHED
    if is_published:
        _approved_one.run(key=comment.commenter_id)
    elif comment.status == Comment.Status.SPAM:
        _spam_one.run(key=comment.commenter_id)
    if is_published and subject.post:
        _one_in_thread.run(key=comment.thread_id, at=comment.posted_at)
        _one_on_post.run(key=subject.post.pk)
    elif is_published:
        write_page_count(comment.thread, count_threads(threads=[comment.thread_id])[comment.thread_id])


def thread_of(subject: Subject) -> Thread:
    """The thread of a subject, made when it is the first comment."""
    if subject.post:
        return Thread.objects.get_or_create(post=subject.post)[0]
    if subject.page:
        return Thread.objects.get_or_create(page=subject.page)[0]
    return Thread.objects.get_or_create(attachment=subject.attachment)[0]


def commenter_of(submission: Submission) -> Commenter:
    """The commenter who submits; a new one is not written yet."""
    if known := known_commenter(submission):
        return known
    author = Author.objects.filter(user=submission.user).first() if submission.is_staff else None
    return Commenter(
        key=key_of(submission),
        name=submission.name.strip(),
        email=submission.email.strip(),
        url=submission.url.strip(),
        user_id=submission.user,
        is_staff=submission.is_staff,
        author_number=author.number if author else None,
    )


def made_or_found(commenter: Commenter) -> Commenter:
    """A new commenter written, or the one that another process has written meanwhile."""
    names = ("name", "email", "url", "user_id", "is_staff", "author_number")
    given = {name: getattr(commenter, name) for name in names}
    return Commenter.objects.get_or_create(key=commenter.key, defaults=given)[0]


def record_verdict(*, comment: Comment, decision: Decision, at: datetime.datetime) -> None:
    """Write the row that says who decided, when and why."""
    by = Verdict.By.FILTER if decision.by_filter else Verdict.By.RULE
    row = (comment.pk, comment.status, by, decision.phase, decision.kept_reasons, decision.score, at)
    insert_values(Verdict, ("comment_id", "status", "by", "phase", "reasons", "score", "at"), [row])


def count_pace(submission: Submission, at: datetime.datetime) -> None:
    """Count one more for the network, address and account; a window of an hour begins with the first."""
    named = pace_keys(submission)
    keys = set(named.values())
    if _one_in_hour.run(**{"network": "", "email": "", "user": "", **named}, since=at - HOUR, at=at) == len(keys):
        return
    running = Pace.objects.filter(key__in=keys, window_at__gt=at - HOUR)
    for key in keys - set(running.values_list("key", flat=True)):
        Pace.objects.update_or_create(key=key, defaults={"window_at": at, "count": 1, "last_at": at})
