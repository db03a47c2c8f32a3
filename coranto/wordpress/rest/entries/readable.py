"""Which posts and pages who asks may read and change: strangers what is public, others what the desk shows them."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from coranto.accounts.models import User
from coranto.pages.models import StaticPage
from coranto.posts.models import Post
from coranto.posts.policy import sees_all_posts
from coranto.wordpress.entries.rights import POSTS, Entry, edits_pages, may, writes_posts
from coranto.wordpress.rest.answers import RefusalError
from coranto.wordpress.rest.asked import Asked
from coranto.wordpress.rest.parameters import Parameter, check_permitted
from coranto.wordpress.rest.routing import Permit

EDIT_THIS = RefusalError("rest_forbidden_context", "Sorry, you are not allowed to edit this post.", 401)
EDIT_KIND = "Sorry, you are not allowed to edit posts in this post type."


def writes(asked: Asked, kind: str) -> bool:
    """Whether who asks writes posts, or pages (``kind``) at all."""
    person = asked.person
    return person is not None and (edits_pages(person) if kind == "page" else writes_posts(person))


def permit_list(kind: str, status: Parameter | None = None) -> Permit:
    """The permission to list posts, pages or files: for editing, and of other statuses, only those who write them."""

    def permit(asked: Asked) -> None:
        if asked.context == "edit" and not writes(asked, kind):
            raise RefusalError("rest_forbidden_context", EDIT_KIND, 401)
        if status is not None and asked.person and not writes(asked, kind):
            check_permitted(status, asked.values)

    return permit


def may_change(asked: Asked, entry: Entry, verb: str = "change") -> bool:
    """Whether who asks may do this with it now."""
    return asked.person is not None and may(asked.person, verb, entry)


def sees_hidden(asked: Asked, entry: Entry) -> bool:
    """Whether the desk shows it to who asks, public or not."""
    if asked.person is None:
        return False
    if isinstance(entry, Post):
        return bool(POSTS.user_has_permission_for_instance(asked.person, "view", entry))
    return may(asked.person, "read", entry)


def in_edit(asked: Asked) -> bool:
    """Whether a thing is shown to be changed; that who asks may change it was found out before."""
    return asked.context == "edit"


def own_posts(person: User) -> Q:
    """The posts that the desk shows the person; all is an empty condition."""
    return Q() if sees_all_posts(person) else Q(author__user=person.pk)


def public(at: datetime.datetime) -> Q:
    """What strangers may see, as a condition: the rule of :meth:`PostQuerySet.published`."""
    return Q(live=True, is_private=False, posted_at__lte=at)


def readable_posts(asked: Asked) -> QuerySet[Post]:
    """The posts that who asks may read; in the context ``edit`` those that the desk shows."""
    if asked.person is None or not writes_posts(asked.person):
        return Post.objects.published(asked.at)
    own = own_posts(asked.person)
    if in_edit(asked):
        return Post.objects.filter(own)
    return Post.objects.filter(public(asked.at) | own) if own else Post.objects.all()


def readable_pages(asked: Asked) -> QuerySet[StaticPage]:
    """The static pages that who asks may read."""
    rows: QuerySet[StaticPage] = StaticPage.objects.all()
    return rows if writes(asked, "page") else rows.filter(public(asked.at))


def of_status(statuses: Iterable[str], at: datetime.datetime, *, kind: str = "post") -> Q:
    """What stands where WordPress's words say."""
    chosen = Q(pk__in=[])
    for name, condition in _conditions(at, kind).items():
        if name in statuses or ("any" in statuses and name != "trash"):
            chosen |= condition
    return chosen


def _conditions(at: datetime.datetime, kind: str) -> dict[str, Q]:
    planned = Q(go_live_at__gt=at)
    found: dict[str, Q] = {
        "publish": public(at),
        "private": Q(live=True, is_private=True),
        "future": Q(live=True, is_private=False, posted_at__gt=at) | Q(live=False) & planned,
        "draft": Q(live=False) & ~(Q(go_live_at__isnull=False) & planned),
    }
    if kind == "page":
        return found
    there = Q(binned_at=None)
    draft = found["draft"] & Q(is_pending=False) & there
    pending = found["draft"] & Q(is_pending=True) & there
    return {**found, "future": found["future"] & there, "draft": draft, "pending": pending, "trash": ~there}


def is_public_list(asked: Asked) -> bool:
    """Whether the list that is asked for is the one that strangers see."""
    statuses: Any = asked.values.get("status")
    return statuses in ([], ["publish"]) and not in_edit(asked)
