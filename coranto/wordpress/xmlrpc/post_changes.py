"""What ``wp.newPost`` and ``wp.editPost`` send, read into changes, with what may not be changed refused."""

import datetime
from typing import Any

from coranto.accounts.models import User
from coranto.media.models import Attachment
from coranto.posts.models import Author, Post
from coranto.posts.policy import sees_all_posts
from coranto.posts.slugs import slug_of
from coranto.wordpress.xmlrpc.caller import Caller
from coranto.wordpress.xmlrpc.faults import Fault, unauthorised
from coranto.wordpress.xmlrpc.filing import filed
from coranto.wordpress.xmlrpc.values import LARGEST, flag, line, moment, number, text

TEXTS = {"post_title": ("title", 1000), "post_password": ("password", 255)}
SWITCHES = {"comment_status": "comments_open", "ping_status": "pings_open"}
OPENING = ("open", "1", "true")
STATUSES = ("draft", "pending", "private", "publish", "future")


def read_changes(caller: Caller, content: dict[str, Any], entry: Any) -> dict[str, Any]:
    """The changes to a post or page (``None`` for a new post)."""
    changes = _texts(content)
    if slug := slug_of(line(content.get("post_name"), 200)):
        changes["slug"] = slug
    if at := posted(caller, content):
        changes["posted_at"] = at
    if (author := author_wanted(content.get("post_author"), caller.user, entry)) is not None:
        changes["author"] = author
    if "post_thumbnail" in content:
        changes["featured_image"] = picture(content["post_thumbnail"])
    return changes


def _texts(content: dict[str, Any]) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    for name, (column, longest) in TEXTS.items():
        if name in content:
            changes[column] = line(content[name], longest)
    for name, column in SWITCHES.items():
        if name in content:
            changes[column] = opens(content[name])
    for name, column in (("post_content", "content"), ("post_excerpt", "excerpt")):
        if name in content:
            changes[column] = text(content[name])
    return changes


def read_post_changes(caller: Caller, content: dict[str, Any], post: Post | None) -> dict[str, Any]:
    """What only posts have, too: format, filing, sticking."""
    changes = {**read_changes(caller, content, post), **filed(content, caller.user)}
    if text(content.get("post_format")) in Post.Format.values:
        changes["format"] = text(content["post_format"])
    if "sticky" in content:
        is_sticky = flag(content["sticky"])
        if is_sticky != bool(post and post.is_sticky):
            if not sees_all_posts(caller.user):
                raise unauthorised("make posts sticky")
            changes["is_sticky"] = is_sticky
        if is_sticky and (text(content.get("post_status")) == "private" or text(content.get("post_password"))):
            raise Fault(401, "Sorry, you cannot stick a private post.")
    return changes


def opens(value: Any) -> bool:
    """Whether ``open``, 1 or true was sent, rather than ``closed``, 0 or 2."""
    return text(value).strip().lower() in OPENING


def posted(caller: Caller, content: dict[str, Any]) -> datetime.datetime | None:
    """The moment of posting: by Greenwich's clock, else by ours; nothing where none was sent."""
    if at := moment(content.get("post_date_gmt"), datetime.UTC):
        return at
    return moment(content.get("post_date"), caller.zone)


def author_wanted(value: Any, by: User, entry: Any) -> Author | None:
    """The author to set; nothing where the present one stays. Only who may change all posts gives one to others."""
    wanted = number(value)
    if not wanted or (entry is not None and entry.author and entry.author.number == wanted):
        return None
    found = Author.objects.filter(number=wanted).first() if 0 < wanted < LARGEST else None
    if (found is None or found.user_id != by.pk) and not sees_all_posts(by):
        raise unauthorised("create posts as this user" if entry is None else "change the post author as this user")
    if found is None:
        raise Fault(404, "Invalid author ID.")
    return found


def picture(value: Any) -> Any:
    """The picture of an attachment, to be the featured one; none for 0."""
    wanted = number(value)
    if wanted <= 0:
        return None
    row = Attachment.objects.filter(number=min(wanted, LARGEST), image__isnull=False).select_related("image").first()
    if row is None:
        raise Fault(404, "Invalid attachment ID.")
    return row.image


def status_wanted(value: Any) -> str:
    """WordPress's word for a status; empty for what is none, ``publish`` for what is dated ahead."""
    status = text(value)
    return {"future": "publish"}.get(status, status) if status in STATUSES else ""
