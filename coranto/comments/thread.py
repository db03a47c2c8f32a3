"""The discussion below a post, page or attachment, as its template shows it.

WordPress's ways: pages count top-level comments only, and pingbacks stand among them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from coranto.comments.contexts import CommentView, ThreadView
from coranto.comments.discussions import Rows, Subject, rows_of_page, slugs_in, top_level_count
from coranto.comments.frame import NO_FRAME, Frame
from coranto.comments.models import Comment
from coranto.comments.own_comments import place_waiting
from coranto.comments.policy import CommentPaging, comment_paging
from coranto.comments.stretches import Order, stretches_of
from coranto.comments.tree import Before, Setting, in_printing_order, tree_of
from coranto.core.lazy_sequence import LazySequence
from coranto.publication.addresses import Addresses, addresses_of
from coranto.publication.contexts import Pager
from coranto.publication.models import Publication
from coranto.publication.pagers import numbered_pager


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
    numbered = place.paging.is_in_address(place.number)
    path = addresses.comment_page(subject.path, place.number) if numbered else subject.path
    found = rows_of_page(subject, place.paging, place.number) if subject.count else Rows()
    is_part = place.pages > 1
    setting = Setting(subject, path, frame, slugs_in(found.rows), is_part=is_part)
    order = Order(publication.thread_depth, newest_first=_newest_first(publication))
    before = Before(ordinal=(place.number - 1) * place.paging.per_page if is_part else 0)
    stretches, is_answered = _stretches(found, setting, order, before)
    entries = _joined(stretches)
    return ThreadView(
        count=subject.count,
        entries=entries,
        comments=_of_kind(entries, is_comment=True),
        pingbacks=_of_kind(entries, is_comment=False),
        stretches=stretches,
        pager=_pager(subject, place, addresses),
        is_open=frame.is_open if frame.is_open is not None else subject.is_open,
        closed_note=frame.closed_note,
        feed_url=addresses.feed(subject.path) if subject.is_open or subject.count else "",
        respond=None if is_answered else frame.respond,
        live_url=frame.live_url if place.number == place.newest else "",
        data_url=frame.data_url,
    )


def _stretches(
    found: Rows, setting: Setting, order: Order, before: Before
) -> tuple[tuple[Sequence[CommentView], ...], bool]:
    """The comments of a page, and whether one of them is the one that is being answered.

    For a reader with comments of their own, or who answers one, they are in one stretch, which nobody else has.
    """
    frame = setting.frame
    if frame.is_everybodys:
        return stretches_of(found, setting, order, before), False
    comments = place_waiting(found.comments, frame.own.waiting)
    rows = list(in_printing_order(comments, order.deepest, newest_first=order.newest_first))
    views = tree_of(rows, setting, found.cut, before)
    return (views,) if views else (), frame.answers in {row.comment.pk for row in rows}


def _joined(stretches: Sequence[Sequence[CommentView]]) -> LazySequence[CommentView]:
    return LazySequence(None, lambda: tuple(chain.from_iterable(stretches)), sum(map(len, stretches)))


def _of_kind(entries: Sequence[CommentView], *, is_comment: bool) -> LazySequence[CommentView]:
    kind = Comment.Kind.COMMENT
    return LazySequence(None, lambda: tuple(view for view in entries if (view.kind == kind) == is_comment))


def place_of(subject: Subject, publication: Publication, number: int) -> Place:
    """The page of the discussion that ``number`` asks for (0: that of the bare address)."""
    paging = comment_paging(publication, subject.count)
    pages = paging.pages(top_level_count(subject)) if paging.per_page and subject.count else 1
    return Place(number or paging.first_shown(pages), pages, paging)


def _newest_first(publication: Publication) -> bool:
    return publication.comment_order == Publication.CommentOrder.NEWEST


def _pager(subject: Subject, place: Place, addresses: Addresses) -> Pager:
    bare = place.paging.first_shown(place.pages)

    def address(number: int) -> str:
        path = subject.path if number == bare else addresses.comment_page(subject.path, number)
        return f"{path}#comments"

    return numbered_pager(min(place.number, place.pages), place.pages, address, newest_first=False)
