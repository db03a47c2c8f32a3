"""Give every item its WordPress id and its address, and answer questions about them."""

from dataclasses import dataclass

from scripts.demo_site.sources import Entry, Medium, Site

FIRST_ID = 5


@dataclass(frozen=True)
class Register:
    """Ids and addresses of a whole site. Ids rise with time and have gaps, as revisions leave them in WordPress."""

    site: Site
    entry_ids: dict[str, int]
    media_ids: dict[str, int]
    first_free: int

    @property
    def root(self) -> str:
        """The weblog's address without a slash at the end."""
        return str(self.site.settings["url"])

    def upload(self, medium: Medium, size: str = "full") -> str:
        """The address of a file, or of its smaller copy."""
        return f"{self.root}/wp-content/uploads/{sized_path(medium, size)}"

    def medium(self, file: str) -> Medium:
        """The uploaded file of this name."""
        return next(medium for medium in self.site.media if medium.file == file)

    def entry(self, slug: str) -> Entry:
        """The post or page of this slug."""
        return next(entry for entry in self.site.entries if entry.slug == slug)

    def link(self, entry: Entry) -> str:
        """The permalink, or the address by id of what is not public yet."""
        if entry.status in ("draft", "pending", "future"):
            return f"{self.root}/?{'page_id' if entry.kind == 'page' else 'p'}={self.entry_ids[entry.slug]}"
        if entry.kind == "post":
            return f"{self.root}/{entry.at:%Y/%m/%d}/{entry.slug}/"
        parent = entry.head.get("parent")
        return f"{self.link(self.entry(parent)) if parent else self.root + '/'}{entry.slug}/"

    def attachment_link(self, medium: Medium) -> str:
        """The attachment page: below its post, or at the root when it belongs to none."""
        above = self.link(self.entry(medium.post)) if medium.post else f"{self.root}/"
        return f"{above}{medium.slug}/"

    def target(self, reference: str) -> str:
        """What a link in a source means: `post:slug`, `page:slug`, `file:name`, or an address as it stands."""
        scheme, _, name = reference.partition(":")
        if scheme in ("post", "page"):
            return self.link(self.entry(name))
        if scheme == "file":
            return self.upload(self.medium(name))
        return reference


def sized_path(medium: Medium, size: str) -> str:
    """Where a smaller copy lies below `uploads/`: WordPress puts width and height into its name."""
    if size == "full":
        return medium.path
    width, height = medium.sizes[size]
    stem, _, ending = medium.path.rpartition(".")
    return f"{stem}-{width}x{height}.{ending}"


def number_items(site: Site) -> Register:
    """Ids in the order of time, so that a picture comes before the post it was uploaded for."""
    rows = [(entry.at, "entry", entry.slug) for entry in site.entries]
    rows += [(medium.at, "media", medium.file) for medium in site.media]
    ids: dict[str, dict[str, int]] = {"entry": {}, "media": {}}
    number = FIRST_ID
    for _, kind, name in sorted(rows):
        ids[kind][name] = number
        number += 1 + len(name) % 4
    return Register(site, ids["entry"], ids["media"], number)
