"""What people may change of themselves: their public face. Accounts and roles are made and changed at the desk only."""

from coranto.posts.actions.authors import author_of
from coranto.posts.models import Author
from coranto.wordpress.entries.errors import UnwritableError
from coranto.wordpress.entries.faces import change_face
from coranto.wordpress.entries.reading import LARGEST
from coranto.wordpress.rest import users
from coranto.wordpress.rest.answers import Answer, RefusalError
from coranto.wordpress.rest.asked import Asked
from coranto.wordpress.rest.people import refusal
from coranto.wordpress.rest.routing import Permit

COLUMNS = {"name": "name", "bio": "description", "url": "url", "slug": "slug"}
AT_THE_DESK = ("email", "password", "roles", "username")


def unknown() -> RefusalError:
    """For a number that is nobody's."""
    return RefusalError("rest_user_invalid_id", "Invalid user ID.", 404)


def author_asked(asked: Asked) -> Author:
    """Who is asked for: by number, or oneself."""
    if "id" not in asked.values:
        if asked.person is None:
            raise unknown()
        return author_of(user=asked.person)
    number = asked.values["id"]
    found = Author.objects.select_related("user").filter(number=number).first() if 0 < number < LARGEST else None
    if found is None:
        raise unknown()
    return found


def changing(asked: Asked) -> None:
    """The permission to change somebody: oneself; administrators everybody, except what is a matter of the desk."""
    if "id" not in asked.values:
        if asked.person is None:
            raise unknown()
        return
    author = author_asked(asked)
    if not (users.manages_people(asked) or users.is_oneself(asked, author)):
        raise refusal("rest_cannot_edit", "edit this user.")


def change(asked: Asked) -> Answer:
    """Name, description, web address and slug."""
    author, values = author_asked(asked), asked.values
    if any(values.get(name) for name in AT_THE_DESK):
        words = "The e-mail address, the password and the roles are changed at the desk."
        raise RefusalError("rest_user_invalid_argument", words, 400)
    changes = {column: values.get(name) for column, name in COLUMNS.items()}
    try:
        change_face(author=author, changes=changes, at=asked.at)
    except UnwritableError as problem:
        raise RefusalError("rest_user_invalid_slug", str(problem), problem.status) from problem
    asked.values["context"] = "edit"
    body, links = users.make(asked, author)
    return Answer(body, links=links)


def at_the_desk(code: str, words: str) -> Permit:
    """Accounts are made and deleted at the desk only."""

    def permit(asked: Asked) -> None:
        if "id" in asked.values:
            author_asked(asked)
        raise refusal(code, words)

    return permit
