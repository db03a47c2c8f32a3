"""Menus as terms, and their links as items of an export."""

from collections.abc import Iterator
from dataclasses import replace
from html import escape

from django.db.models import Max

from coranto.posts.models import Category, Tag
from coranto.publication.models import Menu, MenuItem
from coranto.wordpress.exporting.navigations import navigations_as_made
from coranto.wordpress.exporting.numbers import highest_number
from coranto.wordpress.exporting.scope import Scope
from coranto.wordpress.importing.states import MENU_ITEM, state_of
from coranto.wordpress.mapping.own_elements import foreign
from coranto.wordpress.mapping.restored import restored
from coranto.wordpress.models import Arrival
from coranto.wordpress.wxr.records import ItemRecord, Meta, TermRecord, TermRef


def menu_terms() -> dict[int, TermRecord]:
    """The term of each menu, by its key. One that is what the import made of a navigation is in that item already."""
    arrivals = {row.here: row for row in Arrival.objects.filter(became=Arrival.Became.MENU, kind=Arrival.Kind.TERM)}
    as_made = navigations_as_made().menus
    highest = max(_highest(Category), _highest(Tag), *(row.rest.get("wp_id", 0) for row in arrivals.values()), 0)
    terms: dict[int, TermRecord] = {}
    for menu in Menu.objects.order_by("slug"):
        arrival = arrivals.get(menu.pk)
        if menu.pk in as_made:
            continue
        if arrival and arrival.rest:
            terms[menu.pk] = replace(restored(TermRecord, arrival.rest), name=_name(menu, arrival))
            continue
        highest += 1
        terms[menu.pk] = TermRecord("nav_menu", highest, menu.slug, name=escape(menu.name, quote=False))
    return terms


def menu_items(menus: dict[int, TermRecord], scope: Scope) -> Iterator[ItemRecord]:
    """All links of these menus. One that leads to what is not here is written as it came."""
    arrivals = {row.here or 0: row for row in Arrival.objects.filter(became=Arrival.Became.MENU_ITEM)}
    links = list(MenuItem.objects.filter(menu__in=menus).order_by("number", "pk"))
    spare = highest_number()
    numbers: dict[int, int] = {}
    for link in links:
        spare += link.number is None
        numbers[link.pk] = link.number or spare
    yield from _left_there()
    for link in sorted(links, key=lambda link: numbers[link.pk]):
        yield _item(link, numbers, arrivals.get(link.pk), menus[link.menu_id], scope)


def _item(
    link: MenuItem, numbers: dict[int, int], arrival: Arrival | None, menu: TermRecord, scope: Scope
) -> ItemRecord:
    number, parent = numbers[link.pk], numbers.get(link.parent_id or 0, 0)
    if arrival and arrival.rest and arrival.state == state_of(link, MENU_ITEM):
        kept = restored(ItemRecord, arrival.rest)
        return replace(kept, wp_id=kept.wp_id or number, unknown=foreign(kept.unknown))
    fields = {
        "_menu_item_type": "custom",
        "_menu_item_menu_item_parent": str(parent),
        "_menu_item_object_id": str(number),
        "_menu_item_object": "custom",
        "_menu_item_target": "",
        "_menu_item_classes": 'a:1:{i:0;s:0:"";}',
        "_menu_item_xfn": "",
        "_menu_item_url": scope.address(link.address),
    }
    return ItemRecord(
        wp_id=number,
        post_type="nav_menu_item",
        status="publish",
        title=escape(link.label, quote=False),
        excerpt=escape(link.hint, quote=False),
        link=f"{scope.url}/?p={number}",
        guid=f"{scope.url}/?p={number}",
        guid_is_permalink=False,
        slug=str(number),
        menu_order=link.order,
        comment_status="closed",
        ping_status="closed",
        terms=(TermRef("nav_menu", menu.slug, menu.name),),
        meta=tuple(Meta(key, value) for key, value in fields.items()),
    )


def _left_there() -> Iterator[ItemRecord]:
    """Links that led nowhere when they came: the import did not make them, and told of them."""
    rows = Arrival.objects.filter(became=Arrival.Became.NOTHING, kind=Arrival.Kind.ITEM).exclude(rest={})
    for row in rows.order_by("there"):
        kept = restored(ItemRecord, row.rest)
        yield replace(kept, unknown=foreign(kept.unknown))


def _name(menu: Menu, arrival: Arrival) -> str:
    kept = str(arrival.rest.get("name", ""))
    return (
        kept if escape(menu.name, quote=False) in (kept, escape(kept, quote=False)) else escape(menu.name, quote=False)
    )


def _highest(model: type[Category] | type[Tag]) -> int:
    return int(model._default_manager.aggregate(top=Max("number"))["top"] or 0)
