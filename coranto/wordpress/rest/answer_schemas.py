"""What answers hold, as JSON Schema: the fields that programs rely on, with their types."""

from coranto.wordpress.rest.answers import Json

_TYPES: dict[str, Json] = {
    "n": {"type": "integer"},
    "s": {"type": "string"},
    "b": {"type": "boolean"},
    "o": {"type": "object"},
    "a": {"type": "array"},
    "ns": {"type": "array", "items": {"type": "integer"}},
    "t": {"type": "object", "properties": {"rendered": {"type": "string"}, "raw": {"type": "string"}}},
    "?n": {"type": ["integer", "null"]},
    "?s": {"type": ["string", "null"]},
}
_DATED = "id:n date:s date_gmt:s guid:t modified:s modified_gmt:s slug:s status:s type:s link:s title:t author:n"
_FIELDS = {
    "post": f"{_DATED} content:t excerpt:t featured_media:n comment_status:s ping_status:s sticky:b format:s"
    " categories:ns tags:ns",
    "page": f"{_DATED} content:t excerpt:t featured_media:n comment_status:s ping_status:s parent:n menu_order:n",
    "media": f"{_DATED} description:t caption:t alt_text:s media_type:s mime_type:s media_details:o post:?n"
    " source_url:s",
    "comment": "id:n post:n parent:n author:n author_name:s author_url:s date:s date_gmt:s content:t link:s status:s",
    "term": "id:n count:n description:s link:s name:s slug:s taxonomy:s",
    "user": "id:n name:s url:s description:s link:s slug:s avatar_urls:o",
    "program": "uuid:s name:s created:s last_used:?s",
    "version": "author:n date:s id:n parent:n slug:s title:t content:t excerpt:t",
    "refusal": "code:s message:s",
}
REQUIRED = frozenset({"code", "message"})


def _object(fields: str) -> Json:
    pairs = [field.split(":") for field in fields.split()]
    told: dict[str, Json] = {"type": "object", "properties": {name: _TYPES[kind] for name, kind in pairs}}
    required = [name for name, _kind in pairs if name in REQUIRED]
    return {**told, "required": required} if required else told


SCHEMAS: dict[str, Json] = {name: _object(fields) for name, fields in _FIELDS.items()}
_BASES = {
    "posts": "post",
    "pages": "page",
    "media": "media",
    "comments": "comment",
    "categories": "term",
    "tags": "term",
    "users": "user",
}
_BELOW = {"revisions": "version", "autosaves": "version", "application-passwords": "program"}


def schema_of(path: str, method: str) -> Json:
    """The schema of what a route answers: one thing, a list of them, or an object of any kind."""
    parts = path.removeprefix("/wp/v2/").split("/")
    named = [part for part in parts if part in _BELOW]
    kind = _BELOW[named[-1]] if named else _BASES.get(parts[0], "")
    if not kind or method == "DELETE":
        return {"type": ["object", "array"]}
    one: Json = {"$ref": f"#/components/schemas/{kind}"}
    is_list = method == "GET" and parts[-1] in (*_BASES, *_BELOW)
    return {"type": "array", "items": one} if is_list else one
