"""The comments of a page as a tree: who answers whom, how deep, with which running number, and what each shows.

WordPress's ways: replies stand below what they answer, to the depth the owner allows and then side by side; a reply to
what is not published is counted but not shown. Ours: comments carry running numbers (on a discussion of several pages
only top-level ones, whose places are known).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from coranto.comments.classes import Marks, comment_classes, is_by
from coranto.comments.contexts import CommentView
from coranto.comments.discussions import Subject
from coranto.comments.frame import NO_FRAME, Frame, replies_path
from coranto.comments.models import Comment
from coranto.core.moments import at_offset
from coranto.publication.contexts import Link
from coranto.publication.trusted_html import trusted


@dataclass(slots=True)
class Row:
    """One comment in the order of printing.

    ``answers`` is the comment it answers, where that does not stand directly above it in the tree.
    """

    comment: Comment
    depth: int
    has_replies: bool
    answers: Comment | None = None


def in_printing_order(
    comments: Sequence[Comment], deepest: int, *, newest_first: bool = False, under: int | None = None
) -> Iterator[Row]:
    """Each comment before the replies to it, no deeper than ``deepest``; however long a chain of replies is.

    ``comments`` are oldest first. Replies always are; ``newest_first`` turns only the top level round. What answers
    none of the given comments is left out. With ``under``, the replies to that comment are the top level.
    """
    replies: dict[int | None, list[Comment]] = defaultdict(list)
    for comment in comments:
        replies[comment.parent_id].append(comment)
    top = replies[under] if not newest_first else replies[under][::-1]
    waiting: list[tuple[Comment, int, Comment | None]] = [(comment, 1, None) for comment in reversed(top)]
    while waiting:
        comment, depth, parent = waiting.pop()
        below = replies.get(comment.pk, [])
        yield Row(comment, min(depth, deepest), bool(below), parent if depth > deepest else None)
        waiting.extend((reply, depth + 1, comment) for reply in reversed(below))


@dataclass(frozen=True, slots=True)
class Before:
    """What is printed before some comments: how many, how many on the top level, and the last running number."""

    place: int = 0
    thread: int = 0
    ordinal: int = 0


@dataclass(frozen=True, slots=True)
class Setting:
    """What the comments of a page are drawn in.

    ``path`` is that of the page. ``is_numbered`` says whether comments have running numbers, ``is_part`` whether the
    page is one of several: then replies have none. ``slugs`` are those of the site's own authors, by their numbers.
    """

    subject: Subject
    path: str
    frame: Frame
    slugs: Mapping[int, str]
    is_numbered: bool = True
    is_part: bool = False


def tree_of(
    rows: Sequence[Row], setting: Setting, cut: Mapping[int, int], before: Before = Before()
) -> tuple[CommentView, ...]:
    """The rows as a tree: built from the last to the first, so that each finds the replies to it already there.

    ``cut`` are those with replies left out, with the first of these: the link to the rest leads to where the page
    breaks off.
    """
    marks = Marks.for_rows([row.depth for row in rows], place=before.place, thread=before.thread)
    ordinals = _ordinals(rows, before.ordinal, is_part=setting.is_part) if setting.is_numbered else [0] * len(rows)
    author, slugs = setting.subject.author, setting.slugs
    levels: dict[int, list[CommentView]] = defaultdict(list)
    for position in range(len(rows) - 1, -1, -1):
        row = rows[position]
        below = levels.pop(row.depth + 1, [])
        classes = comment_classes(row.comment, marks[position], author, slugs, has_replies=row.has_replies)
        view = _view(row, setting.path, ordinals[position], classes, tuple(reversed(below)), setting.frame)
        if first := cut.get(view.number):
            view = replace(view, more_url=replies_path(view.number, first - 1 if row.has_replies else 0))
        levels[row.depth].append(view)
    return tuple(reversed(levels[1]))


def _view(
    row: Row, path: str, ordinal: int, classes: str, replies: tuple[CommentView, ...], frame: Frame
) -> CommentView:
    comment, commenter = row.comment, row.comment.commenter
    number = comment.pk
    answered = row.answers
    posted_at = at_offset(comment.posted_at, comment.utc_offset)
    permalink = f"{path}#comment-{number}"
    if comment.removed_at:
        return CommentView(
            number=number,
            permalink=permalink,
            posted_at=posted_at,
            depth=row.depth,
            css_classes=classes,
            is_removed=True,
            replies=replies,
        )
    return CommentView(
        number=number,
        permalink=permalink,
        posted_at=posted_at,
        author_name=comment.name,
        author_url=comment.url,
        html=trusted(comment.html),
        kind=comment.kind,
        ordinal=ordinal,
        depth=row.depth,
        css_classes=classes,
        is_author="bypostauthor" in classes.split(),
        is_staff=commenter.is_staff or commenter.author_number is not None,
        is_awaiting=comment.status != Comment.Status.PUBLISHED,
        edited_at=at_offset(comment.edited_at, comment.utc_offset) if comment.edited_at else None,
        reply_to=Link(label=answered.name or _("Anonymous"), url=f"#comment-{answered.pk}") if answered else None,
        replies=replies,
        **frame.picture_of(comment),
        **frame.doors_of(comment, path),
    )


def view_of(comment: Comment, subject: Subject) -> CommentView:
    """One comment by itself, as it is shown outside its thread; nothing can be done to it there."""
    classes = f"{comment.kind} bypostauthor" if is_by(comment, subject.author) else comment.kind
    return _view(Row(comment, 1, has_replies=False), subject.path, 0, classes, (), NO_FRAME)


def _ordinals(rows: Sequence[Row], counted: int, *, is_part: bool) -> list[int]:
    """Running numbers of comments as printed, after ``counted``.

    0 for pingbacks, for what is not published, and for replies on one page of several.
    """
    numbers = []
    for row in rows:
        is_comment = row.comment.kind == Comment.Kind.COMMENT
        takes_place = row.comment.status == Comment.Status.PUBLISHED and (row.depth == 1 if is_part else is_comment)
        counted += takes_place
        numbers.append(counted if takes_place and is_comment else 0)
    return numbers
