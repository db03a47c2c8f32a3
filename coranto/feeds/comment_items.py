"""Comments as items of a feed."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import QuerySet
from django.utils.html import escape, format_html
from django.utils.timezone import now
from django.utils.translation import gettext as _

from coranto.comments.models import Comment
from coranto.comments.places import path_below
from coranto.core.database.prepared_for_keys import objects_for_keys
from coranto.core.database.prepared_queries import Given, PreparedObjects, given_moment
from coranto.core.plain_text import plain_text
from coranto.core.texturize import texturize
from coranto.core.wordpress_spelling import escaped_once, name_of_ping, respelled
from coranto.feeds.contents import FeedItem
from coranto.feeds.password_form import password_form
from coranto.feeds.post_items import title_of
from coranto.publication.addresses import absolute
from coranto.publication.models import Publication


@dataclass(frozen=True, slots=True)
class Discussed:
    """What a comment is on: title, path and GUID; whether only those with the password may read."""

    title: str
    path: str
    guid: str
    is_protected: bool = False
    number: int = 0


def public_comments(at: datetime.datetime | Given) -> QuerySet[Comment]:
    """The comments of the whole site that anybody may read, newest first: on published posts and attachments."""
    return (
        Comment.objects.published()
        .filter(thread__post__live=True, thread__post__is_private=False, thread__post__posted_at__lte=at)
        .newest_first()
    )


def newest_comments(most: int) -> list[Comment]:
    """So many of them, with the posts that they are on."""
    return list(_newest(most).all(at=now()))


@lru_cache(maxsize=8)
def _newest(most: int) -> PreparedObjects[Comment]:
    return PreparedObjects(lambda: public_comments(given_moment("at")).select_related("thread__post")[:most])


_parents = objects_for_keys(lambda keys: Comment.objects.filter(pk__in=keys))
"""By key alone: asked for the state too, SQLite goes through all comments in that state."""


def comment_items(
    comments: Sequence[Comment], publication: Publication, discussed: Discussed | None = None
) -> tuple[FeedItem, ...]:
    """The items of these comments, which come with their threads. Without ``discussed`` each says what it is on."""
    answered = _parents.all([comment.parent_id for comment in comments if comment.parent_id])
    parents = {parent.pk: parent for parent in answered if parent.is_public}
    items = []
    for comment in comments:
        on = discussed or discussed_of(comment)
        url = f"{absolute(path_below(comment, on.path, publication))}#comment-{comment.pk}"
        items.append(comment_item(comment, on, parents.get(comment.parent_id or 0), url=url, alone=bool(discussed)))
    return tuple(items)


def discussed_of(comment: Comment) -> Discussed:
    """What a comment of the whole site's feed is on; its thread's post was fetched with it."""
    post = comment.thread.post
    if post is None:
        return Discussed("", "/", "")
    return Discussed(title_of(post), post.path, post.guid, bool(post.password), post.number)


def comment_item(comment: Comment, on: Discussed, parent: Comment | None, *, url: str, alone: bool) -> FeedItem:
    """One comment, titled as WordPress does: "By: name" in a post's feed, "Comment on … by …" in the site's."""
    name = comment.name or _("Anonymous")
    title = _("By: %(name)s") if alone else _("Comment on %(title)s by %(name)s")
    page_url = url.partition("#")[0]
    if on.is_protected:
        summary = _("Protected Comments: Please enter your password to view comments.")
        content = password_form(on.number)
    else:
        note = reply_note(parent, page_url)
        summary = escaped_once(f"{note}\n\n{comment.text}" if note else comment.text)
        content = (f"<p>{note}</p>\n" if note else "") + respelled(comment.html)
    guid = on.guid or absolute(on.path)
    answers = (guid, absolute(on.path))
    if parent:
        answers = (f"{guid}#comment-{parent.pk}", f"{page_url}#comment-{parent.pk}")
    return FeedItem(
        title=plain_text(texturize(title % {"title": on.title, "name": escape(name)})),
        url=url,
        guid=f"{guid}#comment-{comment.pk}",
        author=name,
        stored_author=name_of_ping(name) if comment.kind in Comment.SENT_BY_WORDPRESS else "",
        author_url=comment.url,
        author_website=comment.url,
        posted_at=comment.posted_at,
        modified_at=comment.posted_at,
        summary=summary,
        content=content,
        in_reply_to=answers,
        is_comment=True,
    )


def reply_note(parent: Comment | None, page_url: str) -> str:
    """The line that says what a reply answers, as WordPress prints it; both stand on the same page."""
    if parent is None:
        return ""
    link = format_html('<a href="{}#comment-{}">{}</a>', page_url, parent.pk, parent.name or _("Anonymous"))
    return str(_("In reply to %(name)s.") % {"name": link})
