"""``wp.*`` for people. Only administrators see those of others whole; authors' names are seen by all who write."""

from typing import Any

from django.db.models import QuerySet

from coranto.accounts.application_passwords import WORKS_FOR
from coranto.accounts.models import User
from coranto.core.strangers_text import tidy_name
from coranto.posts.actions.authors import author_of
from coranto.posts.models import Author
from coranto.wordpress.entries.errors import UnwritableError
from coranto.wordpress.entries.faces import change_face
from coranto.wordpress.entries.rights import writes_posts
from coranto.wordpress.xmlrpc.caller import Caller
from coranto.wordpress.xmlrpc.dispatch import Args
from coranto.wordpress.xmlrpc.faults import Fault, unauthorised
from coranto.wordpress.xmlrpc.methods.wp_posts import how_many
from coranto.wordpress.xmlrpc.user_fields import author_of_user, user_struct
from coranto.wordpress.xmlrpc.values import LARGEST, items, number, struct, text

CHANGES_PEOPLE = "accounts.change_user"
WHOLE = ["all"]
USUAL = 50
FACE = {"name": "display_name", "bio": "bio", "url": "url", "slug": "nicename"}
NAMES = ("first_name", "last_name")
LONGEST_NAME = 150


def _fields(args: Args, at: int) -> list[str]:
    return [text(name) for name in items(args[at])] if len(args) > at else WHOLE


def get_profile(caller: Caller, args: Args) -> dict[str, Any]:
    """``wp.getProfile(blog, name, password, fields)``: one's own."""
    return user_struct(caller.user, author_of_user(caller.user), _fields(args, 1))


def edit_profile(caller: Caller, args: Args) -> bool:
    """``wp.editProfile(blog, name, password, profile)``: one's own names, description, web address and slug.

    What signs in (name, e-mail address, password) is changed at the desk, as WordPress keeps it from programs too.
    """
    sent, person = struct(args[1]), caller.user
    if not person.has_perm(WORKS_FOR):
        raise unauthorised("edit your profile")
    changes = {column: text(sent[name]) for column, name in FACE.items() if name in sent}
    if changes:
        try:
            change_face(author=author_of(user=person), changes=changes, at=caller.at)
        except UnwritableError as problem:
            raise Fault(500, str(problem)) from problem
    names = [name for name in NAMES if name in sent]
    for name in names:
        setattr(person, name, tidy_name(text(sent[name])[:LONGEST_NAME]))
    if names:
        person.save(update_fields=names)
    return True


def get_user(caller: Caller, args: Args) -> dict[str, Any]:
    """``wp.getUser(blog, name, password, user, fields)``."""
    wanted = number(args[1])
    own = author_of_user(caller.user)
    if own is not None and own.number == wanted:
        return user_struct(caller.user, own, _fields(args, 2))
    if not caller.user.has_perm(CHANGES_PEOPLE):
        raise unauthorised("edit this user")
    author = _authors().filter(number=wanted).first() if 0 < wanted < LARGEST else None
    if author is None or author.user is None:
        raise Fault(404, "Invalid user ID.")
    return user_struct(author.user, author, _fields(args, 2))


def _authors() -> QuerySet[Author]:
    """Authors who sign in."""
    return Author.objects.filter(user__isnull=False).select_related("user").order_by("name", "pk")


def get_users(caller: Caller, args: Args) -> list[dict[str, Any]]:
    """``wp.getUsers(blog, name, password, filter, fields)``: those who have written here."""
    if not caller.user.has_perm(CHANGES_PEOPLE):
        raise unauthorised("list users")
    wanted = struct(args[1]) if len(args) > 1 else {}
    rows = _authors()
    if role := text(wanted.get("role")):
        people = (
            User.objects.filter(groups__name=role)
            if role != "administrator"
            else User.objects.filter(is_superuser=True)
        )
        rows = rows.filter(user__in=people)
    start, most = max(0, min(number(wanted.get("offset")), LARGEST)), how_many(wanted.get("number"), USUAL)
    people_shown = [(author.user, author) for author in rows[start : start + most]]
    return [user_struct(user, author, _fields(args, 2)) for user, author in people_shown if user is not None]


def get_authors(caller: Caller, args: Args) -> list[dict[str, Any]]:
    """``wp.getAuthors(blog, name, password)``. ``user_login`` is the slug of the public page, never what signs in."""
    if not writes_posts(caller.user):
        raise unauthorised("edit posts")
    rows = Author.objects.order_by("name", "pk")[:500]
    return [{"user_id": str(row.number), "user_login": row.slug, "display_name": row.name} for row in rows]
