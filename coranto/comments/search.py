"""Comments as they are searched: the published ones below posts that everybody may read."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from coranto.comments.models import Comment, CommentQuerySet, CommentText, Thread
from coranto.comments.places import path_below
from coranto.core.chunks import chunks
from coranto.core.moments import at_offset
from coranto.core.plain_text import plain_text
from coranto.core.titles import title_text
from coranto.posts.contexts import SearchHit
from coranto.posts.models import Post
from coranto.posts.search.index import Text, write_new_texts, write_texts
from coranto.posts.search.kinds import SearchedKind, Showing, register_kind
from coranto.posts.search.snippets import snippet

CHUNK = 500
KIND = "comment"


class Fresh(NamedTuple):
    """What is searched of a comment that was inserted just now, and what decides on whether it is."""

    key: int
    thread: int
    kind: str
    status: str
    posted_at: datetime.datetime
    name: str
    html: str


def index_comments(comment_ids: Iterable[int], *, at: datetime.datetime) -> None:
    """Bring the searched rows of these comments in line with what the public may see at that moment. Safe to repeat."""
    for chunk in chunks(sorted(set(comment_ids)), CHUNK):
        write_texts(CommentText, KIND, chunk, _texts(chunk, at))


def index_new_comment(comment: Comment, *, at: datetime.datetime) -> None:
    """Let a comment be found that was published as soon as it was written."""
    post = comment.thread.post
    is_readable = comment.kind == Comment.Kind.COMMENT and comment.status == Comment.Status.PUBLISHED
    if is_readable and post is not None and post.is_published(at) and not post.password:
        body = plain_text(comment.html)
        text = Text(kind=KIND, target=comment.pk, at=comment.posted_at, body=body, author=comment.name)
        write_new_texts(CommentText, [text])


def index_fresh_comments(comments: Iterable[Fresh], *, at: datetime.datetime) -> None:
    """Let comments be found that were inserted just now, many at once; held ones and pingbacks are left out."""
    shown = [each for each in comments if each.status == Comment.Status.PUBLISHED and each.kind == Comment.Kind.COMMENT]
    public = set(
        Thread.objects.filter(pk__in={each.thread for each in shown}, **everybody_may_read(at)).values_list(
            "pk", flat=True
        )
    )
    texts = (
        Text(kind=KIND, target=each.key, at=each.posted_at, body=plain_text(each.html), author=each.name)
        for each in shown
        if each.thread in public
    )
    write_new_texts(CommentText, texts)


def index_comments_below(post_ids: Iterable[int], *, at: datetime.datetime) -> None:
    """Index all comments below these posts, which may have become public or ceased to be."""
    index_comments(Comment.objects.filter(thread__post__in=list(post_ids)).values_list("pk", flat=True), at=at)


def forget_comments(comment_ids: Sequence[int]) -> None:
    """Take comments that are about to be deleted out of what is searched."""
    write_texts(CommentText, KIND, comment_ids, [])


def show_comments(ids: Sequence[int], showing: Showing) -> dict[int, SearchHit]:
    """Comments that were found."""
    hits = {}
    for comment in readable(showing.at).filter(pk__in=ids).select_related("thread__post"):
        post = comment.thread.post or Post()
        hits[comment.pk] = SearchHit(
            kind=KIND,
            url=f"{path_below(comment, post.path, showing.publication)}#comment-{comment.pk}",
            posted_at=at_offset(comment.posted_at, comment.utc_offset),
            title=title_text(post.title),
            snippet_html=snippet(plain_text(comment.html), showing.question),
            author_name=comment.name,
        )
    return hits


def readable(at: datetime.datetime) -> CommentQuerySet:
    """Comments that everybody may read at that moment."""
    terms = {f"thread__{name}": value for name, value in everybody_may_read(at).items()}
    return Comment.objects.published().filter(kind=Comment.Kind.COMMENT, **terms)


def everybody_may_read(at: datetime.datetime) -> dict[str, object]:
    """What must be true of the post of a thread."""
    return {"post__live": True, "post__is_private": False, "post__posted_at__lte": at, "post__password": ""}


def register() -> None:
    """Let comments be found; called when the app starts."""
    register_kind(SearchedKind(KIND, CommentText, show_comments))


def _texts(ids: Sequence[int], at: datetime.datetime) -> Iterator[Text]:
    rows = readable(at).filter(pk__in=ids).values_list("pk", "posted_at", "name", "html")
    for pk, posted_at, name, html in rows:
        yield Text(kind=KIND, target=pk, at=posted_at, body=plain_text(html), author=name)
