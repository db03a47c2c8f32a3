"""The discussion below a post, page or attachment, as its template shows it.

WordPress's ways: replies stand below what they answer, to the depth the owner allows and then side by side; pages count
top-level comments only, and pingbacks stand among them; a reply to what is not published is counted but not shown.
Ours: comments carry running numbers (on a discussion of several pages only top-level ones, whose places are known).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from coranto.comments.branches import Branches
from coranto.comments.classes import Marks, comment_classes, is_by
from coranto.comments.contexts import CommentView, ThreadView
from coranto.comments.discussions import Subject, author_slugs, comments_of_page, top_level_count
from coranto.comments.frame import NO_FRAME, Frame, replies_path
from coranto.comments.models import Comment
from coranto.comments.own_comments import place_waiting
from coranto.comments.policy import CommentPaging, comment_paging
from coranto.core.bounded_memory import BoundedMemory
from coranto.core.moments import at_offset
from coranto.publication.addresses import Addresses, addresses_of
from coranto.publication.contexts import Link, Pager
from coranto.publication.models import Publication
from coranto.publication.pagers import numbered_pager
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


@dataclass(frozen=True, slots=True)
class Place:
    """Which page of a discussion is shown, of how many."""

    number: int
    pages: int
    paging: CommentPaging

    @property
    def newest(self) -> int:
        """The page on which new comments appear."""
        return self.pages


def build_thread(
    subject: Subject, publication: Publication, *, place: Place | None = None, frame: Frame = NO_FRAME
) -> ThreadView:
    """The page of the discussion at ``place``, by default the one that the bare address shows.

    Past the end it is empty. ``frame`` is what stands round the comments for the one who reads.
    """
    addresses = addresses_of(publication)
    place = place or place_of(subject, publication, 0)
    found = comments_of_page(subject, place.paging, place.number) if subject.count else Branches()
    numbered = place.paging.is_in_address(place.number)
    path = addresses.comment_page(subject.path, place.number) if numbered else subject.path
    drawn = _drawn(found, subject, publication, place, frame, path)
    return ThreadView(
        count=subject.count,
        entries=drawn.entries,
        comments=drawn.comments,
        pingbacks=drawn.pingbacks,
        pager=_pager(subject, place, addresses),
        is_open=frame.is_open if frame.is_open is not None else subject.is_open,
        closed_note=frame.closed_note,
        feed_url=addresses.feed(subject.path) if subject.is_open or subject.count else "",
        respond=None if frame.answers in drawn.numbers else frame.respond,
        live_url=frame.live_url if place.number == place.newest else "",
        data_url=frame.data_url,
    )


@dataclass(frozen=True, slots=True)
class Drawn:
    """The comments of a page as they are shown, and the numbers of all of them; made of ``comments``."""

    entries: tuple[CommentView, ...]
    comments: tuple[CommentView, ...]
    pingbacks: tuple[CommentView, ...]
    numbers: frozenset[int]
    made_of: tuple[Comment, ...]


MOST_DRAWN = 4_000_000
OF_A_VIEW = 1_500
"""Bytes that a comment takes besides its text, about."""
_known: BoundedMemory[Drawn] = BoundedMemory(MOST_DRAWN)


def _drawn(found: Branches, subject: Subject, publication: Publication, place: Place, frame: Frame, path: str) -> Drawn:
    """The comments of a page. Those of a whole discussion are drawn once for all strangers, until one has changed.

    Where a discussion has one page, its comments are the same objects as for the last reader as long as their rows are
    the same (:class:`~coranto.core.database.remembered_objects.RememberedObjects`), and their identities are the key.
    """
    if place.paging.per_page or not subject.post or not frame.is_everybodys:
        return _draw(found, subject, publication, place, frame, path)
    around = (publication.thread_depth, publication.comment_order, subject.author and subject.author.number)
    slugs = tuple(author_slugs(found.comments).items())
    key = (*map(id, found.comments), path, place, *around, *frame.for_everybody, slugs, get_language())
    drawn = _known.get(key)
    if drawn is None:
        drawn = _draw(found, subject, publication, place, frame, path)
        _known.put(key, drawn, sum(OF_A_VIEW + len(comment.html) for comment in found.comments))
    return drawn


def forget_drawn() -> None:
    """Throw away what is kept; for measuring what a page costs without it."""
    _known.clear()


def _draw(found: Branches, subject: Subject, publication: Publication, place: Place, frame: Frame, path: str) -> Drawn:
    comments = place_waiting(found.comments, frame.own.waiting)
    rows = list(in_printing_order(comments, publication.thread_depth, newest_first=_newest_first(publication)))
    views = tree_of(rows, subject, path, frame, ordinals=_ordinals(rows, place), cut=found.cut)
    pings = {row.comment.pk for row in rows if row.comment.kind != Comment.Kind.COMMENT}
    return Drawn(
        entries=tuple(views),
        comments=tuple(view for view in views if view.number not in pings),
        pingbacks=tuple(view for view in views if view.number in pings),
        numbers=frozenset(row.comment.pk for row in rows),
        made_of=found.comments,
    )


def place_of(subject: Subject, publication: Publication, number: int) -> Place:
    """The page of the discussion that ``number`` asks for (0: that of the bare address)."""
    paging = comment_paging(publication, subject.count)
    pages = paging.pages(top_level_count(subject)) if paging.per_page and subject.count else 1
    return Place(number or paging.first_shown(pages), pages, paging)


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


def tree_of(
    rows: Sequence[Row],
    subject: Subject,
    path: str,
    frame: Frame,
    *,
    ordinals: Sequence[int],
    cut: Mapping[int, int],
) -> tuple[CommentView, ...]:
    """The rows as a tree: built from the last to the first, so that each finds the replies to it already there.

    ``path`` is that of the page, ``ordinals`` are running numbers, ``cut`` are those with replies left out, with the
    first of these: the link to the rest leads to where the page breaks off.
    """
    slugs = author_slugs(row.comment for row in rows)
    marks = Marks.for_rows([row.depth for row in rows])
    levels: dict[int, list[CommentView]] = defaultdict(list)
    for position in range(len(rows) - 1, -1, -1):
        row = rows[position]
        below = levels.pop(row.depth + 1, [])
        classes = comment_classes(row.comment, marks[position], subject.author, slugs, has_replies=row.has_replies)
        view = _view(row, path, ordinals[position], classes, tuple(reversed(below)), frame)
        if first := cut.get(row.comment.pk):
            view = replace(view, more_url=replies_path(row.comment.pk, first - 1 if row.has_replies else 0))
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


def _ordinals(rows: Sequence[Row], place: Place) -> list[int]:
    """Running numbers of comments as printed, from 1.

    0 for pingbacks, for what is not published, and for replies on one page of several.
    """
    several = place.pages > 1
    counted = (place.number - 1) * place.paging.per_page if several else 0
    numbers = []
    for row in rows:
        is_comment = row.comment.kind == Comment.Kind.COMMENT
        takes_place = row.comment.status == Comment.Status.PUBLISHED and (row.depth == 1 if several else is_comment)
        counted += takes_place
        numbers.append(counted if takes_place and is_comment else 0)
    return numbers


def _newest_first(publication: Publication) -> bool:
    return publication.comment_order == Publication.CommentOrder.NEWEST


def _pager(subject: Subject, place: Place, addresses: Addresses) -> Pager:
    bare = place.paging.first_shown(place.pages)

    def address(number: int) -> str:
        path = subject.path if number == bare else addresses.comment_page(subject.path, number)
        return f"{path}#comments"

    return numbered_pager(min(place.number, place.pages), place.pages, address, newest_first=False)
