"""Where one comment stands: the address of the page that shows it."""

from django.db import connection
from django.db.models import Q

from coranto.comments.branches import MOST, replies_that_fit
from coranto.comments.discussions import Subject, roots_of_page
from coranto.comments.frame import ROOT, replies_path
from coranto.comments.models import Comment
from coranto.comments.policy import comment_paging
from coranto.publication.addresses import addresses_of
from coranto.publication.models import Publication

DEEPEST = 20_000
"""Comments above one another that are looked at."""
# A comment and those above it, the nearest first. A comment that is not published hides what is above it.
ABOVE = """
    WITH RECURSIVE above(id, parent_id, height) AS (
        SELECT id, parent_id, 0 FROM comments_comment WHERE id = %s
        UNION ALL
        SELECT higher.id, higher.parent_id, above.height + 1
        FROM comments_comment higher JOIN above ON higher.id = above.parent_id
        WHERE higher.status = %s AND above.height < %s
    )
    SELECT id FROM above ORDER BY height
"""


def path_of_comment(comment: Comment, subject: Subject, publication: Publication) -> str:
    """The path of the page that shows the comment, without ``#comment-N``: one of its discussion, or of replies."""
    paging = comment_paging(publication, subject.count)
    if not paging.per_page:
        return subject.path
    top = subject.comments().filter(parent__isnull=True)
    root = root_of(comment)
    before = top.filter(Q(posted_at__lt=root.posted_at) | Q(posted_at=root.posted_at, pk__lt=root.pk)).count()
    pages = paging.pages(max(top.count(), 1))
    number = min(before // paging.per_page + 1, pages)
    if may_be_cut(comment, subject.count):
        fitting, _is_all = replies_that_fit(roots_of_page(subject, paging, number))
        if comment.pk not in fitting:
            return replies_path(comment.parent_id or 0, comment.pk - 1)
    if not paging.is_in_address(number):
        return subject.path
    return addresses_of(publication).comment_page(subject.path, number)


def may_be_cut(comment: Comment, count: int) -> bool:
    """Whether a page of a discussion of ``count`` comments may have no room for the comment."""
    is_reply = comment.parent_id is not None and comment.status == Comment.Status.PUBLISHED
    return is_reply and count > MOST


def path_below(comment: Comment, path: str, publication: Publication) -> str:
    """The page on which a comment on what stands at ``path`` is shown; where one page holds all, nothing is asked.

    For a reply in a huge discussion it is the address that leads to the right page, found when somebody goes there.
    """
    thread = comment.thread
    if may_be_cut(comment, thread.published_count):
        return f"{ROOT}{comment.pk}/"
    paging = comment_paging(publication, thread.published_count)
    if not paging.per_page or thread.published_count <= paging.per_page:
        return addresses_of(publication).comment_page(path, 1) if paging.is_in_address(1) else path
    count = thread.published_count
    subject = Subject(path=path, post=thread.post, page=thread.page, attachment=thread.attachment, count=count)
    return path_of_comment(comment, subject, publication)


def address_of_comment(comment: Comment, subject: Subject, publication: Publication, query: str = "") -> str:
    """The whole way to a comment: ``/slug/comment-page-2/#comment-7``."""
    path = path_of_comment(comment, subject, publication)
    return f"{path}{'?' + query if query else ''}#comment-{comment.pk}"


def root_of(comment: Comment) -> Comment:
    """The top-level comment above it, or itself."""
    if comment.parent_id is None:
        return comment
    published = Comment.Status.PUBLISHED.value
    with connection.cursor() as cursor:
        cursor.execute(ABOVE, [comment.pk, published, DEEPEST])
        highest = cursor.fetchall()[-1][0]
    return comment if highest == comment.pk else Comment.objects.get(pk=highest)
