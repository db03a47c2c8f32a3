"""``metaWeblog.*``, which most desktop editors speak."""

import datetime
from typing import Any

from coranto.posts.actions.terms import name_tags
from coranto.posts.models import Category, Post
from coranto.posts.policy import visible_posts
from coranto.publication.addresses import absolute
from coranto.wordpress.entries.binning import bin_post
from coranto.wordpress.entries.reading import RELATED, newest
from coranto.wordpress.entries.rights import may, publishes_posts, writes_posts
from coranto.wordpress.entries.writing import PUBLIC, change_entry
from coranto.wordpress.xmlrpc.caller import Caller
from coranto.wordpress.xmlrpc.classic_fields import metaweblog_struct, recent_struct, texts_of
from coranto.wordpress.xmlrpc.custom_fields import write_custom_fields
from coranto.wordpress.xmlrpc.dispatch import Args
from coranto.wordpress.xmlrpc.entries import find_post
from coranto.wordpress.xmlrpc.faults import Fault, no_post, unauthorised
from coranto.wordpress.xmlrpc.filing import known_categories
from coranto.wordpress.xmlrpc.methods.wp_posts import add_filled, how_many
from coranto.wordpress.xmlrpc.post_changes import author_wanted, opens, picture
from coranto.wordpress.xmlrpc.term_fields import by_name
from coranto.wordpress.xmlrpc.values import flag, moment, struct, text

EDIT, DELETE = "edit this post", "delete this post"


def own_post(caller: Caller, value: Any, *, verb: str = "change", what: str = EDIT, gone: Fault | None = None) -> Post:
    """The post with that number, if the person may do this with it."""
    post = find_post(value)
    if post is None:
        raise gone or no_post()
    if not may(caller.user, verb, post):
        raise unauthorised(what)
    return post


def version_of(post: Post) -> Post:
    """The version that the desk would open."""
    version = newest(post)
    return version if isinstance(version, Post) else post


def recent_posts(caller: Caller, most: Any) -> list[Post]:
    """The newest posts that the person may edit."""
    rows = visible_posts(caller.user).select_related(*RELATED).order_by("-posted_at", "-pk")[: how_many(most)]
    return [version_of(row) for row in rows if may(caller.user, "read", row)]


def get_post(caller: Caller, args: Args) -> dict[str, Any]:
    """``metaWeblog.getPost(post, name, password)``."""
    return metaweblog_struct(caller, version_of(own_post(caller, args[0] if args else 0, verb="read")))


def get_recent_posts(caller: Caller, args: Args) -> list[dict[str, Any]]:
    """``metaWeblog.getRecentPosts(blog, name, password, number)``."""
    if not writes_posts(caller.user):
        raise unauthorised("edit posts")
    return [recent_struct(caller, post) for post in recent_posts(caller, args[1] if len(args) > 1 else 0)]


def get_categories(caller: Caller, args: Args) -> list[dict[str, Any]]:
    """``metaWeblog.getCategories`` and ``wp.getCategories``."""
    check_categories(caller)
    return [_category(caller, row) for row in by_name(Category.objects.select_related("parent"))]


def check_categories(caller: Caller) -> None:
    """Refuse those who write no posts."""
    if not writes_posts(caller.user):
        words = "Sorry, you must be able to edit posts on this site in order to view categories."
        raise Fault(401, words)


def _category(caller: Caller, row: Category) -> dict[str, Any]:
    path = caller.addresses.category(row.path)
    return {
        "categoryId": row.number,
        "parentId": row.parent.number if row.parent else 0,
        "description": row.name,
        "categoryDescription": row.description,
        "categoryName": row.name,
        "htmlUrl": absolute(path),
        "rssUrl": absolute(caller.addresses.feed(path)),
    }


def read_classic(caller: Caller, content: dict[str, Any], post: Post | None) -> dict[str, Any]:
    """What ``metaWeblog`` sends, as changes. As in WordPress an edit without keywords takes the tags away."""
    changes: dict[str, Any] = {**texts_of(content, longest_title=1000), **_filing(content, is_edit=post is not None)}
    for name, column in (("mt_allow_comments", "comments_open"), ("mt_allow_pings", "pings_open")):
        if name in content:
            changes[column] = opens(content[name])
    at = moment(content.get("date_created_gmt"), datetime.UTC) or moment(content.get("dateCreated"), caller.zone)
    if at:
        changes["posted_at"] = at
    if (author := author_wanted(content.get("wp_author_id"), caller.user, post)) is not None:
        changes["author"] = author
    if "wp_post_thumbnail" in content:
        changes["featured_image"] = picture(content["wp_post_thumbnail"])
    if text(content.get("wp_post_format")) in Post.Format.values:
        changes["format"] = text(content["wp_post_format"])
    return changes


def _filing(content: dict[str, Any], *, is_edit: bool) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if isinstance(content.get("categories"), list):
        changes["categories"] = known_categories(content["categories"])
    if "mt_keywords" in content or is_edit:
        words = content.get("mt_keywords")
        names = ",".join(text(word) for word in words) if isinstance(words, list) else text(words)
        changes["tags"] = name_tags(names=names[:5_000])
    return changes


def status_named(content: dict[str, Any], publish: Any) -> str:
    """The status that is named, else that of the flag at the end."""
    named = text(content.get("post_status"))
    return named if named in (*PUBLIC, "draft", "pending") else "publish" if flag(publish) else "draft"


def new_post(caller: Caller, args: Args) -> str:
    """``metaWeblog.newPost(blog, name, password, content, publish)``; its number, as text."""
    content = struct(args[1])
    status = status_named(content, args[2] if len(args) > 2 else False)
    if not writes_posts(caller.user) or (status in PUBLIC and not publishes_posts(caller.user)):
        raise unauthorised("publish posts on this site")
    if text(content.get("post_type")) not in ("", "post"):
        raise Fault(401, "Invalid post type.")
    defaults = {"comments_open": caller.publication.comments_open, "pings_open": caller.publication.pings_open}
    return str(add_filled(caller, {**defaults, **read_classic(caller, content, None)}, status).number)


def edit_post(caller: Caller, args: Args) -> bool:
    """``metaWeblog.editPost(post, name, password, content, publish)``."""
    post = own_post(caller, args[0])
    content = struct(args[1])
    status = status_named(content, args[2] if len(args) > 2 else False)
    if status in PUBLIC and not may(caller.user, "publish", post):
        raise unauthorised("publish this post")
    changes = read_classic(caller, content, post)
    change_entry(entry=post, changes=changes, status=status, at=caller.at, by=caller.user)
    write_custom_fields(post, content)
    return True


def delete_post(caller: Caller, args: Args) -> bool:
    """``metaWeblog.deletePost`` and ``blogger.deletePost(key, post, name, password)``: into the bin."""
    gone = Fault(404, "Sorry, no such post.")
    post = own_post(caller, args[1] if len(args) > 1 else 0, verb="delete", what=DELETE, gone=gone)
    bin_post(post=post, at=caller.at, by=caller.user)
    return True
