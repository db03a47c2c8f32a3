"""What a discussion is below, and which comments one page of it holds.

A page costs the same however long the discussion.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from wagtail.models import Page

from coranto.comments.branches import Branches, branches
from coranto.comments.models import Comment, CommentQuerySet, Thread
from coranto.comments.policy import CommentPaging
from coranto.core import made_of
from coranto.core.bounded_memory import BoundedMemory
from coranto.core.database.prepared_queries import PreparedObjects, given_number
from coranto.core.database.remembered_objects import RememberedObjects
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
    def mark(self) -> str:
        """What stands for the thing itself in :mod:`coranto.core.made_of`."""
        if self.post:
            return f"post:{self.post.pk}"
        return made_of.ANYTHING

    @property
    def talk_mark(self) -> str:
        """What stands for its discussion there."""
        if self.post:
            return f"talk:post:{self.post.pk}"
        return f"talk:page:{self.page.pk}" if self.page else f"talk:attachment:{getattr(self.attachment, 'pk', 0)}"

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


def comments_of_page(subject: Subject, paging: CommentPaging, number: int) -> Branches:
    """The top-level comments of page ``number`` with the replies below them; all comments where there is one page.

    Nobody may change them: other requests may have the same objects.
    """
    if not paging.per_page:
        if subject.post:
            return Branches(tuple(_whole_below_post.all(post=subject.post.pk)))
        return Branches(tuple(as_drawn(subject.comments())))
    return branches(roots_of_page(subject, paging, number))


def as_drawn(comments: CommentQuerySet) -> CommentQuerySet:
    """The comments with what is printed of them.

    Not with what is counted of their writers: every comment of theirs, on whatever page, would be another row.
    """
    counted = ("commenter__approved_count", "commenter__spam_count")
    return comments.select_related("commenter").defer("text", "meta", "user_agent", "digest", *counted)


_whole_below_post = RememberedObjects(
    lambda: as_drawn(
        Comment.objects.in_threads().filter(thread__post=given_number("post")).order_by("posted_at", "pk")
    ),
    BoundedMemory(4_000_000),
)


def roots_of_page(subject: Subject, paging: CommentPaging, number: int) -> list[int]:
    """The keys of the top-level comments of page ``number`` of several."""
    start = (number - 1) * paging.per_page
    top = subject.comments().filter(parent__isnull=True).values_list("pk", flat=True)
    return list(top[start : start + paging.per_page])


def author_slugs(comments: Iterable[Comment]) -> dict[int, str]:
    """The slugs of the site's own authors among the commenters, by their number; no query where there are none."""
    numbers = {comment.commenter.author_number for comment in comments} - {None}
    if not numbers:
        return {}
    return dict(Author.objects.filter(number__in=numbers).values_list("number", "slug"))
