"""What the renderer of bodies must know of the site that a body comes from; the caller fills it in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class SizedImage:
    """One of the copies that WordPress made of a picture; width and height in pixels."""

    url: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class KnownAttachment:
    """A file of the media library. ``sizes`` are by WordPress's names (``thumbnail``, ``medium``, ``large``…)."""

    id: int
    url: str
    alt: str = ""
    caption: str = ""
    title: str = ""
    mime_type: str = ""
    width: int = 0
    height: int = 0
    page_url: str = ""
    sizes: Mapping[str, SizedImage] = field(default_factory=dict)

    @property
    def is_image(self) -> bool:
        """Whether it is a picture, by its declared type or else by the ending of its name."""
        kind = self.mime_type or self.url
        return kind.startswith("image/") or kind.lower().endswith((".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif"))


class Site(Protocol):
    """The look-ups that rendering makes. All ids are WordPress's; None or nothing means not known."""

    @property
    def url(self) -> str:
        """The site's address without a closing slash."""

    def attachment(self, number: int) -> KnownAttachment | None:
        """The attachment with this id."""

    def attachments_of(self, post: int) -> Sequence[KnownAttachment]:
        """The attachments of a post in their order."""

    def post_url(self, number: int) -> str | None:
        """The address of a post or page."""

    def stored_block(self, number: int) -> str | None:
        """The raw content of a reusable block (``wp_block``) or a navigation (``wp_navigation``)."""


@dataclass(frozen=True, slots=True)
class KnownSite:
    """A site as mappings: the plain implementation of :class:`Site`."""

    url: str = ""
    attachments: Mapping[int, KnownAttachment] = field(default_factory=dict)
    parents: Mapping[int, Sequence[int]] = field(default_factory=dict)
    """For each post the ids of its attachments, in order."""
    post_urls: Mapping[int, str] = field(default_factory=dict)
    stored_blocks: Mapping[int, str] = field(default_factory=dict)

    def attachment(self, number: int) -> KnownAttachment | None:
        """The attachment with this id."""
        return self.attachments.get(number)

    def attachments_of(self, post: int) -> Sequence[KnownAttachment]:
        """The attachments of a post in their order."""
        return [self.attachments[number] for number in self.parents.get(post, ()) if number in self.attachments]

    def post_url(self, number: int) -> str | None:
        """The address of a post or page."""
        return self.post_urls.get(number)

    def stored_block(self, number: int) -> str | None:
        """The raw content of a reusable block or a navigation."""
        return self.stored_blocks.get(number)
