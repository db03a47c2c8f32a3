"""From the elements under the channel, other than items, to records: site, authors, terms."""

from datetime import datetime

from lxml import etree

from coranto.wordpress.wxr.fields import collect, meta_row
from coranto.wordpress.wxr.names import Names
from coranto.wordpress.wxr.records import AuthorRecord, SiteRecord, TermRecord, UnknownElement
from coranto.wordpress.wxr.values import Odd, number, rss_date, shorten

_SITE_TEXTS = {
    "title": "title",
    "link": "link",
    "description": "description",
    "language": "language",
    "generator": "generator",
    "wp:wxr_version": "wxr_version",
    "wp:base_site_url": "base_site_url",
    "wp:base_blog_url": "base_blog_url",
}
_AUTHOR_TEXTS = frozenset(
    f"wp:author_{name}" for name in ("id", "login", "email", "display_name", "first_name", "last_name")
)
# What each of the three elements for terms calls the fields, in the order of _TERM_FIELDS.
_TERM_FIELDS = ("wp_id", "slug", "parent_slug", "name", "description", "taxonomy")
_TERM_NAMES = {
    "wp:category": ("term_id", "category_nicename", "category_parent", "cat_name", "category_description", ""),
    "wp:tag": ("term_id", "tag_slug", "", "tag_name", "tag_description", ""),
    "wp:term": ("term_id", "term_slug", "term_parent", "term_name", "term_description", "term_taxonomy"),
}
TERM_ELEMENTS = frozenset(_TERM_NAMES)
_TAXONOMIES = {"wp:category": "category", "wp:tag": "post_tag"}
_MAX_UNKNOWN = 1000
_NO_ROWS: frozenset[str] = frozenset()
_TERM_ROWS = frozenset({"wp:termmeta"})


class SiteDraft:
    """A SiteRecord in the making: its elements come one by one, some before the items and some after."""

    def __init__(self, generator: str) -> None:
        self._texts = {"generator": generator} if generator else {}
        self._pub_date: datetime | None = None
        self._unknown: list[UnknownElement] = []
        self._has_news = True
        self.is_wordpress = False  # whether anything was seen that only an export has

    def add(self, key: str, element: etree._Element, names: Names, odd: Odd) -> None:
        """Take in an element that stands directly under the channel."""
        text = names.text(element).strip()
        if key == "pubDate":
            self._pub_date = rss_date(text, "pubDate", odd)
        elif key not in _SITE_TEXTS:
            self._add_unknown(UnknownElement(key, names.xml(element)), odd)
        elif self._texts.get(_SITE_TEXTS[key]) == text:
            return
        else:
            self._texts[_SITE_TEXTS[key]] = text
        self._has_news = True
        self.is_wordpress |= key.startswith("wp:")

    def _add_unknown(self, element: UnknownElement, odd: Odd) -> None:
        if len(self._unknown) < _MAX_UNKNOWN:
            self._unknown.append(element)
        else:
            odd("unknown", f"too many unknown elements; this one was left out: {shorten(element.xml)}")

    def news(self) -> list[SiteRecord]:
        """Return the record if it has not been given out as it now stands."""
        if not self._has_news:
            return []
        self._has_news = False
        return [SiteRecord(pub_date=self._pub_date, unknown=tuple(self._unknown), **self._texts)]


def author_record(element: etree._Element, names: Names, odd: Odd) -> AuthorRecord:
    """Return the record of a ``<wp:author>``."""
    fields = collect(element, names, _AUTHOR_TEXTS, _NO_ROWS, odd)
    record = AuthorRecord(
        wp_id=number(fields.line("wp:author_id"), "wp:author_id", odd),
        login=fields.line("wp:author_login"),
        email=fields.line("wp:author_email"),
        display_name=fields.line("wp:author_display_name"),
        first_name=fields.line("wp:author_first_name"),
        last_name=fields.line("wp:author_last_name"),
        unknown=tuple(fields.unknown),
    )
    if not record.login:
        odd("missing", f"the author {shorten(record.display_name)} has no login")
    return record


def term_record(key: str, element: etree._Element, names: Names, odd: Odd) -> TermRecord:
    """Return the record of a ``<wp:category>``, ``<wp:tag>`` or ``<wp:term>``, which ``key`` names."""
    called = {field: f"wp:{name}" for field, name in zip(_TERM_FIELDS, _TERM_NAMES[key], strict=True) if name}
    fields = collect(element, names, frozenset(called.values()), _TERM_ROWS, odd)
    text = {field: fields.line(name) for field, name in called.items()}
    taxonomy = _TAXONOMIES.get(key) or text["taxonomy"]
    record = TermRecord(
        taxonomy="post_tag" if taxonomy == "tag" else taxonomy,
        wp_id=number(text["wp_id"], "wp:term_id", odd),
        slug=text["slug"],
        parent_slug=text.get("parent_slug", ""),
        name=text["name"],
        description=text["description"],
        meta=tuple(meta_row(row, names, "termmeta", odd) for row in fields.rows["wp:termmeta"]),
        unknown=tuple(fields.unknown),
    )
    if not (record.taxonomy and record.slug):
        odd("missing", f"the term {shorten(record.name)} has no {'slug' if record.taxonomy else 'taxonomy'}")
    return record
