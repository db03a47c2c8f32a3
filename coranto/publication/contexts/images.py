"""Pictures."""

from dataclasses import dataclass, field

from django.utils.safestring import SafeString


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageSource:
    """The picture in another file format, for ``<source>``."""

    mime_type: str
    """Such as ``image/avif``."""
    srcset: str
    """A ready ``srcset`` value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageView:
    """A picture with all that must be said with it."""

    url: str
    """The address of a middle-sized rendition, for ``src``."""
    width: int
    """Its width in pixels."""
    height: int
    """Its height in pixels."""
    srcset: str = ""
    """A ready ``srcset`` value with widths (``… 300w, … 1024w``); the theme adds ``sizes``."""
    sources: tuple[ImageSource, ...] = ()
    """Lighter formats to offer first."""
    alt: str = ""
    """Text in place of the picture; empty when it only decorates."""
    caption_html: SafeString = field(default_factory=SafeString)
    """The caption, cleaned HTML without block elements."""
    credit: str = ""
    """Who made it."""
    credit_url: str = ""
    """A page of whoever made it."""
    licence: str = ""
    """The name of the licence, such as ``CC BY 4.0``."""
    licence_url: str = ""
    """The licence's text."""
    full_url: str = ""
    """The largest rendition."""
