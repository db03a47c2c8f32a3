"""Decisions on discussions; nothing here changes anything."""

from dataclasses import dataclass

from django.db.models import Q

from coranto.accounts.models import User
from coranto.comments.models import Comment, CommentQuerySet
from coranto.publication.models import Publication
from coranto.publication.pagers import page_count

LONGEST_WHOLE = 500
"""A discussion of more comments than this is shown in pages even if the owner does not break comments into pages."""
PAGE_WHEN_LONG = 100


@dataclass(frozen=True, slots=True)
class CommentPaging:
    """How a discussion is divided: top-level comments on a page (0: all), and whether the last page comes first."""

    per_page: int = 0
    last_first: bool = False

    def pages(self, top_level: int) -> int:
        """How many pages that many top-level comments fill; at least one."""
        return page_count(top_level, self.per_page) if self.per_page else 1

    def first_shown(self, pages: int) -> int:
        """The page that the bare address shows."""
        return pages if self.last_first else 1

    def is_in_address(self, number: int) -> bool:
        """Whether addresses of comments on a page have its number.

        Where the last page comes first all have it, as in WordPress: that page is soon another.
        """
        return bool(self.per_page) and (self.last_first or number > 1)


def comment_paging(publication: Publication, count: int) -> CommentPaging:
    """How a discussion of ``count`` comments is divided, replies included."""
    if publication.page_comments and publication.comments_per_page:
        newest = publication.default_comments_page == Publication.CommentPage.NEWEST
        return CommentPaging(publication.comments_per_page, newest)
    return CommentPaging(PAGE_WHEN_LONG) if count > LONGEST_WHOLE else CommentPaging()


MODERATE = "comments.change_comment"
OWN_ONLY = "posts.publish_own_post"
"""Who may publish their own posts, decides on what is said below them: WordPress's way."""


def may_decide(user: User, comment: Comment) -> bool:
    """Whether the person may publish, hold or bin the comment: moderators any, authors what stands below their posts.

    The latter is WordPress's way: who may edit a post may moderate its comments.
    """
    if not user.is_active:
        return False
    if is_moderator(user):
        return True
    post = comment.thread.post
    is_own = post is not None and post.author is not None and post.author.user_id == user.pk
    return is_own and user.has_perm(OWN_ONLY)


def is_moderator(user: User) -> bool:
    """Whether the person decides on all comments, and on people."""
    return user.has_perm(MODERATE)


def visible_comments(user: User) -> CommentQuerySet:
    """The comments that the desk shows the person: all, those below their posts, or none."""
    if is_moderator(user):
        return Comment.objects.all()
    return Comment.objects.filter(own_comments(user)) if user.has_perm(OWN_ONLY) else Comment.objects.none()


def own_comments(user: User, prefix: str = "") -> Q:
    """What narrows comments to those below the person's posts; no narrowing for moderators."""
    return Q() if is_moderator(user) else Q(**{f"{prefix}thread__post__author": author_key(user)})


def author_key(user: User) -> int:
    """The key of the author that the person is, or 0.

    Asked first, and once: PostgreSQL has no statistics of a table of a few rows until somebody asks for them, so a
    query that joined the authors would be planned as if each had a handful of comments.
    """
    author = getattr(user, "author", None)
    return author.pk if author else 0
