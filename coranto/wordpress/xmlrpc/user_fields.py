"""People in the structs of ``wp.getUser``. Their number is that of their author; 0 before the first post."""

from collections.abc import Iterable
from typing import Any

from coranto.accounts.models import User
from coranto.posts.models import Author
from coranto.wordpress.people import roles_of
from coranto.wordpress.xmlrpc.values import greenwich

BASIC = ("user_id", "username", "email", "registered", "display_name", "nicename")


def author_of_user(user: User) -> Author | None:
    """The public face of a person, if they have one. Nothing is made here."""
    return Author.objects.filter(user=user.pk).first()


def user_struct(user: User, author: Author | None, fields: Iterable[str]) -> dict[str, Any]:
    """One person, with address and name to sign in: only for themselves and for those who may change people."""
    wanted = set(fields)
    struct = {
        "user_id": str(author.number) if author else "0",
        "username": user.get_username(),
        "first_name": user.first_name,
        "last_name": user.last_name,
        "registered": greenwich(user.date_joined),
        "bio": author.bio if author else "",
        "email": user.email,
        "nickname": user.shown_name,
        "nicename": author.slug if author else "",
        "url": author.url if author else "",
        "display_name": author.name if author else user.shown_name,
        "roles": roles_of(user),
    }
    if "all" in wanted:
        return struct
    return {n: v for n, v in struct.items() if n in wanted or ("basic" in wanted and n in BASIC) or n == "user_id"}
