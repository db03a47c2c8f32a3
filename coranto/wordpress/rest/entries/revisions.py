"""Revisions and autosaves of posts and pages: former versions, and what is written but not public yet.

An autosave is the newest version where it is not the public one. Nobody deletes versions; they go when the site's
own rules say so.
"""

from collections.abc import Callable
from typing import Any

from wagtail.models import Revision

from coranto.posts.models import Author
from coranto.publication.addresses import absolute
from coranto.wordpress.entries.reading import content_of
from coranto.wordpress.entries.rights import Entry
from coranto.wordpress.entries.writing import keep_draft
from coranto.wordpress.rest.answers import Answer, Json, RefusalError
from coranto.wordpress.rest.asked import Asked
from coranto.wordpress.rest.entries.posts import invalid_id
from coranto.wordpress.rest.entries.readable import may_change
from coranto.wordpress.rest.entries.texts import Raw, rendered_texts, title_of
from coranto.wordpress.rest.links import Links, item, link, rest_url
from coranto.wordpress.rest.moments import gmt, local
from coranto.wordpress.rest.paging import CONTEXT, PAGE, PER_PAGE, paged, start_of
from coranto.wordpress.rest.parameters import Parameter
from coranto.wordpress.rest.people import refusal, somebody
from coranto.wordpress.rest.routing import Endpoint, Permit, Route
from coranto.wordpress.rest.writing.entries import BASES, FINDERS
from coranto.wordpress.rest.writing.entry_changes import read_changes

MOST_NUMBER = 2**62
Reply = Callable[[Asked], Answer]


def entry_above(asked: Asked, kind: str, name: str, code: str = "rest_post_invalid_parent") -> Entry:
    """The post or page whose versions are asked for."""
    entry = FINDERS[kind](asked.values[name])
    if entry is None:
        words = "Invalid post ID." if code == "rest_post_invalid_id" else "Invalid post parent ID."
        raise RefusalError(code, words, 404)
    return entry


def permitting(kind: str, name: str, what: str) -> Permit:
    """The permission to read versions: of those who may change the thing."""

    def permit(asked: Asked) -> None:
        if not may_change(asked, entry_above(asked, kind, name), "read"):
            raise refusal("rest_cannot_read", f"view {what} of this post.")

    return permit


def saving(kind: str) -> Permit:
    """The permission to keep what is being written."""

    def permit(asked: Asked) -> None:
        if not may_change(asked, entry_above(asked, kind, "id", "rest_post_invalid_id"), "keep"):
            raise refusal("rest_cannot_edit", "edit this post.")

    return permit


def _versions(entry: Entry) -> Any:
    return Revision.objects.for_instance(entry).order_by("-created_at", "-pk")


def _told(asked: Asked, kind: str, entry: Entry, row: Revision, *, is_autosave: bool) -> tuple[dict[str, Json], Links]:
    version, word = row.as_object(), "autosave" if is_autosave else "revision"
    body = {
        "author": _author_number(row.user_id),
        "date": local(row.created_at, entry.utc_offset),
        "date_gmt": gmt(row.created_at),
        "id": row.pk,
        "modified": local(row.created_at, entry.utc_offset),
        "modified_gmt": gmt(row.created_at),
        "parent": entry.number,
        "slug": f"{entry.number}-{word}-v1",
        "guid": {"rendered": absolute(f"/?p={row.pk}"), "raw": absolute(f"/?p={row.pk}")},
        "title": {"raw": version.title, "rendered": title_of(version.title)},
        **_texts(asked, version),
    }
    base = f"{BASES[kind]}/{entry.number}"
    links: Links = {"parent": [link(base)]}
    if is_autosave:
        body["preview_link"] = absolute(f"/?p={entry.number}&preview=true")
        links = {"self": [{"href": rest_url(f"{base}/autosaves/{row.pk}")}], **links}
    return body, links


def _texts(asked: Asked, version: Any) -> dict[str, Json]:
    shown = rendered_texts(version, Raw(), "", asked=asked, is_open=True)
    return {
        "content": {"raw": content_of(version), "rendered": shown["content"]["rendered"]},
        "excerpt": {"raw": version.excerpt, "rendered": shown["excerpt"]["rendered"]},
    }


def _author_number(user: int | None) -> int:
    return Author.objects.filter(user=user).values_list("number", flat=True).first() or 0 if user else 0


def _listing(kind: str) -> Reply:
    def reply(asked: Asked) -> Answer:
        entry = entry_above(asked, kind, "parent")
        rows, start = _versions(entry), start_of(asked)
        shown = rows[start : start + int(asked.values["per_page"])]
        bodies = [item(*_told(asked, kind, entry, row, is_autosave=False)) for row in shown]
        return paged(asked, bodies, rows.count(), f"{BASES[kind]}/{entry.number}/revisions")

    return reply


def _single(kind: str, *, is_autosave: bool) -> Reply:
    def reply(asked: Asked) -> Answer:
        entry = entry_above(asked, kind, "parent")
        row = _versions(entry).filter(pk=min(asked.values["id"], MOST_NUMBER)).first()
        if row is None:
            raise RefusalError("rest_post_invalid_id", "Invalid revision ID.", 404)
        body, links = _told(asked, kind, entry, row, is_autosave=is_autosave)
        return Answer(body, links=links)

    return reply


def _autosaves(kind: str) -> Reply:
    def reply(asked: Asked) -> Answer:
        entry = entry_above(asked, kind, "id")
        rows = _versions(entry)[: int(bool(entry.live and entry.has_unpublished_changes))]
        return Answer([item(*_told(asked, kind, entry, row, is_autosave=True)) for row in rows])

    return reply


def _save(kind: str) -> Reply:
    def reply(asked: Asked) -> Answer:
        entry, by = entry_above(asked, kind, "id"), somebody(asked)
        changes = {name: value for name, value in read_changes(asked, kind, entry).items() if name in KEPT}
        row = keep_draft(entry=entry, changes=changes, at=asked.at, by=by)
        body, links = _told(asked, kind, entry, row, is_autosave=True)
        return Answer(body, links=links)

    return reply


KEPT = frozenset(
    {"title", "content", "excerpt", "slug", "categories", "tags", "featured_image", "format", "menu_order"}
)


def _undeletable(kind: str) -> Permit:
    def permit(asked: Asked) -> None:
        if not may_change(asked, entry_above(asked, kind, "parent"), "read"):
            raise refusal("rest_cannot_delete", "delete revisions of this post.")
        raise refusal("rest_cannot_delete", "delete this revision.")

    return permit


def _nothing(asked: Asked) -> Answer:
    raise invalid_id()


def version_routes(kind: str, fields: tuple[Parameter, ...]) -> tuple[Route, ...]:
    """Revisions and autosaves of one kind of thing; ``fields`` are what may be written."""
    parent, number, context = Parameter("parent", "integer"), Parameter("id", "integer"), CONTEXT
    start = f"/wp/v2/{BASES[kind]}"
    read = permitting(kind, "parent", "revisions")
    return (
        Route(
            rf"{start}/(?P<parent>[\d]+)/revisions",
            (Endpoint(_listing(kind), parameters=(parent, context, PAGE, PER_PAGE), permit=read),),
        ),
        Route(
            rf"{start}/(?P<parent>[\d]+)/revisions/(?P<id>[\d]+)",
            (
                Endpoint(_single(kind, is_autosave=False), parameters=(parent, number, context), permit=read),
                Endpoint(_nothing, ("DELETE",), (parent, number), _undeletable(kind)),
            ),
        ),
        Route(
            rf"{start}/(?P<id>[\d]+)/autosaves",
            (
                Endpoint(_autosaves(kind), parameters=(number, context), permit=permitting(kind, "id", "autosaves")),
                Endpoint(_save(kind), ("POST",), (number, *fields), saving(kind)),
            ),
        ),
        Route(
            rf"{start}/(?P<parent>[\d]+)/autosaves/(?P<id>[\d]+)",
            (Endpoint(_single(kind, is_autosave=True), parameters=(parent, number, context), permit=read),),
        ),
    )
