"""``wp.*`` for static pages, by the older methods."""

from typing import Any

from coranto.accounts.models import User
from coranto.pages.models import StaticPage
from coranto.wordpress.entries.reading import RELATED, content_of, link_of, newest, slug_of_entry, status_of
from coranto.wordpress.entries.rights import edits_pages, may
from coranto.wordpress.entries.writing import add_page, change_entry
from coranto.wordpress.xmlrpc.caller import Caller
from coranto.wordpress.xmlrpc.classic_fields import halves, texts_of
from coranto.wordpress.xmlrpc.custom_fields import custom_fields, write_custom_fields
from coranto.wordpress.xmlrpc.dispatch import Args
from coranto.wordpress.xmlrpc.entries import editable_page, find_page
from coranto.wordpress.xmlrpc.faults import no_post, unauthorised
from coranto.wordpress.xmlrpc.post_changes import opens
from coranto.wordpress.xmlrpc.post_fields import author_number, parent_number
from coranto.wordpress.xmlrpc.values import flag, greenwich, local, number, struct, text

MOST = 200


def page_struct(caller: Caller, page: StaticPage) -> dict[str, Any]:
    """The struct of ``wp.getPage``. ``wp_author`` is the author's public name, never the one that signs in."""
    first, _words, rest = halves(content_of(page))
    above = StaticPage.objects.filter(number=parent_number(page)).first()
    return {
        "dateCreated": local(page.posted_at, page.utc_offset),
        "userid": author_number(page),
        "page_id": page.number,
        "page_status": status_of(page, caller.at),
        "description": first,
        "title": page.title,
        "link": link_of(page),
        "permaLink": link_of(page),
        "categories": [],
        "excerpt": page.excerpt,
        "text_more": rest,
        "mt_allow_comments": int(page.comments_open),
        "mt_allow_pings": int(page.pings_open),
        "wp_slug": slug_of_entry(page, status_of(page, caller.at)),
        "wp_password": page.password,
        "wp_author": page.author.name if page.author else "",
        "wp_page_parent_id": above.number if above else 0,
        "wp_page_parent_title": above.title if above else "",
        "wp_page_order": page.menu_order,
        "wp_author_id": author_number(page),
        "wp_author_display_name": page.author.name if page.author else "",
        "date_created_gmt": greenwich(page.posted_at),
        "custom_fields": custom_fields(page),
        "wp_page_template": "default",
    }


def get_page(caller: Caller, args: Args) -> dict[str, Any]:
    """``wp.getPage(blog, page, name, password)``."""
    if find_page(args[1]) is None:
        raise no_post()
    return page_struct(caller, newest(editable_page(caller.user, args[1], verb="read")))


def _pages(caller: Caller, most: int) -> list[StaticPage]:
    if not edits_pages(caller.user):
        raise unauthorised("edit pages")
    rows = StaticPage.objects.select_related(*RELATED).order_by("-posted_at", "-pk")[:most]
    return [row for row in rows if may(caller.user, "read", row)]


def get_pages(caller: Caller, args: Args) -> list[dict[str, Any]]:
    """``wp.getPages(blog, name, password, number)``."""
    most = min(number(args[1]) if len(args) > 1 else 10, MOST)
    return [page_struct(caller, page) for page in _pages(caller, max(0, most))]


def get_page_list(caller: Caller, args: Args) -> list[dict[str, Any]]:
    """``wp.getPageList(blog, name, password)``: numbers, titles and moments only."""
    return [
        {
            "page_id": str(page.number),
            "page_title": page.title,
            "page_parent_id": str(parent_number(page)),
            "dateCreated": local(page.posted_at, page.utc_offset),
            "date_created_gmt": greenwich(page.posted_at),
        }
        for page in sorted(_pages(caller, MOST), key=lambda page: page.number)
    ]


def page_above(caller: Caller, value: Any) -> StaticPage | None:
    """The page to put one below; none for the top. The person must be able to add pages there."""
    parent = find_page(value) if number(value) else None
    if parent is not None and not parent.permissions_for_user(caller.user).can_add_subpage():
        raise unauthorised("edit this page")
    return parent


def page_changes(content: dict[str, Any]) -> dict[str, Any]:
    """What ``wp.newPage`` sends, as changes."""
    changes = texts_of(content, longest_title=255)
    if "wp_page_order" in content:
        changes["menu_order"] = page_order(content["wp_page_order"])
    for name, column in (("mt_allow_comments", "comments_open"), ("mt_allow_pings", "pings_open")):
        if name in content:
            changes[column] = opens(content[name])
    return changes


def page_order(value: Any) -> int:
    """A place among pages that fits into a column."""
    return max(-(2**31), min(number(value), 2**31 - 1))


def new_page(caller: Caller, args: Args) -> str:
    """``wp.newPage(blog, name, password, content, publish)``."""
    if not edits_pages(caller.user):
        raise unauthorised("publish posts on this site")
    content = struct(args[1])
    changes = page_changes(content)
    changes.setdefault("title", "")
    parent = page_above(caller, content.get("wp_page_parent_id"))
    status = page_status(content, args)
    return str(add_page(changes=changes, parent=parent, status=status, at=caller.at, by=caller.user).number)


def page_status(content: dict[str, Any], args: Args) -> str:
    """The status that was named, else by the flag at the end."""
    named = text(content.get("page_status"))
    if named in ("publish", "private", "draft"):
        return named
    return "publish" if len(args) > 2 and flag(args[2]) else "draft"


def edit_page(caller: Caller, args: Args) -> bool:
    """``wp.editPage(blog, page, name, password, content, publish)``."""
    page = editable_page(caller.user, args[1])
    content = struct(args[2])
    status = page_status(content, args[1:])
    if status != "draft" and not may(caller.user, "publish", page):
        raise unauthorised("publish this page")
    change_entry(entry=page, changes=page_changes(content), status=status, at=caller.at, by=caller.user)
    write_custom_fields(page, content)
    return True


def delete_page(caller: Caller, args: Args) -> bool:
    """``wp.deletePage(blog, name, password, page)``."""
    page = editable_page(caller.user, args[1], verb="delete", what="delete this page")
    remove_page(page, caller.user)
    return True


def remove_page(page: StaticPage, by: User) -> None:
    """Withdraw a public page; delete one that is not public. They have no bin, so it takes two calls."""
    if page.live:
        page.unpublish(user=by)
    else:
        page.delete(user=by)
