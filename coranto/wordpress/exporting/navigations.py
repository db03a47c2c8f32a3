"""Menus that the import made from navigations of block themes, which go out with their navigation.

One that was changed here goes out as a menu, and one that was deleted not at all: the navigation then bears a mark, so
that the next import makes no menu of it.
"""

from dataclasses import dataclass, field, replace

from coranto.publication.models import Menu
from coranto.wordpress.exporting.own import navigation_element
from coranto.wordpress.importing.navigations import MARK, TYPE, menu_state
from coranto.wordpress.models import Arrival, KeptItem
from coranto.wordpress.wxr.records import ItemRecord


@dataclass(frozen=True, slots=True)
class Navigations:
    """``menus``: the keys of those that nobody changed; ``kept``: of the kept items that they were made from."""

    menus: frozenset[int] = field(default_factory=frozenset)
    kept: frozenset[int] = field(default_factory=frozenset)


def navigations_as_made() -> Navigations:
    """The navigations whose menus are what the import made of them."""
    rows = Arrival.objects.filter(became=Arrival.Became.MENU, there__endswith=MARK)
    menus = Menu.objects.in_bulk([row.here for row in rows if row.here])
    same = [row for row in rows if row.here in menus and row.state == menu_state(menus[row.here])]
    names = {(row.origin_id, row.there.removesuffix(MARK)) for row in same}
    arrived = Arrival.objects.filter(became=Arrival.Became.KEPT, there__in=[there for _origin, there in names])
    kept = frozenset(row.here for row in arrived if row.here and (row.origin_id, row.there) in names)
    return Navigations(frozenset(row.here for row in same if row.here), kept)


def marked(item: ItemRecord, row: KeptItem, made: Navigations) -> ItemRecord:
    """A navigation with the mark where its menu does not go with it; any other item as it is."""
    if row.kind != TYPE or item.status != "publish" or row.pk in made.kept:
        return item
    return replace(item, unknown=(*item.unknown, navigation_element()))
