"""Navigations of block themes (WordPress 5.9 and newer) made into menus, when all that they point to has arrived.

Such a navigation is an item of type ``wp_navigation`` whose text is blocks: links, submenus, the list of all pages, the
way home. The item itself is kept; its menu is made once, and is the owner's from then on.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from coranto.core.plain_text import plain_text
from coranto.core.short_digests import short_digest
from coranto.pages.models import StaticPage
from coranto.posts.slugs import numbered_slug
from coranto.publication.models import Menu, MenuItem
from coranto.wordpress.content.blocks import Block, read_blocks
from coranto.wordpress.importing.menus import Aim, aim_at, place_menus
from coranto.wordpress.importing.work import Work
from coranto.wordpress.mapping.menus import safe_address
from coranto.wordpress.mapping.own_elements import is_without_menu
from coranto.wordpress.models import Arrival, KeptItem

TYPE = "wp_navigation"
MARK = "#menu"  # after the item's name there, in the ledger
TAXONOMIES = {"category": "category", "tag": "post_tag"}
LINKS = frozenset({"core/navigation-link", "core/navigation-submenu", "core/page-list-item"})
DEEPEST = 5


@dataclass(slots=True)
class Link:
    """A link that is to be made, and those below it."""

    label: str
    address: str
    hint: str = ""
    below: "list[Link]" = field(default_factory=list)


@transaction.atomic
def write_navigations(work: Work) -> None:
    """Make a menu of each published navigation that has none yet."""
    written = set()
    for there, kept in _navigations(work):
        links = list(_links((part for part in read_blocks(kept.content.get("content", ""))), work))
        if not links:
            continue
        menu = Menu.objects.create(name=kept.title[:250] or "Navigation", slug=_free_slug(kept))
        _write(links, menu, None)
        work.ledger.add(Arrival.Kind.ITEM, there + MARK, Arrival.Became.MENU, menu.pk, kept.digest, menu_state(menu))
        written.add(menu.pk)
    place_menus(written, work)
    work.ledger.flush()


def menu_state(menu: Menu) -> str:
    """The fingerprint of a menu with its links: while it stays, nobody has changed the menu. Its place may change."""
    links = menu.items.order_by("pk").values_list("pk", "parent", "label", "address", "hint", "order")
    return short_digest(menu.name, *links)


def _navigations(work: Work) -> Iterator[tuple[str, KeptItem]]:
    """The published ones of this origin that have not become a menu."""
    items = {item.pk: item for item in KeptItem.objects.filter(kind=TYPE)}
    rows = Arrival.objects.filter(origin=work.ledger.origin, became=Arrival.Became.KEPT, here__in=items)
    found = [(row.there, items[row.here]) for row in rows.order_by("here") if row.here]
    known = work.ledger.look_up(Arrival.Kind.ITEM, [name + MARK for name, _item in found])
    for name, item in found:
        if name + MARK not in known and item.content.get("status") == "publish" and not is_without_menu(item.content):
            yield name, item


def _free_slug(kept: KeptItem) -> str:
    first = slug = kept.content.get("slug") or f"navigation-{kept.number or kept.pk}"
    count = 1
    while Menu.objects.filter(slug=slug).exists():
        count += 1
        slug = numbered_slug(first, count)
    return slug


def _links(parts: "Iterable[str | Block]", work: Work, depth: int = 0) -> Iterator[Link]:
    for block in parts:
        if isinstance(block, str) or depth > DEEPEST:
            continue
        if block.name == "core/page-list":
            yield from _pages(block.attributes.get("parentPageID"), work)
        elif block.name == "core/home-link":
            yield Link(_label(block) or work.publication.name, "/")
        elif block.name in LINKS:
            below = list(_links(block.inner, work, depth + 1))
            link = _link(block, work)
            if link.address or below:
                yield Link(link.label, link.address or "#", link.hint, below)
        else:
            yield from _links(block.inner, work, depth + 1)


def _link(block: Block, work: Work) -> Link:
    given = block.attributes
    kind, type_ = _text(given, "kind"), _text(given, "type")
    url = safe_address(_text(given, "url"), work.site) if _text(given, "url") else ""
    target = str(given.get("id") or "")
    aim = Aim("custom", "", "", url)
    if target and kind == "taxonomy":
        aim = Aim("taxonomy", TAXONOMIES.get(type_, type_), target, url)
    elif target and kind in ("post-type", "") and type_ not in ("", "custom"):
        aim = Aim("post_type", type_, target, url)
    title, address = aim_at(aim, work)
    address = address or url
    return Link(_label(block) or plain_text(title) or address, address, _text(given, "description")[:500])


def _pages(parent: Any, work: Work) -> Iterator[Link]:
    """All public pages below one, or at the top, with those below them."""
    pages = StaticPage.objects.live().public().filter(is_private=False).order_by("menu_order", "title", "pk")
    above: dict[str, list[StaticPage]] = {}
    for page in pages:
        above.setdefault(page.path[: -page.steplen], []).append(page)
    number = parent if isinstance(parent, int) else 0
    top = next((page.path for page in pages if page.number == number), "") if number else ""
    start = top or min(above, key=len, default="")
    yield from _tree(start, above)


def _tree(path: str, above: dict[str, list[StaticPage]], depth: int = 0) -> Iterator[Link]:
    for page in above.get(path, []):
        below = list(_tree(page.path, above, depth + 1)) if depth < DEEPEST else []
        yield Link(page.title, page.relative_url(None) or f"/?page_id={page.number}", below=below)


def _label(block: Block) -> str:
    return " ".join(plain_text(_text(block.attributes, "label")).split())[:250]


def _text(given: dict[str, Any], name: str) -> str:
    value = given.get(name)
    return value if isinstance(value, str) else ""


def _write(links: list[Link], menu: Menu, parent: MenuItem | None) -> None:
    for order, link in enumerate(links, start=1):
        item = MenuItem.objects.create(
            menu=menu,
            parent=parent,
            label=link.label[:250] or link.address[:250],
            address=link.address[:2000],
            hint=link.hint,
            order=order,
        )
        _write(link.below, menu, item)
