"""Pictures of a finished body: what WordPress adds to each when it prints, from the media library.

Width and height (so that the page does not jump), copies for narrow screens, alternative text where none is given,
late loading for all but the first.
"""

import re

from coranto.core.html.tags import TAG, read_attributes, write_tag
from coranto.wordpress.content.scope import Scope
from coranto.wordpress.content.site import KnownAttachment

_LIBRARY_CLASS = re.compile(r"\bwp-image-(\d{1,18})\b")
_SIZE_IN_NAME = re.compile(r"-(\d{1,5})x(\d{1,5})\.\w{2,5}\Z")
_NARROWEST_OF_SRCSET = 150


def complete_pictures(html: str, scope: Scope) -> str:
    """``html`` (cleaned) with its ``img`` tags completed; those without an address go."""
    if "<img" not in html:
        return html
    seen = 0

    def complete(found: re.Match[str]) -> str:
        nonlocal seen
        if found[1] or found[2] != "img":
            return found[0]
        attributes = read_attributes(found[3])
        if not attributes.get("src"):
            return ""
        seen += 1
        return write_tag("img", _completed(attributes, scope, is_first=seen == 1))

    return TAG.sub(complete, html)


def _completed(attributes: dict[str, str], scope: Scope, *, is_first: bool) -> dict[str, str]:
    number = _LIBRARY_CLASS.search(attributes.get("class", ""))
    picture = scope.site.attachment(int(number[1])) if number else None
    if "width" not in attributes and "height" not in attributes:
        width, height = _measures(attributes["src"], picture)
        if width and height:
            attributes |= {"width": str(width), "height": str(height)}
    if picture and "srcset" not in attributes:
        attributes |= _srcset(attributes, picture)
    attributes.setdefault("alt", picture.alt if picture else "")
    attributes.setdefault("decoding", "async")
    if not is_first and "fetchpriority" not in attributes:
        attributes.setdefault("loading", "lazy")
    return attributes


def _measures(src: str, picture: KnownAttachment | None) -> tuple[int, int]:
    if found := _SIZE_IN_NAME.search(src.split("?", 1)[0]):
        return int(found[1]), int(found[2])
    if picture and src.rsplit("/", 1)[-1] == picture.url.rsplit("/", 1)[-1]:
        return picture.width, picture.height
    return 0, 0


def _srcset(attributes: dict[str, str], picture: KnownAttachment) -> dict[str, str]:
    """Copies of the same shape as the one shown, as WordPress chooses them."""
    width = int(attributes["width"]) if attributes.get("width", "").isdigit() else 0
    height = int(attributes["height"]) if attributes.get("height", "").isdigit() else 0
    if not width or not height:
        return {}
    copies = {
        size.width: size.url for size in picture.sizes.values() if _same_shape(size.width, size.height, width, height)
    }
    if picture.width and _same_shape(picture.width, picture.height, width, height):
        copies[picture.width] = picture.url
    wide = {measure: url for measure, url in copies.items() if measure > _NARROWEST_OF_SRCSET}
    if len(wide) < 2:
        return {}
    srcset = ", ".join(f"{url} {measure}w" for measure, url in sorted(wide.items(), reverse=True))
    return {"srcset": srcset, "sizes": f"(max-width: {width}px) 100vw, {width}px"}


def _same_shape(width: int, height: int, as_width: int, as_height: int) -> bool:
    return abs(height * as_width / width - as_height) <= 1.5 if width else False
