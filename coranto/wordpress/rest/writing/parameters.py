"""What may be written, with which parameters: posts, pages, files, terms, comments, people.

The parameters are checked first, then the permission is asked for, then something is done.
"""

from functools import partial

from coranto.posts.models import Post
from coranto.wordpress.rest.parameters import Parameter
from coranto.wordpress.rest.refused_routes import never, refusing
from coranto.wordpress.rest.routing import Endpoint
from coranto.wordpress.rest.terms import Kind
from coranto.wordpress.rest.writing import comments as of_comments
from coranto.wordpress.rest.writing import entries
from coranto.wordpress.rest.writing import media as files
from coranto.wordpress.rest.writing import terms as of_terms
from coranto.wordpress.rest.writing import users as of_users

CHANGE = ("POST", "PUT", "PATCH")
NUMBER = Parameter("id", "integer")
FORCE = Parameter("force", "boolean", default=False)
REASSIGN = Parameter("reassign", "integer", required=True)
PASSWORD = Parameter("password")
OPEN = ("open", "closed")
TITLE, CONTENT, EXCERPT = Parameter("title", "raw"), Parameter("content", "raw"), Parameter("excerpt", "raw")
META = Parameter("meta", "object")
TEMPLATE = Parameter("template", "template")
_DATES = (Parameter("date", form="date-time"), Parameter("date_gmt", form="date-time"), Parameter("slug"))
_START = (
    *_DATES,
    Parameter("status", enum=("publish", "future", "draft", "pending", "private")),
    PASSWORD,
)
_OPEN = (Parameter("comment_status", enum=OPEN), Parameter("ping_status", enum=OPEN))
_TEXTS = (TITLE, CONTENT, Parameter("author", "integer"), EXCERPT, Parameter("featured_media", "integer"), *_OPEN)
POST_FIELDS = (
    *_START,
    *_TEXTS,
    Parameter("format", enum=tuple(Post.Format.values)),
    META,
    Parameter("sticky", "boolean"),
    TEMPLATE,
    Parameter("categories", "array", items="integer"),
    Parameter("tags", "array", items="integer"),
)
PAGE_FIELDS = (
    *_START,
    Parameter("parent", "integer"),
    *_TEXTS,
    Parameter("menu_order", "integer"),
    META,
    TEMPLATE,
)
FILE_FIELDS = (
    *_DATES,
    TITLE,
    Parameter("author", "integer"),
    *_OPEN,
    META,
    Parameter("alt_text"),
    Parameter("caption", "raw"),
    Parameter("description", "raw"),
    Parameter("post", "integer"),
)
TERM_FIELDS = (Parameter("description"), Parameter("name"), Parameter("slug"), Parameter("parent", "integer"), META)
NEW_TERM = (Parameter("description"), Parameter("name", required=True), *TERM_FIELDS[2:])
COMMENT_FIELDS = (
    Parameter("author", "integer"),
    Parameter("author_email", form="email"),
    Parameter("author_name"),
    CONTENT,
    Parameter("date", form="date-time"),
    Parameter("date_gmt", form="date-time"),
    Parameter("parent", "integer"),
    Parameter("post", "integer"),
    Parameter("status"),
    META,
)
USER_FIELDS = (
    Parameter("username"),
    Parameter("name"),
    Parameter("email", form="email"),
    Parameter("url"),
    Parameter("description"),
    Parameter("locale", enum=("", "en_US")),
    Parameter("slug"),
    Parameter("roles", "array"),
    PASSWORD,
)
NEW_USER = (
    Parameter("username", required=True),
    Parameter("email", form="email", required=True),
    Parameter("password", required=True),
)
Three = tuple[Endpoint, tuple[Endpoint, Endpoint]]


def on_posts() -> Three:
    """Adding a post; changing and deleting one."""
    add = Endpoint(entries.create_post, ("POST",), POST_FIELDS, entries.creating("post"), batched=True)
    change = Endpoint(entries.change_post, CHANGE, (NUMBER, *POST_FIELDS), entries.changing("post"), batched=True)
    return add, (change, Endpoint(entries.delete_post, ("DELETE",), (NUMBER, FORCE), entries.deleting("post"), True))


def on_pages() -> Three:
    """Adding a page; changing and deleting one."""
    add = Endpoint(entries.create_page, ("POST",), PAGE_FIELDS, entries.creating("page"), batched=True)
    change = Endpoint(entries.change_page, CHANGE, (NUMBER, *PAGE_FIELDS), entries.changing("page"), batched=True)
    return add, (change, Endpoint(entries.delete_page, ("DELETE",), (NUMBER, FORCE), entries.deleting("page"), True))


def on_media() -> Three:
    """Adding a file; changing and deleting one."""
    add = Endpoint(files.upload, ("POST",), FILE_FIELDS, files.uploading, ready=files.receive)
    change = Endpoint(files.change_file, CHANGE, (NUMBER, *FILE_FIELDS), files.changing, batched=True)
    return add, (change, Endpoint(files.delete_file, ("DELETE",), (NUMBER, FORCE), files.deleting, batched=True))


def on_terms(kind: Kind) -> Three:
    """Adding a category or tag; changing and deleting one."""
    add = Endpoint(partial(of_terms.create, kind), ("POST",), NEW_TERM, of_terms.creating(kind), batched=True)
    change = partial(of_terms.change, kind)
    delete = partial(of_terms.delete, kind)
    return add, (
        Endpoint(change, CHANGE, (NUMBER, *TERM_FIELDS), of_terms.changing(kind), batched=True),
        Endpoint(delete, ("DELETE",), (NUMBER, FORCE), of_terms.deleting(kind), batched=True),
    )


def on_comments() -> Three:
    """Adding a comment; changing and deleting one."""
    add = Endpoint(of_comments.create, ("POST",), COMMENT_FIELDS, of_comments.commenting)
    edit = of_comments.deciding("rest_cannot_edit", "edit this comment.")
    end = of_comments.deciding("rest_cannot_delete", "delete this comment.")
    return add, (
        Endpoint(of_comments.change, CHANGE, (NUMBER, *COMMENT_FIELDS), edit, batched=True),
        Endpoint(of_comments.delete, ("DELETE",), (NUMBER, FORCE, PASSWORD), end, batched=True),
    )


def on_users() -> Three:
    """Changing people; accounts are made and deleted at the desk."""
    make = of_users.at_the_desk("rest_cannot_create_user", "create new users.")
    end = of_users.at_the_desk("rest_user_cannot_delete", "delete this user.")
    return Endpoint(never, ("POST",), NEW_USER, make), (
        Endpoint(of_users.change, CHANGE, (NUMBER, *USER_FIELDS), of_users.changing, batched=True),
        Endpoint(never, ("DELETE",), (NUMBER, FORCE, REASSIGN), end, batched=True),
    )


def on_oneself() -> tuple[Endpoint, Endpoint]:
    """Changing and deleting who asks."""
    end = of_users.at_the_desk("rest_user_cannot_delete", "delete this user.")
    return Endpoint(of_users.change, CHANGE, USER_FIELDS, of_users.changing), Endpoint(
        never, ("DELETE",), (FORCE, REASSIGN), end
    )


def on_menus() -> Endpoint:
    """Adding a menu."""
    refuse = refusing("rest_cannot_create", "create terms in this taxonomy.")
    return Endpoint(never, ("POST",), NEW_TERM, refuse)
