"""Which fields stand in which context: ``view`` has all that strangers may see, ``embed`` the most important."""

from coranto.wordpress.rest.answers import Json

_EMBEDDED = {
    "post": "id date slug type link title excerpt author featured_media",
    "page": "id date slug type link title excerpt author featured_media",
    "attachment": (
        "id date slug type link title author featured_media caption alt_text media_type mime_type media_details "
        "source_url"
    ),
    "user": "id name url description link slug avatar_urls",
    "comment": "id parent author author_name author_url date content link type author_avatar_urls",
    "term": "id link name slug taxonomy",
    "type": "name slug icon rest_base rest_namespace",
    "taxonomy": "name slug rest_base rest_namespace",
    "status": "name slug",
    "search": "id title url type subtype",
}
EMBEDDED = {kind: frozenset(names.split()) for kind, names in _EMBEDDED.items()}


def in_context(kind: str, body: dict[str, Json], context: str) -> dict[str, Json]:
    """The body with the fields of its context."""
    if context != "embed":
        return body
    return {name: value for name, value in body.items() if name in EMBEDDED[kind]}
