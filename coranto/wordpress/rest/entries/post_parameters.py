"""What may be asked of lists of posts, pages and media."""

from coranto.posts.models import Post
from coranto.wordpress.rest.paging import (
    CONTEXT,
    EXCLUDE,
    INCLUDE,
    OFFSET,
    PAGE,
    PER_PAGE,
    SEARCH,
    SLUG,
    order,
    orderby,
)
from coranto.wordpress.rest.parameters import Parameter

ORDERS = ("author", "date", "id", "include", "modified", "parent", "relevance", "slug", "include_slugs", "title")
STATUSES = ("publish", "future", "draft", "pending", "private", "trash", "auto-draft", "inherit",
            "request-pending", "request-confirmed", "request-failed", "request-completed", "any")  # fmt: skip
OF_FILES = ("inherit", "private", "trash")
COLUMNS = ("post_title", "post_content", "post_excerpt")
FORMATS = tuple(sorted(Post.Format.values, key=lambda name: (name != "standard", name)))


def date_time(name: str) -> Parameter:
    """A moment."""
    return Parameter(name, form="date-time")


def numbers(name: str) -> Parameter:
    """A list of numbers."""
    return Parameter(name, "array", items="integer", default=[])


HEAD = (
    CONTEXT,
    PAGE,
    PER_PAGE,
    SEARCH,
    date_time("after"),
    date_time("modified_after"),
    numbers("author"),
    numbers("author_exclude"),
    date_time("before"),
    date_time("modified_before"),
    EXCLUDE,
    INCLUDE,
)
SEARCH_COLUMNS = Parameter("search_columns", "array", enum=COLUMNS, default=[])
SEMANTICS = Parameter("search_semantics", enum=("exact",))
ATTACHED = Parameter("status", "array", default=["inherit"], enum=OF_FILES, permitted=("inherit",))
PUBLISHED = Parameter("status", "array", default=["publish"], enum=STATUSES, permitted=("publish",))

POSTS = (
    *HEAD,
    OFFSET,
    order("desc"),
    orderby("date", *ORDERS),
    SEARCH_COLUMNS,
    SEMANTICS,
    SLUG,
    PUBLISHED,
    Parameter("tax_relation", enum=("AND", "OR")),
    Parameter("categories", "terms", operator=True, children=True),
    Parameter("categories_exclude", "terms", children=True),
    Parameter("tags", "terms", operator=True),
    Parameter("tags_exclude", "terms"),
    Parameter("sticky", "boolean"),
    Parameter("ignore_sticky", "boolean", default=True),
    Parameter("format", "array", enum=FORMATS),
)
UNFILED = tuple(
    each for each in POSTS if each.kind != "terms" and each.name not in ("sticky", "format", "tax_relation")
)
"""Of lists of what is like a post, but stands in no category."""
PAGES = (
    *HEAD,
    Parameter("menu_order", "integer"),
    OFFSET,
    order("desc"),
    orderby("date", *ORDERS, "menu_order"),
    numbers("parent"),
    numbers("parent_exclude"),
    SEARCH_COLUMNS,
    SEMANTICS,
    SLUG,
    PUBLISHED,
)
MEDIA = (
    *HEAD,
    OFFSET,
    order("desc"),
    orderby("date", *ORDERS),
    numbers("parent"),
    numbers("parent_exclude"),
    SEARCH_COLUMNS,
    SEMANTICS,
    SLUG,
    ATTACHED,
    Parameter("media_type", "array", enum=("image", "video", "text", "application", "audio")),
    Parameter("mime_type", "array"),
)
NUMBER = Parameter("id", "integer")
PASSWORD = Parameter("password")
ONE = (NUMBER, CONTEXT, PASSWORD)
ONE_FILE = (NUMBER, CONTEXT)
