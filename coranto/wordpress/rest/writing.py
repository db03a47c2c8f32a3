"""What strangers are told who want to write: the parameters are checked first, then 401.

The permissions stand apart from what they guard, so that writing with a password can be put behind them.
"""

from typing import Any

from django.db.models import Model

from coranto.comments.models import Comment
from coranto.media.models import Attachment
from coranto.pages.models import StaticPage
from coranto.posts.models import Author, Post
from coranto.wordpress.rest.answers import RefusalError
from coranto.wordpress.rest.asked import Asked
from coranto.wordpress.rest.closed import ALLOWED, never
from coranto.wordpress.rest.parameters import Parameter
from coranto.wordpress.rest.posts import invalid_id
from coranto.wordpress.rest.routing import Endpoint, Permit
from coranto.wordpress.rest.terms import Kind

CHANGE = ("POST", "PUT", "PATCH")
NUMBER = Parameter("id", "integer")
FORCE = Parameter("force", "boolean", default=False)
REASSIGN = Parameter("reassign", "integer", required=True)
OPEN = ("open", "closed")
_DATED = (
    Parameter("date", form="date-time"),
    Parameter("date_gmt", form="date-time"),
    Parameter("slug"),
    Parameter("status", enum=("publish", "future", "draft", "pending", "private")),
    Parameter("password"),
    Parameter("author", "integer"),
    Parameter("featured_media", "integer"),
    Parameter("comment_status", enum=OPEN),
    Parameter("ping_status", enum=OPEN),
)
POST_FIELDS = (
    *_DATED,
    Parameter("format", enum=tuple(Post.Format.values)),
    Parameter("sticky", "boolean"),
    Parameter("categories", "array", items="integer"),
    Parameter("tags", "array", items="integer"),
)
PAGE_FIELDS = (*_DATED, Parameter("parent", "integer"), Parameter("menu_order", "integer"))
FILE_FIELDS = (*_DATED[:3], Parameter("author", "integer"), Parameter("post", "integer"))
TERM_FIELDS = (Parameter("description"), Parameter("name"), Parameter("slug"), Parameter("parent", "integer"))
NEW_TERM = (Parameter("description"), Parameter("name", required=True), Parameter("slug"), TERM_FIELDS[-1])
COMMENT_FIELDS = (
    Parameter("author", "integer"),
    Parameter("author_name"),
    Parameter("date", form="date-time"),
    Parameter("date_gmt", form="date-time"),
    Parameter("parent", "integer"),
    Parameter("post", "integer"),
)
USER_FIELDS = (Parameter("username"), Parameter("email", form="email"), Parameter("name"), Parameter("slug"))
NEW_USER = (
    Parameter("username", required=True),
    Parameter("email", form="email", required=True),
    Parameter("password", required=True),
)


def refusal(code: str, words: str) -> RefusalError:
    """401, in WordPress's words."""
    return RefusalError(code, ALLOWED + words, 401)


def creating(asked: Asked) -> None:
    """Strangers may not add posts, pages or files."""
    if asked.body.get("id") or asked.query.get("id"):
        raise RefusalError("rest_post_exists", "Cannot create existing post.", 400)
    if asked.values.get("author"):
        raise refusal("rest_cannot_edit_others", "create posts as this user.")
    if asked.values.get("sticky"):
        raise refusal("rest_cannot_assign_sticky", "make posts sticky.")
    raise refusal("rest_cannot_create", "create posts as this user.")


def commenting(asked: Asked) -> None:
    """Nor comment here; the page below each post is for that."""
    raise RefusalError("rest_comment_login_required", "Sorry, you must be logged in to comment.", 401)


def adding(code: str, words: str) -> Permit:
    """Nor add anything else."""

    def refuse(asked: Asked) -> None:
        raise refusal(code, words)

    return refuse


def touching(model: type[Model], unknown: RefusalError, code: str, words: str, *, key: str = "number") -> Permit:
    """Nor change what is there; what is not there is said not to be."""

    def refuse(asked: Asked) -> None:
        if not model._default_manager.filter(**{key: asked.values["id"]}).exists():
            raise RefusalError(unknown.code, unknown.message, unknown.status)
        raise refusal(code, words)

    return refuse


def changing(model: Any, fields: tuple[Parameter, ...], unknown: RefusalError, noun: str, **more: Any) -> Endpoint:
    """Changing one thing; ``edit`` is WordPress's code for it, and ``key`` the column that holds its number."""
    code = more.pop("edit", "rest_cannot_edit")
    permit = touching(model, unknown, code, f"edit this {noun}.", **more)
    return Endpoint(never, CHANGE, (NUMBER, *fields), permit, batched=True)


def deleting(
    model: Any,
    unknown: RefusalError,
    noun: str,
    *more: Parameter,
    key: str = "number",
    code: str = "rest_cannot_delete",
) -> Endpoint:
    """Deleting one thing."""
    permit = touching(model, unknown, code, f"delete this {noun}.", key=key)
    return Endpoint(never, ("DELETE",), (NUMBER, FORCE, *more), permit, batched=True)


def on_posts() -> tuple[Endpoint, tuple[Endpoint, Endpoint]]:
    """Adding a post; changing and deleting one."""
    add = Endpoint(never, ("POST",), POST_FIELDS, creating, batched=True)
    return add, (changing(Post, POST_FIELDS, invalid_id(), "post"), deleting(Post, invalid_id(), "post"))


def on_pages() -> tuple[Endpoint, tuple[Endpoint, Endpoint]]:
    """The same for pages."""
    add = Endpoint(never, ("POST",), PAGE_FIELDS, creating, batched=True)
    return add, (
        changing(StaticPage, PAGE_FIELDS, invalid_id(), "post"),
        deleting(StaticPage, invalid_id(), "post"),
    )


def on_media() -> tuple[Endpoint, tuple[Endpoint, Endpoint]]:
    """The same for files."""
    add = Endpoint(never, ("POST",), FILE_FIELDS, creating)
    return add, (
        changing(Attachment, FILE_FIELDS, invalid_id(), "post"),
        deleting(Attachment, invalid_id(), "post"),
    )


def on_terms(kind: Kind) -> tuple[Endpoint, tuple[Endpoint, Endpoint]]:
    """The same for categories or tags."""
    unknown = RefusalError("rest_term_invalid", "Term does not exist.", 404)
    refuse = adding("rest_cannot_create", "create terms in this taxonomy.")
    add = Endpoint(never, ("POST",), NEW_TERM, refuse, batched=True)
    change = changing(kind.model, TERM_FIELDS, unknown, "term", edit="rest_cannot_update")
    return add, (change, deleting(kind.model, unknown, "term"))


def on_comments() -> tuple[Endpoint, tuple[Endpoint, Endpoint]]:
    """The same for comments."""
    unknown = RefusalError("rest_comment_invalid_id", "Invalid comment ID.", 404)
    add = Endpoint(never, ("POST",), COMMENT_FIELDS, commenting)
    return add, (
        changing(Comment, COMMENT_FIELDS, unknown, "comment", key="pk"),
        deleting(Comment, unknown, "comment", key="pk"),
    )


def on_users() -> tuple[Endpoint, tuple[Endpoint, Endpoint]]:
    """The same for users."""
    unknown = RefusalError("rest_user_invalid_id", "Invalid user ID.", 404)
    add = Endpoint(never, ("POST",), NEW_USER, adding("rest_cannot_create_user", "create new users."))
    return add, (
        changing(Author, USER_FIELDS, unknown, "user"),
        deleting(Author, unknown, "user", REASSIGN, code="rest_user_cannot_delete"),
    )


def nobody(asked: Asked) -> None:
    """A stranger is no user who could be changed."""
    raise RefusalError("rest_user_invalid_id", "Invalid user ID.", 404)


def on_oneself() -> tuple[Endpoint, Endpoint]:
    """Changing and deleting who asks."""
    return Endpoint(never, CHANGE, USER_FIELDS, nobody), Endpoint(never, ("DELETE",), (FORCE, REASSIGN), nobody)


def on_menus() -> Endpoint:
    """Adding a menu."""
    refuse = adding("rest_cannot_create", "create terms in this taxonomy.")
    return Endpoint(never, ("POST",), NEW_TERM, refuse)
