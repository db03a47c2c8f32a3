"""What texts may say of an attachment, from its item."""

from typing import Any

from coranto.wordpress.mapping.attachments import file_path, file_url, mime_type
from coranto.wordpress.mapping.custom_fields import first
from coranto.wordpress.mapping.php_values import NotPlainError, read_php
from coranto.wordpress.mapping.site import File
from coranto.wordpress.wxr.records import ItemRecord

MAX_SIDE = 100_000


def file_of(item: ItemRecord) -> File:
    """The file of an attachment, with the measures and copies that WordPress noted."""
    url = file_url(item)
    measures = _measures(item)
    return File(
        url=url,
        path=file_path(item),
        title=item.title,
        alt_text=first(item, "_wp_attachment_image_alt"),
        caption=item.excerpt,
        mime_type=mime_type(url),
        page=item.link,
        parent=item.parent_id,
        order=item.menu_order,
        width=_side(measures.get("width")),
        height=_side(measures.get("height")),
        sizes=tuple(_sizes(measures.get("sizes"))),
    )


def _measures(item: ItemRecord) -> dict[Any, Any]:
    text = next((field.value for field in item.meta if field.key == "_wp_attachment_metadata"), "")
    try:
        found = read_php(text) if text else {}
    except NotPlainError:
        return {}
    return found if isinstance(found, dict) else {}


def _side(value: Any) -> int:
    return int(value) if isinstance(value, int | float | str) and str(value).isdigit() and int(value) <= MAX_SIDE else 0


def _sizes(copies: Any) -> list[tuple[str, str, int, int]]:
    if not isinstance(copies, dict):
        return []
    found = [
        (str(name), str(copy.get("file", "")), _side(copy.get("width")), _side(copy.get("height")))
        for name, copy in copies.items()
        if isinstance(copy, dict)
    ]
    return [each for each in found if each[1] and "/" not in each[1] and each[2] and each[3]]
