"""The custom fields that WordPress itself writes: thumbnails, old slugs, picture sizes."""

from typing import Any

from scripts.demo_site.numbering import Register, sized_path
from scripts.demo_site.sources import Entry, Medium


def php(value: Any) -> str:
    """A value in PHP's serialised form, which WordPress stores; lengths count bytes."""
    if isinstance(value, int):
        return f"i:{value};"
    if isinstance(value, str):
        return f's:{len(value.encode())}:"{value}";'
    pairs = enumerate(value) if isinstance(value, list) else value.items()
    inner = "".join(php(key) + php(item) for key, item in pairs)
    return f"a:{len(value)}:{{{inner}}}"


def entry_rows(entry: Entry, register: Register) -> list[tuple[str, str]]:
    """The fields of a post or page; head lines `meta-…` become fields of plug-ins."""
    writer = register.site.author(entry.head["author"])
    rows = [("_edit_last", str(writer.number if writer else 1))]
    if picture := entry.head.get("picture"):
        rows.append(("_thumbnail_id", str(register.media_ids[picture])))
    rows += [("_wp_old_slug", slug) for slug in entry.listed("old-slug")]
    rows += [("_wp_old_date", day) for day in entry.listed("old-date")]
    if entry.kind == "page":
        rows.append(("_wp_page_template", "default"))
    rows += [(key[5:], value) for key, value in entry.head.items() if key.startswith("meta-")]
    return rows


def medium_rows(medium: Medium) -> list[tuple[str, str]]:
    """The fields of an attachment."""
    rows = [("_wp_attached_file", medium.path)]
    if medium.width:
        rows.append(("_wp_attachment_metadata", php(picture_details(medium))))
        rows.append(("_wp_attachment_image_alt", medium.alt))
    return rows


def picture_details(medium: Medium) -> dict[str, Any]:
    """What WordPress remembers of a picture, credit and copyright among it."""
    sizes = {
        name: {"file": sized_path(medium, name).rpartition("/")[2], "width": w, "height": h, "mime-type": medium.mime}
        for name, (w, h) in medium.sizes.items()
    }
    about = {"aperture": "0", "credit": medium.credit, "camera": "", "caption": "", "created_timestamp": "0"}
    about |= {"copyright": medium.copyright, "focal_length": "0", "iso": "0", "shutter_speed": "0", "title": ""}
    return {
        "width": medium.width,
        "height": medium.height,
        "file": medium.path,
        "sizes": sizes,
        "image_meta": {**about, "orientation": "0", "keywords": []},
    }
