"""``mt.*``: categories of posts, titles only, publishing."""

from typing import Any

from coranto.posts.models import Category
from coranto.wordpress.entries.writing import change_entry
from coranto.wordpress.xmlrpc.caller import Caller
from coranto.wordpress.xmlrpc.classic_fields import title_struct
from coranto.wordpress.xmlrpc.dispatch import Args
from coranto.wordpress.xmlrpc.filing import by_number
from coranto.wordpress.xmlrpc.methods.metaweblog import check_categories, own_post, recent_posts, version_of
from coranto.wordpress.xmlrpc.term_fields import by_name
from coranto.wordpress.xmlrpc.values import items, struct


def category_list(caller: Caller, args: Args) -> list[dict[str, Any]]:
    """``mt.getCategoryList(blog, name, password)``."""
    check_categories(caller)
    return [{"categoryId": row.number, "categoryName": row.name} for row in by_name(Category.objects.all())]


def recent_titles(caller: Caller, args: Args) -> list[dict[str, Any]]:
    """``mt.getRecentPostTitles(blog, name, password, number)``."""
    return [title_struct(caller, post) for post in recent_posts(caller, args[1] if len(args) > 1 else 0)]


def categories_of(caller: Caller, args: Args) -> list[dict[str, Any]]:
    """``mt.getPostCategories(post, name, password)``. WordPress calls the first one primary; so do we."""
    post = version_of(own_post(caller, args[0] if args else 0, verb="read"))
    rows = by_name(post.categories.all())
    return [
        {"categoryName": row.name, "categoryId": str(row.number), "isPrimary": at == 0} for at, row in enumerate(rows)
    ]


def set_categories(caller: Caller, args: Args) -> bool:
    """``mt.setPostCategories(post, name, password, categories)``."""
    post = own_post(caller, args[0])
    wanted = [struct(each).get("categoryId") for each in items(args[1] if len(args) > 1 else [])[:200]]
    rows = [by_number(Category, number) for number in wanted]
    change_entry(entry=post, changes={"categories": rows}, status="", at=caller.at, by=caller.user)
    return True


def publish_post(caller: Caller, args: Args) -> int:
    """``mt.publishPost(post, name, password)``; its number."""
    post = own_post(caller, args[0] if args else 0, verb="publish", what="publish this post")
    change_entry(entry=post, changes={}, status="publish", at=caller.at, by=caller.user)
    return int(post.number)
