"""Teaching the spam filter by hand: what a moderator says of a comment without deciding on it, and taking it back."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from coranto.accounts.models import User
from coranto.comments.actions.moderating import locked, written_down
from coranto.comments.actions.teaching import record, standing_lesson, untrain
from coranto.comments.models import Comment, DeskAct, FilterLesson
from coranto.comments.site_filter import kept, site_filter
from coranto.spam.lesson import Lesson


@transaction.atomic
def teach_at_desk(*, comment: Comment, is_spam: bool, at: datetime.datetime, by: User) -> DeskAct | None:
    """Let the filter learn that the comment is spam, or good; an earlier lesson from it is taken back first."""
    comment = locked([comment.pk])[0]
    standing = standing_lesson(comment)
    if standing and standing.is_spam == is_spam:
        return None
    packed = learnt_without(standing, comment, is_spam, by)
    if standing:
        untrain(lesson=standing, at=at)
    made = record(comment=comment, packed=packed, is_spam=is_spam, at=at)
    words = _("Comment %(key)s taught as spam.") if is_spam else _("Comment %(key)s taught as good.")
    before = {"comment": comment.pk, "lesson": standing.pk if standing else 0, "made": made.pk}
    return written_down(DeskAct.Kind.TAUGHT, words % {"key": comment.pk}, before, at=at, by=by)


def learnt_without(former: FilterLesson | None, comment: Comment, is_spam: bool, by: User) -> bytes:
    """The lesson that the filter would learn if it had not had the former one.

    It is not left in memory: every process, this one too, takes it from the log once it is committed.
    """
    now = site_filter.current()
    before = Lesson.from_bytes(bytes(former.packed)) if former else None
    if before:
        now.unlearn(before)
    try:
        learnt = now.learn(kept(comment), is_spam, reporter=str(by.pk))
        now.unlearn(learnt)
    finally:
        if before:
            now.apply(before)
    return learnt.to_bytes()


@transaction.atomic
def forget_at_desk(*, comment: Comment, at: datetime.datetime, by: User) -> DeskAct | None:
    """Let the filter be as if it had not learnt from the comment."""
    comment = locked([comment.pk])[0]
    standing = standing_lesson(comment)
    if standing is None:
        return None
    untrain(lesson=standing, at=at)
    words = _("The lesson from comment %(key)s taken back.") % {"key": comment.pk}
    before = {"comment": comment.pk, "lesson": standing.pk, "made": 0}
    return written_down(DeskAct.Kind.TAUGHT, words, before, at=at, by=by)
