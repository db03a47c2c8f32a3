"""``wp.*`` for posts, and for pages where a client asks for them by their type."""

import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from coranto.media.actions import remove_file
from coranto.pages.models import StaticPage
from coranto.posts.actions.bin import delete_posts
from coranto.posts.models import Post
from coranto.posts.policy import binned_posts, visible_posts
from coranto.wordpress.adding_files import may_change_file
from coranto.wordpress.entries.binning import bin_post
from coranto.wordpress.entries.reading import RELATED, newest
from coranto.wordpress.entries.rights import Entry, edits_pages, may, publishes_posts, writes_posts
from coranto.wordpress.entries.writing import PUBLIC, add_page, add_post, change_entry
from coranto.wordpress.xmlrpc.caller import Caller
from coranto.wordpress.xmlrpc.custom_fields import write_custom_fields
from coranto.wordpress.xmlrpc.dispatch import Args
from coranto.wordpress.xmlrpc.entries import attachment_numbered, editable
from coranto.wordpress.xmlrpc.faults import Fault, unauthorised
from coranto.wordpress.xmlrpc.media_fields import file_struct
from coranto.wordpress.xmlrpc.methods.pages import page_above, page_order, remove_page
from coranto.wordpress.xmlrpc.post_changes import read_changes, read_post_changes, status_wanted
from coranto.wordpress.xmlrpc.post_fields import post_struct
from coranto.wordpress.xmlrpc.term_fields import counts_of, terms_of
from coranto.wordpress.xmlrpc.values import LARGEST, items, moment, number, struct, text

ALL_FIELDS = ("post", "terms", "custom_fields")
USUAL, MOST = 10, 200
STATUSES = ("publish", "private", "draft", "pending", "future")
ORDERS = {"date": "posted_at", "modified": "modified_at", "title": "lower_title", "ID": "number", "name": "slug"}


def get_post(caller: Caller, args: Args) -> dict[str, Any]:
    """``wp.getPost(blog, name, password, post, fields)``: whoever may edit it reads it. A file is read as well."""
    if (file := attachment_numbered(args[1])) is not None:
        if not may_change_file(caller.user, file):
            raise unauthorised("edit this post")
        return file_struct(file, fields_of(args, 2))
    version = newest(editable(caller.user, args[1], verb="read"))
    return post_struct(caller, version, fields_of(args, 2), counts_of(terms_of(version)))


def get_posts(caller: Caller, args: Args) -> list[dict[str, Any]]:
    """``wp.getPosts(blog, name, password, filter, fields)``: at most 200, those that the person may edit."""
    wanted = struct(args[1]) if len(args) > 1 else {}
    rows = ordered(listed(caller, wanted), wanted)
    start, most = max(0, min(number(wanted.get("offset")), LARGEST)), how_many(wanted.get("number"))
    shown = [newest(row) for row in rows[start : start + most] if may(caller.user, "read", row)]
    counts = counts_of(term for row in shown for term in terms_of(row))
    return [post_struct(caller, row, fields_of(args, 2), counts) for row in shown]


def fields_of(args: Args, at: int) -> list[str]:
    """The fields that are asked for; all where none are."""
    return [text(name) for name in items(args[at])] if len(args) > at else list(ALL_FIELDS)


def how_many(value: Any, usual: int = USUAL) -> int:
    """How many rows are asked for, within bounds."""
    return min(abs(number(value)) or usual, MOST)


def listed(caller: Caller, wanted: dict[str, Any]) -> QuerySet[Any]:
    """The posts or pages that a filter asks for."""
    kind, status = text(wanted.get("post_type")) or "post", text(wanted.get("post_status"))
    if kind not in ("post", "page"):
        raise Fault(403, "Invalid post type.")
    if not (edits_pages(caller.user) if kind == "page" else writes_posts(caller.user)):
        raise unauthorised("edit posts in this post type")
    rows: QuerySet[Any] = StaticPage.objects.all() if kind == "page" else visible_posts(caller.user)
    if status == "trash":
        rows = StaticPage.objects.none() if kind == "page" else binned_posts(caller.user)
    elif status in STATUSES:
        rows = rows.filter(of_status(status, kind, caller.at))
    if typed := text(wanted.get("s")).strip()[:200]:
        rows = rows.filter(Q(title__icontains=typed) | Q(body_html__icontains=typed))
    return rows.select_related(*RELATED)


def of_status(status: str, kind: str, at: datetime.datetime) -> Q:
    """Whether something stands where this word of WordPress's says."""
    is_later = Q(live=True, posted_at__gt=at) | Q(live=False, go_live_at__gt=at)
    if status == "future":
        return is_later
    if status in PUBLIC:
        return Q(live=True, is_private=status == "private", posted_at__lte=at)
    if kind == "page":
        return Q(live=False) & ~is_later if status == "draft" else Q(pk=None)
    return Q(live=False, is_pending=status == "pending") & ~is_later


def ordered(rows: QuerySet[Any], wanted: dict[str, Any]) -> QuerySet[Any]:
    """In the order that is asked for; the newest first where none is."""
    column = ORDERS.get(text(wanted.get("orderby")), "posted_at")
    sign = "" if text(wanted.get("order")).upper() == "ASC" else "-"
    in_order: QuerySet[Any] = rows.alias(lower_title=Lower("title")).order_by(f"{sign}{column}", f"{sign}pk")
    return in_order


def new_post(caller: Caller, args: Args) -> str:
    """``wp.newPost(blog, name, password, content)``; its number, as text."""
    content = struct(args[1])
    kind = text(content.get("post_type")) or "post"
    status = status_wanted(content.get("post_status")) or "draft"
    if kind not in ("post", "page"):
        raise Fault(403, "Invalid post type.")
    if not (edits_pages(caller.user) if kind == "page" else writes_posts(caller.user)):
        raise unauthorised("post on this site")
    if kind == "page":
        return str(_new_page(caller, content, status).number)
    check_publishing(caller, status)
    changes = {"comments_open": False, "pings_open": True, **read_post_changes(caller, content, None)}
    return str(add_filled(caller, changes, status).number)


def check_publishing(caller: Caller, status: str) -> None:
    """Refuse what contributors may not do, in the words of ``wp.newPost``."""
    if status in PUBLIC and not publishes_posts(caller.user):
        what = "create private posts" if status == "private" else "publish posts"
        raise unauthorised(f"{what} in this post type")


def add_filled(caller: Caller, changes: dict[str, Any], status: str) -> Post:
    """A new post, if there is anything in it."""
    if not any(str(changes.get(name, "")).strip() for name in ("title", "content", "excerpt")):
        raise Fault(500, "Content, title, and excerpt are empty.")
    return add_post(changes=changes, status=status, at=caller.at, by=caller.user)


def _new_page(caller: Caller, content: dict[str, Any], status: str) -> StaticPage:
    parent = page_above(caller, content.get("post_parent"))
    changes = {**read_changes(caller, content, None), "menu_order": page_order(content.get("menu_order"))}
    changes.setdefault("title", "")
    return add_page(changes=changes, parent=parent, status=status, at=caller.at, by=caller.user)


def edit_post(caller: Caller, args: Args) -> bool:
    """``wp.editPost(blog, name, password, post, content)``."""
    content, entry = struct(args[2]), editable(caller.user, args[1])
    kind = text(content.get("post_type"))
    if kind and kind != ("post" if isinstance(entry, Post) else "page"):
        raise Fault(401, "The post type may not be changed.")
    since = moment(content.get("if_not_modified_since"), caller.zone)
    if since is not None and entry.modified_at.replace(microsecond=0) > since:
        raise Fault(409, "There is a revision of this post that is more recent.")
    status = status_wanted(content.get("post_status"))
    if status in PUBLIC and not may(caller.user, "publish", entry):
        raise unauthorised("publish posts in this post type")
    changes = _changes(caller, content, entry)
    change_entry(entry=entry, changes=changes, status=status, at=caller.at, by=caller.user)
    write_custom_fields(entry, content)
    return True


def _changes(caller: Caller, content: dict[str, Any], entry: Entry) -> dict[str, Any]:
    if isinstance(entry, Post):
        return read_post_changes(caller, content, entry)
    changes = read_changes(caller, content, entry)
    return {**changes, "menu_order": page_order(content["menu_order"])} if "menu_order" in content else changes


def delete_post(caller: Caller, args: Args) -> bool:
    """``wp.deletePost(blog, name, password, post)``: into the bin, out of which the desk takes it again.

    Called for what is in the bin, it deletes for ever, as WordPress does.
    ``wp.deleteFile`` is another name of it: either deletes a file, for ever, since files have no bin.
    """
    if (file := attachment_numbered(args[1])) is not None:
        if not may_change_file(caller.user, file):
            raise unauthorised("delete this post")
        remove_file(attachment=file, by=caller.user)
        return True
    entry = editable(caller.user, args[1], verb="delete", what="delete this post")
    if isinstance(entry, StaticPage):
        remove_page(entry, caller.user)
    elif entry.binned_at:
        delete_posts(posts=[entry], at=caller.at, by=caller.user)
    else:
        bin_post(post=entry, at=caller.at, by=caller.user)
    return True
