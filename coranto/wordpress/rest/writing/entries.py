"""Adding, changing and deleting posts and pages."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from coranto.pages.models import StaticPage
from coranto.posts.actions import restore_posts
from coranto.posts.actions.bin import delete_posts
from coranto.posts.models import Post
from coranto.wordpress.entries.binning import bin_post
from coranto.wordpress.entries.reading import page_numbered, post_numbered
from coranto.wordpress.entries.rights import Entry
from coranto.wordpress.entries.writing import add_page, add_post, change_entry, move_page
from coranto.wordpress.rest.answers import Answer, Json, RefusalError
from coranto.wordpress.rest.asked import Asked
from coranto.wordpress.rest.entries import pages, posts
from coranto.wordpress.rest.entries.readable import may_change, writes
from coranto.wordpress.rest.links import rest_url
from coranto.wordpress.rest.people import refusal, somebody
from coranto.wordpress.rest.routing import Permit
from coranto.wordpress.rest.writing.entry_changes import (
    is_editor,
    is_own_number,
    page_above,
    read_changes,
    status_wanted,
)

FINDERS: dict[str, Callable[[int], Entry | None]] = {"post": post_numbered, "page": page_numbered}
BASES = {"post": "posts", "page": "pages"}
EMPTY = "Content, title, and excerpt are empty."


def creating(kind: str) -> Permit:
    """The permission to add one."""

    def permit(asked: Asked) -> None:
        if asked.body.get("id") or asked.query.get("id"):
            raise RefusalError("rest_post_exists", "Cannot create existing post.", 400)
        _check_claims(asked, kind, "create posts as this user.")
        if not writes(asked, kind):
            raise refusal("rest_cannot_create", "create posts as this user.")

    return permit


def _check_claims(asked: Asked, kind: str, words: str) -> None:
    """Only editors write in others' names, and let posts stick."""
    if is_editor(asked, kind):
        return
    author = asked.values.get("author")
    if author and not is_own_number(asked, author):
        raise refusal("rest_cannot_edit_others", words)
    if asked.values.get("sticky"):
        raise refusal("rest_cannot_assign_sticky", "make posts sticky.")


def entry_asked(asked: Asked, kind: str) -> Entry:
    """The post or page that is asked for."""
    entry = FINDERS[kind](asked.values["id"])
    if entry is None:
        raise posts.invalid_id()
    return entry


def changing(kind: str) -> Permit:
    """The permission to change one."""

    def permit(asked: Asked) -> None:
        entry = entry_asked(asked, kind)
        if not may_change(asked, entry):
            raise refusal("rest_cannot_edit", "edit this post.")
        _check_claims(asked, kind, "update posts as this user.")

    return permit


def deleting(kind: str) -> Permit:
    """The permission to delete one."""

    def permit(asked: Asked) -> None:
        if not may_change(asked, entry_asked(asked, kind), "delete"):
            raise refusal("rest_cannot_delete", "delete this post.")

    return permit


def create_post(asked: Asked) -> Answer:
    """A new post."""
    changes, status = _new(asked, "post")
    site = asked.publication
    changes = {"comments_open": site.comments_open, "pings_open": site.pings_open, **changes}
    post = add_post(changes=changes, status=status, at=asked.at, by=somebody(asked))
    return created(asked, "post", post)


def create_page(asked: Asked) -> Answer:
    """A new page."""
    changes, status = _new(asked, "page")
    changes.setdefault("title", "")
    page = add_page(changes=changes, parent=page_above(asked), status=status, at=asked.at, by=somebody(asked))
    return created(asked, "page", page)


def _new(asked: Asked, kind: str) -> tuple[dict[str, Any], str]:
    changes = read_changes(asked, kind, None)
    status = status_wanted(asked, kind, None) or "draft"
    if not any(str(changes.get(name, "")).strip() for name in ("title", "content", "excerpt")):
        raise RefusalError("empty_content", EMPTY, 400)
    return changes, status


def created(asked: Asked, kind: str, entry: Entry) -> Answer:
    """201, with where the new one stands."""
    answer = shown(asked, kind, entry)
    answer.status = 201
    answer.headers["Location"] = rest_url(f"{BASES[kind]}/{entry.number}")
    return answer


def shown(asked: Asked, kind: str, entry: Entry) -> Answer:
    """The post or page as it is now, to be changed on."""
    asked.values["context"] = "edit"
    asked.at = timezone.now()  # what was just published is dated after the request came
    body, links = _made(asked, kind, entry)
    return Answer(body, links=links)


def _made(asked: Asked, kind: str, entry: Entry) -> tuple[dict[str, Json], Any]:
    if kind == "post":
        return posts.make(asked, posts.load([entry.pk], asked)[0])
    return pages.make(asked, pages.load([entry.pk], asked)[0])


def change_post(asked: Asked) -> Answer:
    """A post changed. One in the bin is taken out of it by giving it a status."""
    return _change(asked, "post")


def change_page(asked: Asked) -> Answer:
    """A page changed, and moved if another one above it is named."""
    page = _change(asked, "page", parent=asked.values.get("parent"))
    return page


def _change(asked: Asked, kind: str, *, parent: int | None = None) -> Answer:
    entry, by = entry_asked(asked, kind), somebody(asked)
    if isinstance(entry, Post) and entry.binned_at:
        if not asked.values.get("status"):
            raise RefusalError("rest_cannot_edit", "The post is in the bin. Give it a status to take it out.", 409)
        restore_posts(posts=[entry], at=asked.at, by=by)
        entry = entry_asked(asked, kind)
    changes, status = read_changes(asked, kind, entry), status_wanted(asked, kind, entry)
    if isinstance(entry, StaticPage) and parent is not None:
        move_page(page=entry, parent=page_above(asked), by=by)
        entry = entry_asked(asked, kind)
    change_entry(entry=entry, changes=changes, status=status, at=asked.at, by=by)
    return shown(asked, kind, entry_asked(asked, kind))


def delete_post(asked: Asked) -> Answer:
    """Into the bin; with ``force`` for ever, out of the bin too."""
    post, by = entry_asked(asked, "post"), somebody(asked)
    if not isinstance(post, Post):
        raise posts.invalid_id()
    if asked.values["force"]:
        previous = shown(asked, "post", post).body
        delete_posts(posts=[post], at=asked.at, by=by)
        return Answer({"deleted": True, "previous": previous})
    if post.binned_at:
        raise RefusalError("rest_already_trashed", "The post has already been deleted.", 410)
    bin_post(post=post, at=asked.at, by=by)
    return shown(asked, "post", entry_asked(asked, "post"))


def delete_page(asked: Asked) -> Answer:
    """For ever, with ``force``: pages have no bin. Not while there are others below."""
    page, by = entry_asked(asked, "page"), somebody(asked)
    if not asked.values["force"]:
        words = "The post does not support trashing. Set 'force=true' to delete."
        raise RefusalError("rest_trash_not_supported", words, 501)
    if not isinstance(page, StaticPage) or page.get_children().exists():
        words = "There are pages below this one. Move or delete them first."
        raise RefusalError("rest_cannot_delete", words, 409)
    previous = shown(asked, "page", page).body
    page.delete(user=by)
    return Answer({"deleted": True, "previous": previous})
