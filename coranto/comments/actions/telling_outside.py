"""Telling the other spam filter what moderators decide, where the owner chose one."""

import datetime
import logging

from coranto.akismet.asking import UnansweredError, submit
from coranto.akismet.models import OutsideScorer
from coranto.comments.models import Comment, FilterLesson
from coranto.comments.outside_scorer import form_of_kept

logger = logging.getLogger("coranto.comments")


def queue_outside_lesson(*, lesson: FilterLesson) -> None:
    """Queue what a person taught; what is taken back has no word in the protocol."""
    if lesson.is_undo or lesson.comment_id is None:
        return
    outside = OutsideScorer.objects.current()
    if outside.is_asked and outside.tells_decisions:
        from coranto.comments.tasks import tell_decision  # it stands above the actions that it runs

        tell_decision.enqueue(comment=lesson.comment_id, is_spam=lesson.is_spam)


def tell_outside(*, comment: int, is_spam: bool, at: datetime.datetime) -> bool:
    """Tell it now; whether that is done. A comment that is gone, or was decided otherwise meanwhile, is not told."""
    outside = OutsideScorer.objects.current()
    found = Comment.objects.select_related("commenter", "thread__post").filter(pk=comment).first()
    wanted = Comment.Status.SPAM if is_spam else Comment.Status.PUBLISHED
    if found is None or found.status != wanted or not (outside.is_asked and outside.tells_decisions):
        return True
    try:
        submit(outside, form_of_kept(found), is_spam=is_spam, at=at)
    except UnansweredError as error:
        logger.warning("a moderator's decision could not be told to the other spam filter: %s", error)
        return False
    return True
