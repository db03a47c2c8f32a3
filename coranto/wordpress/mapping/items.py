"""One item of an export as a row of ours. Pure: the same item and site give the same row."""

from collections.abc import Callable

from coranto.wordpress.mapping.attachments import attachment_row
from coranto.wordpress.mapping.columns import columns
from coranto.wordpress.mapping.comments import comments_of, kept_comments_of
from coranto.wordpress.mapping.identity import item_name, number_of
from coranto.wordpress.mapping.in_bin import TRASH
from coranto.wordpress.mapping.kept import plain
from coranto.wordpress.mapping.menus import menu_item_row
from coranto.wordpress.mapping.moments import Moment, moment_of
from coranto.wordpress.mapping.pages import page_row
from coranto.wordpress.mapping.posts import post_row
from coranto.wordpress.mapping.rows import ItemRow, KeptRow, Note, Row, SkippedRow
from coranto.wordpress.mapping.site import Site
from coranto.wordpress.mapping.statuses import left_out
from coranto.wordpress.wxr.records import ItemRecord

HAVE_A_BIN = ("post", "page")
ROWS: dict[str, Callable[..., Row]] = {
    "post": post_row,
    "page": page_row,
    "attachment": attachment_row,
    "nav_menu_item": menu_item_row,
}


def map_item(item: ItemRecord, site: Site) -> Row:
    """The row for an item of any type and status. One that our own code fails on is kept whole, and said so."""
    try:
        return _row(item, site)
    except Exception as error:  # noqa: BLE001 - a fault of ours must not cost the owner the import, nor the item
        reason = f"it could not be read ({type(error).__name__}: {error}), so it is only kept; please report this"
        core = ItemRow(there=item_name(item), number=0, digest=item.digest(), title=item.title[:1000])
        return KeptRow(
            **columns(core) | {"notes": (Note("refused", reason),)}, kind=item.post_type, content=plain(item)
        )


def _row(item: ItemRecord, site: Site) -> Row:
    name = item_name(item)
    moment, notes = _moment(item, site)
    core = ItemRow(
        there=name,
        number=number_of(item.wp_id),
        digest=item.digest(),
        title=item.title[:1000],
        comments=comments_of(item, name, moment, site),
        kept_comments=kept_comments_of(item, name),
        notes=notes,
        place=f"{item.file}, byte {item.byte:,}" if item.file else "",
    )
    if reason := left_out(item):
        return SkippedRow(**columns(core), kind=item.post_type, reason=reason)
    row = ROWS.get(item.post_type)
    if row and (item.status != TRASH or item.post_type in HAVE_A_BIN):
        return row(item, core, moment, site)
    return KeptRow(**columns(core), kind=item.post_type, content=plain(item))


def _moment(item: ItemRecord, site: Site) -> tuple[Moment, tuple[Note, ...]]:
    found = (
        moment_of(item.posted_local, item.posted_gmt, site.zone)
        or moment_of(None, item.pub_date, site.zone)
        or moment_of(item.modified_local, item.modified_gmt, site.zone)
    )
    if found:
        return found, ()
    reason = "it has no date, so it got the moment of the import"
    return Moment(site.at), () if item.status in ("draft", "pending", "auto-draft") else (Note("bent", reason),)
