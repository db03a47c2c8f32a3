"""The site's spam filter in this process: loaded once, kept up with the lessons that any process has learnt since."""

import datetime
import threading

from django.db.models import Subquery

from coranto.comments.models import Comment, FilterLesson, FilterSnapshot
from coranto.comments.submissions import Circumstances, Reason, Scored, Submission
from coranto.core.database.prepared_queries import PreparedRows, given_number
from coranto.publication.models import Publication
from coranto.spam import submission as spam
from coranto.spam.filter import Filter
from coranto.spam.lesson import Lesson

BATCH = 500
NEWEST = 300
"""Comments that came before this process began, or since it looked last, whose texts are remembered: the newest."""
REMEMBERED = ("pk", "text", "name", "commenter__email", "network_address", "thread__post__number", "posted_at")
_state = PreparedRows(
    lambda: Publication.objects.order_by("pk").values_list(
        Subquery(FilterSnapshot.objects.order_by("pk").values("at")[:1]),
        Subquery(FilterLesson.objects.order_by("-pk").values("pk")[:1]),
    )[:1]
)
_came_since = PreparedRows(
    lambda: Comment.objects.filter(pk__gt=given_number("last")).order_by("-pk").values_list(*REMEMBERED)[:NEWEST]
)
_learnt_since = PreparedRows(
    lambda: (
        FilterLesson.objects.filter(pk__gt=given_number("last"))
        .order_by("pk")
        .values_list("pk", "packed", "is_undo")[:BATCH]
    )
)


class SiteFilter:
    """A filter and the last lesson that is in it. One for each process; :func:`current` brings it up to date."""

    def __init__(self) -> None:
        """Nothing is loaded before it is asked for."""
        self.lock = threading.RLock()
        self.filter: Filter | None = None
        self.last_lesson = 0
        self.made_at: datetime.datetime | None = None
        self.last_seen = 0

    def current(self) -> Filter:
        """The filter with every lesson in it: two small queries when nothing was taught since."""
        with self.lock:
            made_at, newest = _state.first() or (None, None)
            if self.filter is None or made_at != self.made_at:  # another process began anew
                self.load()
            loaded = self.filter or Filter()
            self.look_round(loaded)
            return self.catch_up(loaded) if (newest or 0) > self.last_lesson else loaded

    def load(self) -> None:
        """Begin from the snapshot, or from the shipped filter."""
        snapshot = FilterSnapshot.objects.first()
        self.filter = Filter.from_bytes(bytes(snapshot.packed)) if snapshot else Filter()
        self.last_lesson = snapshot.last_lesson if snapshot else 0
        self.made_at = snapshot.at if snapshot else None
        self.last_seen = 0

    def look_round(self, filter: Filter) -> None:
        """Remember what came since, in whatever process, so that one text on several posts is noticed."""
        for key, *told in reversed(_came_since.all(last=self.last_seen)):
            filter.remember(as_remembered(*told))
            self.last_seen = key

    def catch_up(self, filter: Filter) -> Filter:
        """Apply what was learnt, or taken back, since."""
        while rows := _learnt_since.all(last=self.last_lesson):
            for key, packed, is_undo in rows:
                lesson = Lesson.from_bytes(bytes(packed))
                if is_undo:
                    filter.unlearn(lesson)
                else:
                    filter.apply(lesson)
                self.last_lesson = key
            if len(rows) < BATCH:
                break
        return filter

    def forget(self) -> None:
        """Let go of what is loaded; the next question loads it again."""
        with self.lock:
            self.filter, self.last_lesson, self.last_seen = None, 0, 0


site_filter = SiteFilter()


def score(submission: Submission, known: Circumstances) -> Scored:
    """What the site's filter says of a comment on its way in. It asks nobody outside and changes nothing."""
    found = site_filter.current().score(arriving(submission, known))
    reasons = tuple(Reason(reason.words, reason.weight, reason.code) for reason in found.reasons)
    return Scored(found.value, found.verdict, reasons)


def arriving(submission: Submission, known: Circumstances) -> spam.Submission:
    """A comment on its way in, as the filter is told of it."""
    return spam.Submission(
        text=submission.text,
        author=submission.name,
        email=submission.email,
        url=submission.url,
        ip=submission.network_address,
        user_agent=submission.user_agent,
        kind=submission.kind,
        site_language=known.language,
        post_key=known.subject_key,
        post_title=known.subject_title,
        post_text=known.subject_text,
        post_tags=known.subject_tags,
        form_age_seconds=submission.form_age,
        honeypot_filled=submission.trap_filled,
        keys_typed=submission.keys_typed,
        history=spam.History(approved=known.approved_before),
        at=known.at,
    )


def as_remembered(
    text: str, name: str, email: str, address: str | None, post: int | None, at: datetime.datetime
) -> spam.Submission:
    """A comment that is there, as far as the memory of texts asks."""
    key = str(post) if post else ""
    return spam.Submission(text=text, author=name, email=email, ip=address or "", post_key=key, at=at)


def kept(comment: Comment) -> spam.Submission:
    """A comment that is there, as the filter learns from it."""
    post = comment.thread.post
    return spam.Submission(
        text=comment.text,
        author=comment.name,
        email=comment.commenter.email,
        url=comment.url,
        ip=comment.network_address or "",
        user_agent=comment.user_agent,
        kind=comment.kind,
        post_title=post.title if post else "",
        post_key=str(post.number) if post else "",
        at=comment.posted_at,
    )
