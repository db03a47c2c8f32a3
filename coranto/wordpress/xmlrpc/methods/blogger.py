"""``blogger.*``, the oldest of these interfaces. The first value is an application's key, which says nothing here."""

from typing import Any

from coranto.publication.addresses import absolute
from coranto.wordpress.entries.rights import may, publishes_posts, writes_posts
from coranto.wordpress.entries.writing import change_entry
from coranto.wordpress.xmlrpc.caller import Caller
from coranto.wordpress.xmlrpc.classic_fields import blogger_struct, split_blogger
from coranto.wordpress.xmlrpc.dispatch import Args
from coranto.wordpress.xmlrpc.faults import Fault, unauthorised
from coranto.wordpress.xmlrpc.filing import by_number
from coranto.wordpress.xmlrpc.methods.metaweblog import own_post, recent_posts, version_of
from coranto.wordpress.xmlrpc.methods.wp_posts import add_filled
from coranto.wordpress.xmlrpc.term_fields import MODELS
from coranto.wordpress.xmlrpc.user_fields import author_of_user
from coranto.wordpress.xmlrpc.values import flag, line, text


def users_blogs(caller: Caller, args: Args) -> list[dict[str, Any]]:
    """``blogger.getUsersBlogs``, ``wp.getUsersBlogs`` and ``metaWeblog.getUsersBlogs``: this one."""
    return [
        {
            "isAdmin": caller.user.is_superuser,
            "url": absolute("/"),
            "blogid": "1",
            "blogName": caller.publication.name,
            "xmlrpc": absolute("/xmlrpc.php"),
        }
    ]


def user_of_call(caller: Caller, args: Args) -> dict[str, Any]:
    """``blogger.getUserInfo(key, name, password)``."""
    if not writes_posts(caller.user):
        raise unauthorised("access user data on this site")
    author = author_of_user(caller.user)
    return {
        "nickname": caller.user.shown_name,
        "userid": author.number if author else 0,
        "url": author.url if author else "",
        "lastname": caller.user.last_name,
        "firstname": caller.user.first_name,
    }


def get_post(caller: Caller, args: Args) -> dict[str, Any]:
    """``blogger.getPost(key, post, name, password)``."""
    return blogger_struct(version_of(own_post(caller, args[1], verb="read")))


def get_recent_posts(caller: Caller, args: Args) -> list[dict[str, Any]]:
    """``blogger.getRecentPosts(key, blog, name, password, number)``."""
    if not writes_posts(caller.user):
        raise unauthorised("edit posts")
    return [blogger_struct(post) for post in recent_posts(caller, args[2] if len(args) > 2 else 0)]


def _changes(content: Any) -> dict[str, Any]:
    title, categories, rest = split_blogger(text(content))
    changes: dict[str, Any] = {"content": rest}
    if title is not None:
        changes["title"] = line(title, 1000)
    if categories is not None:
        changes["categories"] = [by_number(MODELS["category"], number) for number in categories[:200]]
    return changes


def new_post(caller: Caller, args: Args) -> int:
    """``blogger.newPost(key, blog, name, password, content, publish)``; its number."""
    publish = len(args) > 3 and flag(args[3])
    if not writes_posts(caller.user) or (publish and not publishes_posts(caller.user)):
        raise unauthorised("post on this site")
    defaults = {"comments_open": caller.publication.comments_open, "pings_open": caller.publication.pings_open}
    made = add_filled(caller, {**defaults, **_changes(args[2])}, "publish" if publish else "draft")
    return int(made.number)


def edit_post(caller: Caller, args: Args) -> bool:
    """``blogger.editPost(key, post, name, password, content, publish)``."""
    post = own_post(caller, args[1], gone=Fault(404, "Sorry, no such post."))
    publish = len(args) > 3 and flag(args[3])
    if publish and not may(caller.user, "publish", post):
        raise unauthorised("publish this post")
    status = "publish" if publish else "draft"
    change_entry(entry=post, changes=_changes(args[2]), status=status, at=caller.at, by=caller.user)
    return True
