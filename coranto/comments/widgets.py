"""The widget that shows the newest comments."""

from functools import cache

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from coranto.comments.models import Comment
from coranto.comments.places import path_below
from coranto.core.database.prepared_queries import PreparedObjects, given_moment
from coranto.core.made_of import COMMENTS, made_of, made_of_each
from coranto.core.moments import at_offset
from coranto.core.plain_text import first_words, plain_text
from coranto.core.titles import title_text
from coranto.posts.models import Post
from coranto.publication.contexts import CommentLink, RecentCommentsWidget
from coranto.publication.models import Publication
from coranto.publication.widgets import WidgetPlan, register_widget

EXCERPT_WORDS = 20
COLUMNS = (
    *("name", "url", "html", "posted_at", "utc_offset", "parent"),
    *(f"thread__{name}" for name in ("published_count", "page", "attachment", "post__title", "post__path")),
)


def recent_comments(plan: WidgetPlan) -> RecentCommentsWidget | None:
    """The newest published comments on public posts: ``count`` of them.

    Nothing is quoted from below a protected post.
    """
    newest = list(_newest(plan.number("count", 5, most=30)).all(at=timezone.now()))
    made_of(COMMENTS)
    made_of_each("post", (comment.thread.post_id for comment in newest))
    links = tuple(_link(comment, plan.publication) for comment in newest)
    return RecentCommentsWidget(title=plan.title or _("Recent comments"), comments=links) if links else None


@cache
def _newest(count: int) -> PreparedObjects[Comment]:
    return PreparedObjects(lambda: _newest_rows()[:count])


def _newest_rows() -> QuerySet[Comment]:
    return (
        Comment.objects.published()
        .filter(
            kind=Comment.Kind.COMMENT,
            thread__post__live=True,
            thread__post__is_private=False,
            thread__post__posted_at__lte=given_moment("at"),
            thread__post__password="",
        )
        .select_related("thread__post")
        .newest_first()
        .only(*COLUMNS)
    )


def register() -> None:
    """Make this kind known; called when the app starts."""
    register_widget("recent_comments", recent_comments, shows_comments=True)


def _link(comment: Comment, publication: Publication) -> CommentLink:
    post = comment.thread.post or Post()
    return CommentLink(
        author_name=comment.name or _("Anonymous"),
        author_url=comment.url,
        post_title=title_text(post.title),
        url=f"{path_below(comment, post.path, publication)}#comment-{comment.pk}",
        posted_at=at_offset(comment.posted_at, comment.utc_offset),
        excerpt=first_words(plain_text(comment.html), EXCERPT_WORDS)[0],
    )
