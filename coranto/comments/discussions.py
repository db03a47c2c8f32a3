"""What a discussion is below, and which comments one page of it holds.

A page costs the same however long the discussion.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Page

from coranto.comments.branches import keys_of_branches
from coranto.comments.models import Comment, Commenter, CommentQuerySet, Thread
from coranto.comments.policy import CommentPaging
from coranto.core import made_of
from coranto.core.database.prepared_for_keys import ForKeys
from coranto.core.database.prepared_queries import PreparedObjects, PreparedRows, Row, given_number
from coranto.media.models import Attachment
from coranto.posts.models import Author, Post

_of_post = PreparedObjects(lambda: Thread.objects.filter(post=given_number("post")))
_of_page = PreparedObjects(lambda: Thread.objects.filter(page=given_number("page")))
_of_attachment = PreparedObjects(lambda: Thread.objects.filter(attachment=given_number("attachment")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is discussed: a post, page or attachment, with what the discussion must know of it."""

    path: str
    number: int = 0
    post: Post | None = None
    page: Page | None = None
    attachment: Attachment | None = None
    count: int = 0
    is_open: bool = False
    author: Author | None = None

    @property
    def kind(self) -> str:
        """``post``, ``page`` or ``attachment``."""
        return "post" if self.post else "page" if self.page else "attachment"

    @property
    def key(self) -> int:
        """The key of that; 0 for none."""
        return getattr(self.post or self.page or self.attachment, "pk", 0)

    @property
    def mark(self) -> str:
        """What stands for the thing itself in :mod:`coranto.core.made_of`."""
        if self.post:
            return f"post:{self.post.pk}"
        return made_of.ANYTHING

    @property
    def talk_mark(self) -> str:
        """What stands for its discussion there."""
        return f"talk:{self.kind}:{self.key}"

    def comments(self) -> CommentQuerySet:
        """Its published comments and those that only keep a place, oldest first."""
        if self.post:
            mine = Q(thread__post=self.post)
        else:
            mine = Q(thread__page=self.page) if self.page else Q(thread__attachment=self.attachment)
        return Comment.objects.in_threads().filter(mine).order_by("posted_at", "pk")

    def thread(self) -> Thread | None:
        """Its thread, if somebody wrote in it already."""
        if self.post:
            was_joined = Post.thread.is_cached(self.post)
            return getattr(self.post, "thread", None) if was_joined else _of_post.first(post=self.post.pk)
        if self.page:
            return _of_page.first(page=self.page.pk)
        return _of_attachment.first(attachment=self.attachment.pk) if self.attachment else None

    def threads(self) -> QuerySet[Thread]:
        """Its thread, if it has one, as a query for use within another."""
        if self.post:
            return Thread.objects.filter(post=self.post)
        return Thread.objects.filter(page=self.page) if self.page else Thread.objects.filter(attachment=self.attachment)


def post_subject(post: Post) -> Subject:
    """The discussion of a post."""
    return Subject(
        path=post.path,
        number=post.number,
        post=post,
        count=post.comment_count,
        is_open=post.comments_open,
        author=post.author,
    )


def page_subject(page: Page, path: str, *, number: int, count: int, is_open: bool, author: Author | None) -> Subject:
    """The discussion of a static page."""
    return Subject(path=path, number=number, page=page, count=count, is_open=is_open, author=author)


def attachment_subject(attachment: Attachment, path: str) -> Subject:
    """The discussion of an attachment; its count is asked for."""
    counts = Thread.objects.filter(attachment=attachment).values_list("published_count", flat=True)
    return Subject(
        path=path,
        number=attachment.number,
        attachment=attachment,
        count=counts.first() or 0,
        is_open=attachment.comments_open,
    )


def top_level_count(subject: Subject) -> int:
    """How many comments answer no other."""
    return subject.comments().filter(parent__isnull=True).count()


@dataclass(frozen=True, slots=True)
class Rows:
    """Comments as the database gives them, oldest first: to make objects of them takes longer than to read them.

    ``cut`` has, by key, the first reply that is left out below a comment.
    """

    rows: Sequence[Row] = ()
    cut: Mapping[int, int] = field(default_factory=dict)

    @property
    def comments(self) -> tuple[Comment, ...]:
        """The comments, made anew."""
        return comments_of(self.rows)


def rows_of_page(subject: Subject, paging: CommentPaging, number: int) -> Rows:
    """The top-level comments of page ``number`` with the replies below them; all comments where there is one page."""
    if paging.per_page:
        return rows_of_branches(roots_of_page(subject, paging, number))
    return Rows(_below[subject.kind].rows.unread(key=subject.key)) if subject.key else Rows()


def rows_of_branches(roots: Sequence[int]) -> Rows:
    """These published comments with the replies below them that fit."""
    keys, cut = keys_of_branches(roots)
    return Rows(list(_by_keys.all(keys)), cut)


def comments_of(rows: Iterable[Row]) -> tuple[Comment, ...]:
    """The comments of some rows."""
    return tuple(map(_below["post"].made, rows))


def as_drawn(comments: CommentQuerySet) -> CommentQuerySet:
    """The comments with what is printed of them.

    Not with what is counted of their writers: every comment of theirs, on whatever page, would be another row.
    """
    counted = ("commenter__approved_count", "commenter__spam_count")
    return comments.select_related("commenter").defer("text", "meta", "user_agent", "digest", *counted)


def _in_order(**which: object) -> CommentQuerySet:
    return as_drawn(Comment.objects.in_threads().filter(**which).order_by("posted_at", "pk"))


def _all_below(kind: str) -> PreparedObjects[Comment]:
    return PreparedObjects(lambda: _in_order(**{f"thread__{kind}": given_number("key")}))


class _UnreadRows(PreparedRows):
    def all(self, **given: Any) -> list[Row]:
        return self.unread(**given)


_below = {kind: _all_below(kind) for kind in ("post", "page", "attachment")}
_by_keys: ForKeys[Row] = ForKeys(lambda keys: _UnreadRows(lambda: _in_order(pk__in=keys)))


@dataclass(frozen=True, slots=True)
class Columns:
    """Where in a row of :class:`Rows` what stands."""

    key: int
    parent: int
    status: int
    kind: int
    author_number: int


@cache
def columns() -> Columns:
    """The columns; the same wherever the rows come from."""
    place = _below["post"].place
    return Columns(
        key=place(Comment, "id"),
        parent=place(Comment, "parent_id"),
        status=place(Comment, "status"),
        kind=place(Comment, "kind"),
        author_number=place(Commenter, "author_number"),
    )


def roots_of_page(subject: Subject, paging: CommentPaging, number: int) -> list[int]:
    """The keys of the top-level comments of page ``number`` of several."""
    start = (number - 1) * paging.per_page
    top = subject.comments().filter(parent__isnull=True).values_list("pk", flat=True)
    return list(top[start : start + paging.per_page])


def slugs_in(rows: Iterable[Row]) -> dict[int, str]:
    """The slugs of the site's own authors among the commenters, by their number; no query where there are none."""
    numbers = {row[columns().author_number] for row in rows} - {None}
    return dict(Author.objects.filter(number__in=numbers).values_list("number", "slug")) if numbers else {}
