"""From the element of an item to its record."""

from collections.abc import Iterator

from lxml import etree

from coranto.wordpress.wxr.comments import comment_record
from coranto.wordpress.wxr.fields import collect, meta_row
from coranto.wordpress.wxr.names import Names
from coranto.wordpress.wxr.records import ItemRecord, TermRef
from coranto.wordpress.wxr.values import Odd, gmt_date, local_date, number, rss_date, shorten

_TEXTS = frozenset(
    {
        "title",
        "link",
        "pubDate",
        "dc:creator",
        "guid",
        "description",
        "content:encoded",
        "excerpt:encoded",
        "wp:post_id",
        "wp:post_date",
        "wp:post_date_gmt",
        "wp:post_modified",
        "wp:post_modified_gmt",
        "wp:comment_status",
        "wp:ping_status",
        "wp:post_name",
        "wp:status",
        "wp:post_parent",
        "wp:menu_order",
        "wp:post_type",
        "wp:post_password",
        "wp:is_sticky",
        "wp:attachment_url",
    }
)
_ROWS = frozenset({"category", "wp:postmeta", "wp:comment"})
_ESSENTIAL = ("wp:post_id", "wp:post_type", "wp:status")
_OLD_TAXONOMIES = {"tag": "post_tag"}  # WXR 1.0


def item_record(element: etree._Element, names: Names, odd: Odd, *, damaged: bool, file: str, byte: int) -> ItemRecord:
    """Return the record of an ``<item>``. Whatever is missing or odd is told to ``odd``."""
    fields = collect(element, names, _TEXTS, _ROWS, odd)
    text, line = fields.text, fields.line
    for key in _ESSENTIAL:
        if not line(key):
            odd("missing", f"the item has no {key}")
    return ItemRecord(
        wp_id=number(line("wp:post_id"), "wp:post_id", odd),
        post_type=line("wp:post_type") or "post",
        status=line("wp:status"),
        title=line("title"),
        link=line("link"),
        guid=line("guid"),
        guid_is_permalink=_is_permalink(element),
        creator=line("dc:creator"),
        content=text("content:encoded"),
        excerpt=text("excerpt:encoded"),
        description=line("description"),
        posted_local=local_date(line("wp:post_date"), "wp:post_date", odd),
        posted_gmt=gmt_date(line("wp:post_date_gmt"), "wp:post_date_gmt", odd),
        modified_local=local_date(line("wp:post_modified"), "wp:post_modified", odd),
        modified_gmt=gmt_date(line("wp:post_modified_gmt"), "wp:post_modified_gmt", odd),
        pub_date=rss_date(line("pubDate"), "pubDate", odd),
        slug=line("wp:post_name"),
        parent_id=number(line("wp:post_parent"), "wp:post_parent", odd),
        menu_order=number(line("wp:menu_order"), "wp:menu_order", odd),
        comment_status=line("wp:comment_status"),
        ping_status=line("wp:ping_status"),
        password=text("wp:post_password") if line("wp:post_password") else "",
        is_sticky=line("wp:is_sticky") == "1",
        attachment_url=line("wp:attachment_url"),
        terms=_terms(fields.rows["category"], names, odd),
        meta=tuple(meta_row(row, names, "postmeta", odd) for row in fields.rows["wp:postmeta"]),
        comments=tuple(comment_record(row, names, odd) for row in fields.rows["wp:comment"]),
        unknown=tuple(fields.unknown),
        damaged=damaged,
        file=file,
        byte=byte,
    )


def _is_permalink(element: etree._Element) -> bool:
    guid = element.find("guid")
    return guid is None or (guid.get("isPermaLink") or "true").strip().lower() != "false"


def _terms(elements: list[etree._Element], names: Names, odd: Odd) -> tuple[TermRef, ...]:
    """Return the terms of an item, each once.

    WXR 1.0 names every term twice, the first time without taxonomy and slug; that one goes when the other is there.
    """
    named = list(dict.fromkeys(_term(element, names) for element in elements))
    whole = {term.name for term in named if term.domain}
    return tuple(_settled(named, whole, odd))


def _term(element: etree._Element, names: Names) -> TermRef:
    domain = (element.get("domain") or "").strip()
    slug = (element.get("nicename") or "").strip()
    return TermRef(_OLD_TAXONOMIES.get(domain, domain), slug, names.text(element).strip())


def _settled(terms: list[TermRef], whole: set[str], odd: Odd) -> Iterator[TermRef]:
    for term in terms:
        if term.domain:
            yield term
        elif term.name not in whole:
            odd("taxonomy", f"the term {shorten(term.name)} says no taxonomy; taken as a category")
            yield term._replace(domain="category")
