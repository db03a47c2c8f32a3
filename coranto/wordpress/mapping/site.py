"""What the mapping of an item must know of the site it came from."""

from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from coranto.wordpress.mapping.origins import SiteAddress


@dataclass(frozen=True, slots=True)
class File:
    """What a text may say of an attachment: enough to print a gallery."""

    url: str
    title: str = ""
    alt_text: str = ""
    caption: str = ""
    mime_type: str = ""
    parent: int = 0
    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The site of an export. ``at`` is the moment of the import, ``zone`` that of the site's clock.

    ``files`` and ``blocks`` (reusable ones: their raw text) are by number there.
    """

    address: SiteAddress
    name: str
    language: str
    zone: tzinfo
    at: datetime
    files: dict[int, File] = field(default_factory=dict)
    blocks: dict[int, str] = field(default_factory=dict)
