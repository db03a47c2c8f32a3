"""Lists in pages, with the headers that say how many there are and where the others stand."""

import math

from coranto.wordpress.rest.answers import Answer, Json
from coranto.wordpress.rest.asked import Asked
from coranto.wordpress.rest.links import rest_url
from coranto.wordpress.rest.parameters import Parameter
from coranto.wordpress.rest.php_query import write_query

FARTHEST = 1_000_000_000

CONTEXT = Parameter("context", enum=("view", "embed", "edit"), default="view")
PAGE = Parameter("page", "integer", default=1, minimum=1)
PER_PAGE = Parameter("per_page", "integer", default=10, minimum=1, maximum=100)
SEARCH = Parameter("search", form="words")
EXCLUDE = Parameter("exclude", "array", items="integer", default=[])
INCLUDE = Parameter("include", "array", items="integer", default=[])
OFFSET = Parameter("offset", "integer")
SLUG = Parameter("slug", "array", form="slug")


def order(default: str) -> Parameter:
    """``asc`` or ``desc``."""
    return Parameter("order", default=default, enum=("asc", "desc"))


def orderby(default: str, *names: str) -> Parameter:
    """What a list can be sorted by."""
    return Parameter("orderby", default=default, enum=names)


def start_of(asked: Asked) -> int:
    """How many to pass over. An offset stands instead of the page."""
    offset = asked.values.get("offset")
    if offset:
        return min(abs(int(offset)), FARTHEST)
    return (min(int(asked.values["page"]), FARTHEST) - 1) * int(asked.values["per_page"])


def paged(
    asked: Asked, bodies: list[Json], total: int, path: str, *, counts_offset: bool = False, last_known: bool = True
) -> Answer:
    """One page of a list. ``path`` is that of the list below ``wp/v2``.

    ``counts_offset``: the page is told from how many are passed over, as WordPress does for terms and users.
    ``last_known``: from past the end the way back leads to the last page, and not to the one before.
    """
    per_page = int(asked.values["per_page"])
    pages = math.ceil(total / per_page)
    headers: dict[str, str | int] = {"X-WP-Total": total, "X-WP-TotalPages": pages}
    page = math.ceil(start_of(asked) / per_page + 1) if counts_offset else int(asked.values["page"])
    links = []
    if page > 1:
        links.append(f'<{_page_url(asked, path, min(page - 1, pages) if last_known else page - 1)}>; rel="prev"')
    if page < pages:
        links.append(f'<{_page_url(asked, path, page + 1)}>; rel="next"')
    if links:
        headers["Link"] = ", ".join(links)
    return Answer(bodies, headers=headers)


def _page_url(asked: Asked, path: str, page: int) -> str:
    fields = {name: _as_checked(asked, name, value) for name, value in asked.query.items()}
    fields["page"] = page
    return f"{rest_url(path)}?{write_query(fields)}"


def _as_checked(asked: Asked, name: str, value: Json) -> Json:
    """WordPress prints parameters as it understood them: ``1,2`` as a list."""
    read = asked.values.get(name)
    if isinstance(read, dict):
        return {key: read[key] for key in value} if isinstance(value, dict) else read["terms"]
    return value if read is None else read
