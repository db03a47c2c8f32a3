"""Pages."""

from coranto.wordpress.mapping.identity import reference
from coranto.wordpress.mapping.in_bin import TRASH
from coranto.wordpress.mapping.moments import Moment
from coranto.wordpress.mapping.rows import ItemRow, Note, PageRow
from coranto.wordpress.mapping.site import Site
from coranto.wordpress.mapping.texts import text_columns
from coranto.wordpress.wxr.records import ItemRecord


def page_row(item: ItemRecord, core: ItemRow, moment: Moment, site: Site) -> PageRow:
    """A page, in whatever status."""
    columns = text_columns(item, core, moment, site)
    if item.status == TRASH:
        columns["notes"] += (Note("bent", "it was in the bin, and pages have none here: it came in as a draft"),)
    return PageRow(
        **columns, parent=reference(item.parent_id), menu_order=max(-(2**31), min(item.menu_order, 2**31 - 1))
    )
