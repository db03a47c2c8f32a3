"""Pictures, sound and film that lie on other sites: a link in their place.

The public site asks nothing of other sites, so a browser would show a hole where such a picture is. The link says what
the picture says (its alternative text, or else its name) and leads to it.
"""

import re
from typing import NamedTuple
from urllib.parse import unquote

from coranto.core.html.tags import TAG, escape_text, escape_value, read_attributes, read_tags, write_tag

_ABSOLUTE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_PLAYER = re.compile(r"<(audio|video)\b.*?</\1>", re.DOTALL)
_EMPTY_PICTURE = re.compile(r"</?picture[^>]*>")


class Linked(NamedTuple):
    """HTML that asks nothing of other sites, and the addresses that became links."""

    html: str
    addresses: tuple[str, ...]


def link_outside_media(html: str) -> Linked:
    """``html`` (cleaned, its own addresses root-relative) with a link for each picture or player of another site."""
    if "//" not in html:
        return Linked(html, ())
    addresses: list[str] = []

    def link_player(found: re.Match[str]) -> str:
        sources = [tag.attributes.get("src", "") for tag in read_tags(found[0]) if tag.name != "a"]
        outside = [source for source in sources if _ABSOLUTE.match(source)]
        addresses.extend(outside)
        return "<br>".join(_link(source, "", linked=False) for source in outside) if outside else found[0]

    html = _PLAYER.sub(link_player, html)
    return Linked(_link_pictures(html, addresses), tuple(dict.fromkeys(addresses)))


def _link_pictures(html: str, addresses: list[str]) -> str:
    links = 0
    replaced = False

    def change(found: re.Match[str]) -> str:
        nonlocal links, replaced
        name = found[2]
        if name == "a":
            links += -1 if found[1] else 1
        if name not in ("img", "source", "video"):
            return found[0]
        attributes = read_attributes(found[3])
        kept = {key: value for key, value in attributes.items() if not _asks_outside(key, value)}
        if name == "img" and "src" not in kept and "src" in attributes:
            replaced = True
            addresses.append(attributes["src"])
            return _link(attributes["src"], attributes.get("alt", ""), linked=links > 0)
        if name == "source" and not {"src", "srcset"} & kept.keys():
            return ""
        return found[0] if kept == attributes else write_tag(name, kept)

    html = TAG.sub(change, html)
    return _EMPTY_PICTURE.sub("", html) if replaced and "<picture" in html else html


def _asks_outside(name: str, value: str) -> bool:
    if name == "srcset":
        return any(_ABSOLUTE.match(part.strip()) for part in value.split(", "))
    return name in ("src", "poster") and bool(_ABSOLUTE.match(value))


def _link(address: str, text: str, *, linked: bool) -> str:
    """A link to ``address``; only its words where they stand in a link already."""
    name = re.split(r"[?#]", address)[0].rstrip("/").rsplit("/", 1)[-1]
    shown = escape_text(text.strip() or unquote(name) or address)
    return shown if linked else f'<a class="outside-media" href="{escape_value(address)}">{shown}</a>'
