"""Where one comment stands: the address of the page that shows it."""

from django.db.models import Q

from coranto.comments.discussions import Subject
from coranto.comments.models import Comment
from coranto.comments.policy import comment_paging
from coranto.publication.addresses import addresses_of
from coranto.publication.models import Publication

DEEPEST = 200


def path_of_comment(comment: Comment, subject: Subject, publication: Publication) -> str:
    """The path of the page of the discussion that shows the comment, without ``#comment-N``."""
    paging = comment_paging(publication, subject.count)
    if not paging.per_page:
        return subject.path
    top = subject.comments().filter(parent__isnull=True)
    root = root_of(comment)
    before = top.filter(Q(posted_at__lt=root.posted_at) | Q(posted_at=root.posted_at, pk__lt=root.pk)).count()
    number = before // paging.per_page + 1
    pages = paging.pages(max(top.count(), 1))
    number = min(number, pages)
    if number == paging.first_shown(pages):
        return subject.path
    return addresses_of(publication).comment_page(subject.path, number)


def path_below(comment: Comment, path: str, publication: Publication) -> str:
    """The same for a comment on what stands at ``path``; where one page holds all of it, nothing is asked."""
    thread = comment.thread
    per_page = comment_paging(publication, thread.published_count).per_page
    if not per_page or thread.published_count <= per_page:
        return path
    count = thread.published_count
    subject = Subject(path=path, post=thread.post, page=thread.page, attachment=thread.attachment, count=count)
    return path_of_comment(comment, subject, publication)


def address_of_comment(comment: Comment, subject: Subject, publication: Publication, query: str = "") -> str:
    """The whole way to a comment: ``/slug/comment-page-2/#comment-7``."""
    path = path_of_comment(comment, subject, publication)
    return f"{path}{'?' + query if query else ''}#comment-{comment.pk}"


def root_of(comment: Comment) -> Comment:
    """The top-level comment above it, or itself."""
    for _ in range(DEEPEST):
        if comment.parent_id is None:
            break
        above = Comment.objects.in_threads().filter(pk=comment.parent_id).first()
        if above is None:
            break
        comment = above
    return comment
