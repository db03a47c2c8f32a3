"""``/wp/v2/users/<id>/application-passwords``: one's own; administrators see and revoke those of others."""

from typing import Any
from uuid import UUID, uuid5

from coranto.accounts.application_passwords import (
    MOST_PER_PERSON,
    make_application_password,
    password_digest,
    revoke_application_password,
)
from coranto.accounts.models import ApplicationPassword, User
from coranto.wordpress.rest.answers import Answer, Json, RefusalError
from coranto.wordpress.rest.asked import Asked
from coranto.wordpress.rest.links import Links, item, rest_url
from coranto.wordpress.rest.moments import gmt
from coranto.wordpress.rest.parameters import Parameter
from coranto.wordpress.rest.people import refusal, somebody
from coranto.wordpress.rest.routing import Endpoint, Permit, Route
from coranto.wordpress.rest.signing_in import named_in
from coranto.wordpress.rest.writing.users import author_asked, unknown

SPACE = UUID("6f3a5d0e-5c43-5b4e-9c3e-5a0a1f6c9d21")
"""The space of names in which the key of a row is made a UUID, which programs expect."""
START = r"/wp/v2/users/(?P<user_id>(?:[\d]+|me))/application-passwords"
LONGEST_NAME = 200
USER = Parameter("user_id")
UUID_OF = Parameter("uuid")
NAME = Parameter("name", required=True)
APP_ID = Parameter("app_id")


def uuid_of(row: ApplicationPassword) -> str:
    """The name of a password for programs; nothing can be opened with it."""
    return str(uuid5(SPACE, row.digest))


def owner(asked: Asked) -> User:
    """Whose passwords are asked for."""
    name = asked.values["user_id"]
    if name == "me":
        return somebody(asked)
    asked.values["id"] = int(str(name)[:18])
    user = author_asked(asked).user
    if user is None:
        raise unknown()
    return user


def permitting(code: str, words: str, *, only_own: bool = False) -> Permit:
    """The permission: for one's own; for those of others administrators, who can make none."""

    def permit(asked: Asked) -> None:
        if asked.person is None:
            raise refusal(code, words)
        user = owner(asked)
        if user.pk != asked.person.pk and (only_own or not asked.person.is_superuser):
            raise refusal(code, words)

    return permit


def _rows(asked: Asked) -> list[ApplicationPassword]:
    return list(owner(asked).application_passwords.all())


def _one(asked: Asked) -> ApplicationPassword:
    for row in _rows(asked):
        if uuid_of(row) == asked.values["uuid"].lower():
            return row
    raise RefusalError("rest_application_password_not_found", "Application password not found.", 404)


def _told(asked: Asked, row: ApplicationPassword) -> tuple[dict[str, Json], Links]:
    body: dict[str, Any] = {
        "uuid": uuid_of(row),
        "app_id": "",
        "name": row.name,
        "created": gmt(row.made_at),
        "last_used": gmt(row.last_used_at) if row.last_used_at else None,
        "last_ip": None,
    }
    path = f"users/{asked.values['user_id']}/application-passwords/{uuid_of(row)}"
    return body, {"self": [{"href": rest_url(path)}]}


def list_passwords(asked: Asked) -> Answer:
    """All of somebody's."""
    return Answer([item(*_told(asked, row)) for row in _rows(asked)])


def show_password(asked: Asked) -> Answer:
    """One; never the password itself."""
    body, links = _told(asked, _one(asked))
    return Answer(body, links=links)


def introspect(asked: Asked) -> Answer:
    """The one that the request came with."""
    given = named_in(asked.http)
    rows = somebody(asked).application_passwords.filter(digest=given)
    row = rows.first()
    if row is None or owner(asked).pk != row.user_id:
        raise RefusalError("rest_no_authenticated_app_password", "Cannot introspect application password.", 404)
    body, links = _told(asked, row)
    return Answer(body, links=links)


def make(asked: Asked) -> Answer:
    """A new one, told this once."""
    name = " ".join(asked.values["name"].split())[:LONGEST_NAME]
    user = owner(asked)
    if not name:
        raise RefusalError("application_password_empty_name", "An application name is required.", 400)
    if user.application_passwords.count() >= MOST_PER_PERSON:
        words = "You have too many. Revoke those that are no longer used."
        raise RefusalError("rest_cannot_create_application_passwords", words, 400)
    secret = make_application_password(user=user, name=name, at=asked.at, by=somebody(asked))
    row = user.application_passwords.get(digest=password_digest(secret))
    body, links = _told(asked, row)
    named = {"uuid": body["uuid"], "app_id": "", "name": row.name, "password": secret}
    body = {**named, **{name: value for name, value in body.items() if name not in named}}
    return Answer(body, 201, {"Location": links["self"][0]["href"]}, links)


def revoke(asked: Asked) -> Answer:
    """End one."""
    row = _one(asked)
    body, _links = _told(asked, row)
    revoke_application_password(password=row, by=somebody(asked))
    return Answer({"deleted": True, "previous": body})


def revoke_all(asked: Asked) -> Answer:
    """End all, the one that the request came with too."""
    rows = _rows(asked)
    for row in rows:
        revoke_application_password(password=row, by=somebody(asked))
    return Answer({"deleted": True, "count": len(rows)})


def password_routes() -> tuple[Route, ...]:
    """All of them."""
    see = permitting("rest_cannot_list_application_passwords", "list application passwords for this user.")
    read = permitting("rest_cannot_read_application_password", "read this application password.")
    add = permitting(
        "rest_cannot_create_application_passwords", "create application passwords for this user.", only_own=True
    )
    end = permitting("rest_cannot_delete_application_password", "delete this application password.")
    end_all = permitting("rest_cannot_delete_application_passwords", "delete application passwords for this user.")
    one = (USER, UUID_OF)
    return (
        Route(
            START,
            (
                Endpoint(list_passwords, parameters=(USER,), permit=see),
                Endpoint(make, ("POST",), (USER, APP_ID, NAME), add),
                Endpoint(revoke_all, ("DELETE",), (USER,), end_all),
            ),
        ),
        Route(f"{START}/introspect", (Endpoint(introspect, parameters=(USER,), permit=read),)),
        Route(
            START + r"/(?P<uuid>[\w\-]+)",
            (
                Endpoint(show_password, parameters=one, permit=read),
                Endpoint(revoke, ("DELETE",), one, end),
            ),
        ),
    )
