"""The text of an item, as it is served and as it is edited."""

from dataclasses import dataclass
from typing import Any

from coranto.core.autop import autop
from coranto.core.html_cleaning import clean_body
from coranto.wordpress.mapping.site import Site
from coranto.wordpress.wxr.records import ItemRecord


@dataclass(frozen=True, slots=True)
class Body:
    html: str
    blocks: list[dict[str, Any]]
    problems: tuple[str, ...] = ()


def body_of(raw: str, *, site: Site, item: ItemRecord) -> Body:
    html = clean_body(raw if "<!-- wp:" in raw else autop(raw))
    return Body(html, [{"type": "html", "value": html, "id": "00000000-0000-4000-8000-000000000000"}])
