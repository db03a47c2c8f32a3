"""Links of menus."""

from html import unescape
from urllib.parse import urlsplit

from coranto.wordpress.mapping.columns import columns
from coranto.wordpress.mapping.custom_fields import first
from coranto.wordpress.mapping.kept import bare, plain
from coranto.wordpress.mapping.moments import Moment
from coranto.wordpress.mapping.rows import ItemRow, KeptRow, MenuItemRow
from coranto.wordpress.mapping.site import Site
from coranto.wordpress.wxr.records import ItemRecord

SCHEMES = {"http", "https", "mailto", "tel"}


def menu_item_row(item: ItemRecord, core: ItemRow, moment: Moment, site: Site) -> MenuItemRow | KeptRow:
    """A link of a menu. One that stands in no menu was left over there, and is only kept."""
    menu = next((term for term in item.terms if term.domain == "nav_menu"), None)
    if menu is None:
        return KeptRow(**columns(core), kind=item.post_type, content=plain(item))
    parent = first(item, "_menu_item_menu_item_parent")
    return MenuItemRow(
        **columns(core) | {"rest": bare(item)},
        menu=menu,
        parent=parent if parent != "0" else "",
        order=max(item.menu_order, 0),
        target_kind=first(item, "_menu_item_type") or "custom",
        target_type=first(item, "_menu_item_object"),
        target=first(item, "_menu_item_object_id"),
        url=safe_address(first(item, "_menu_item_url"), site),
        hint=unescape(item.excerpt)[:500],
    )


def safe_address(url: str, site: Site) -> str:
    """An address for a link: on this site a path; elsewhere whole; ``#`` for what is none or would run a script."""
    local = site.address.local(url)
    if local is not None:
        return local
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return "#"
    if parts.scheme:
        return url.strip()[:2000] if parts.scheme.lower() in SCHEMES else "#"
    return url.strip()[:2000] or "#"
