"""The replies to one comment on pages of their own, for discussions with more of them than a page holds."""

from django.utils.translation import gettext as _

from coranto.comments.contexts import RepliesPage
from coranto.comments.discussions import Subject, rows_of_branches, slugs_in
from coranto.comments.frame import ROOT, Frame, replies_path
from coranto.comments.models import Comment
from coranto.comments.tree import Setting, in_printing_order, tree_of, view_of
from coranto.publication.contexts import Link
from coranto.publication.models import Publication

ON_A_PAGE = 100
"""Replies to the comment itself; what stands below them comes along, as far as it fits."""


def build_replies(
    comment: Comment, subject: Subject, publication: Publication, *, after: int, frame: Frame
) -> RepliesPage:
    """The replies to ``comment`` whose keys are above ``after``, the earliest first."""
    direct = Comment.objects.in_threads().filter(parent=comment, pk__gt=after).order_by("pk")
    keys = list(direct.values_list("pk", flat=True)[: ON_A_PAGE + 1])
    shown = keys[:ON_A_PAGE]
    found = rows_of_branches(shown)
    rows = list(in_printing_order(found.comments, publication.thread_depth, under=comment.pk))
    setting = Setting(subject, subject.path, frame, slugs_in(found.rows), is_numbered=False)
    name = comment.name if not comment.removed_at else ""
    return RepliesPage(
        title=_("Replies to %(name)s") % {"name": name or _("Anonymous")},
        comment=view_of(comment, subject),
        subject=Link(label=name, url=f"{ROOT}{comment.pk}/"),
        replies=tree_of(rows, setting, found.cut),
        first_url=replies_path(comment.pk) if after else "",
        next_url=replies_path(comment.pk, shown[-1]) if len(keys) > ON_A_PAGE else "",
    )
