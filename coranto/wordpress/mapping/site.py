"""What the mapping of an item must know of the site it came from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from functools import cached_property

from coranto.wordpress.content import AddressBook, KnownAttachment, SizedImage
from coranto.wordpress.mapping.origins import SiteAddress


@dataclass(frozen=True, slots=True)
class File:
    """What a text may say of an attachment, packed: there may be a hundred thousand of them.

    ``sizes`` holds name, file name, width and height of each copy that WordPress made.
    """

    url: str
    path: str = ""
    title: str = ""
    alt_text: str = ""
    caption: str = ""
    mime_type: str = ""
    page: str = ""
    parent: int = 0
    order: int = 0
    width: int = 0
    height: int = 0
    sizes: tuple[tuple[str, str, int, int], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Site:
    """The site of an export: the look-ups that rendering makes (:class:`coranto.wordpress.content.Site`), and more.

    ``at`` is the moment of the import, ``zone`` that of the site's clock. ``files`` and ``blocks`` (raw texts of
    reusable blocks and navigations) are by number there; ``images`` leads from a file's path to the key of our picture;
    ``known_sources`` from names of outlets to their hosts.
    """

    address: SiteAddress
    url: str
    name: str
    language: str
    zone: tzinfo
    at: datetime
    files: Mapping[int, File] = field(default_factory=dict)
    blocks: Mapping[int, str] = field(default_factory=dict)
    images: Mapping[str, int] = field(default_factory=dict)
    known_sources: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def book(self) -> AddressBook:
        """Where addresses of the old site lead now."""
        files = {file.url: f"/wp-content/uploads/{file.path}" for file in self.files.values() if file.url and file.path}
        return AddressBook(self.url, other_hosts=self.address.aliases, files=files)

    @cached_property
    def parents(self) -> dict[int, list[int]]:
        """For each post there its attachments, in the order of a gallery."""
        below: dict[int, list[int]] = {}
        for number, file in sorted(self.files.items(), key=lambda pair: (pair[1].order, pair[0])):
            if file.parent:
                below.setdefault(file.parent, []).append(number)
        return below

    def attachment(self, number: int) -> KnownAttachment | None:
        """The attachment with this number there."""
        file = self.files.get(number)
        return _known(number, file) if file else None

    def attachments_of(self, post: int) -> Sequence[KnownAttachment]:
        """The attachments of a post, in their order."""
        return [_known(number, self.files[number]) for number in self.parents.get(post, ())]

    def post_url(self, number: int) -> str | None:
        """Addresses of posts are not kept in memory; ``?p=17`` leads to them."""
        return f"{self.url}/?p={number}"

    def stored_block(self, number: int) -> str | None:
        """The raw text of a reusable block or a navigation."""
        return self.blocks.get(number)


def _known(number: int, file: File) -> KnownAttachment:
    folder = file.url.rpartition("/")[0]
    return KnownAttachment(
        id=number,
        url=file.url,
        alt=file.alt_text,
        caption=file.caption,
        title=file.title,
        mime_type=file.mime_type,
        width=file.width,
        height=file.height,
        page_url=file.page,
        sizes={name: SizedImage(f"{folder}/{copy}", width, height) for name, copy, width, height in file.sizes},
    )
