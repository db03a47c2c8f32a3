"""Readers who say that a comment should be looked at, or that they liked it."""

import datetime

from django.db import transaction
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from coranto.comments.actions.changing import recount
from coranto.comments.models import Comment, CommentRules, Reaction, Report, Verdict


@transaction.atomic
def report_comment(
    *, comment: Comment, reporter: str, reason: str, text: str, rules: CommentRules, at: datetime.datetime
) -> bool:
    """Note the report, one for each reader; hold the comment when enough have reported it. Whether it is new.

    Reports that a moderator has settled count no more, and what was kept then is not hidden again unless its text was
    changed since; people of the publication are not silenced by readers.
    """
    given = {"reason": reason, "text": text[:500], "at": at}
    _report, is_new = Report.objects.get_or_create(comment=comment, reporter=reporter, defaults=given)
    standing = Report.objects.filter(comment=comment, settled_at=None).count()
    is_shown = comment.status == Comment.Status.PUBLISHED and not comment.commenter.is_staff
    if is_new and is_shown and 0 < rules.reports_hide <= standing and not was_looked_at(comment):
        comment.status = Comment.Status.HELD
        comment.save(update_fields=["status"])
        Verdict.objects.create(
            comment=comment,
            status=comment.status,
            by=Verdict.By.RULE,
            phase="reports",
            reasons=[{"words": _("reported by %(n)d readers") % {"n": standing}, "weight": 0.0}],
            at=at,
        )
        recount(comment)
    return is_new


def was_looked_at(comment: Comment) -> bool:
    """Whether a moderator has settled reports of the comment as it is now."""
    settled = Report.objects.filter(comment=comment, settled_at__isnull=False)
    return (settled.filter(settled_at__gt=comment.edited_at) if comment.edited_at else settled).exists()


@transaction.atomic
def react_to_comment(*, comment: Comment, reader: str, at: datetime.datetime) -> bool:
    """Count the reader's reaction, or take it back if it was counted. Whether it counts now."""
    _reaction, is_new = Reaction.objects.get_or_create(comment=comment, reader=reader, defaults={"at": at})
    if not is_new:
        Reaction.objects.filter(comment=comment, reader=reader).delete()
    counted = Reaction.objects.filter(comment=OuterRef("pk")).order_by().values("comment").annotate(n=Count("pk"))
    Comment.objects.filter(pk=comment.pk).update(reaction_count=Coalesce(Subquery(counted.values("n")), 0))
    return is_new
