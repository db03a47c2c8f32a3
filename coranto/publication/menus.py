"""Menus as the theme shows them: trees of links, with the entry of the page being shown marked."""

from collections import defaultdict
from dataclasses import replace

from coranto.core.addresses import normal_path
from coranto.publication.contexts import MenuLink
from coranto.publication.models import Menu, MenuItem

DEEPEST = 6


def load_menus() -> dict[str, tuple[MenuLink, ...]]:
    """The menu at each place, at one query. Where several menus claim a place, the first made has it."""
    places: dict[str, int] = {}
    children: dict[tuple[int, int | None], list[MenuItem]] = defaultdict(list)
    rows = (
        MenuItem.objects.exclude(menu__place=Menu.Place.NONE).select_related("menu").order_by("menu_id", "order", "pk")
    )
    for item in rows:
        places.setdefault(item.menu.place, item.menu_id)
        children[item.menu_id, item.parent_id].append(item)
    return {place: _links(children, menu, None, 1) for place, menu in places.items()}


def menu_called(slug: str) -> tuple[MenuLink, ...]:
    """The menu with that slug, wherever its place is; nothing for none."""
    children: dict[tuple[int, int | None], list[MenuItem]] = defaultdict(list)
    items = list(MenuItem.objects.filter(menu__slug=slug).order_by("order", "pk")) if slug else []
    for item in items:
        children[item.menu_id, item.parent_id].append(item)
    return _links(children, items[0].menu_id, None, 1) if items else ()


def marked(links: tuple[MenuLink, ...], path: str) -> tuple[MenuLink, ...]:
    """The links, those to ``path`` and those above them marked. Unchanged ones are the same objects."""
    return _marked(links, normal_path(path))


def _links(
    children: dict[tuple[int, int | None], list[MenuItem]], menu: int, parent: int | None, depth: int
) -> tuple[MenuLink, ...]:
    return tuple(
        MenuLink(
            label=item.label,
            url=item.address,
            description=item.hint,
            children=_links(children, menu, item.pk, depth + 1) if depth < DEEPEST else (),
        )
        for item in children[menu, parent]
        if item.label
    )


def _marked(links: tuple[MenuLink, ...], path: str) -> tuple[MenuLink, ...]:
    changed = tuple(_mark(link, path) for link in links)
    return changed if any(new is not old for new, old in zip(changed, links, strict=True)) else links


def _mark(link: MenuLink, path: str) -> MenuLink:
    below = _marked(link.children, path)
    current = link.url.startswith("/") and "?" not in link.url and normal_path(link.url.split("#")[0]) == path
    if below is link.children and not current:
        return link
    return replace(link, children=below, current=current, is_ancestor=below is not link.children)
