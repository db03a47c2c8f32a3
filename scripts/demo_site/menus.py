"""Write the menus: in WordPress every line of a menu is an item of its own."""

from typing import Any
from zoneinfo import ZoneInfo

from scripts.demo_site.metadata import php
from scripts.demo_site.numbering import Register
from scripts.demo_site.rss import Item, cdata, moments, postmeta


def menu_items(register: Register) -> list[tuple[int, Item]]:
    """Each line of each menu as an item of its own, with its id."""
    items: list[tuple[int, Item]] = []
    number = register.first_free
    for menu, lines in register.site.menus.items():
        numbers = {line["key"]: number + place for place, line in enumerate(lines)}
        for order, line in enumerate(lines, start=1):
            items.append((numbers[line["key"]], menu_item(menu, order, line, numbers, register)))
        number += len(lines)
    return items


def menu_target(line: dict[str, Any], register: Register) -> tuple[str, str, int, str]:
    """Type, object, object id and address of a menu line."""
    kind, _, name = line["to"].partition(":")
    if kind == "page":
        return "post_type", "page", register.entry_ids[name], ""
    if kind == "category":
        return "taxonomy", "category", register.site.term("category", name).number, ""
    return "custom", "custom", 0, line["to"]


def menu_item(menu: str, order: int, line: dict[str, Any], numbers: dict[str, int], register: Register) -> Item:
    """One `nav_menu_item`. Its own title is empty when it takes that of what it points to, as in WordPress."""
    number = numbers[line["key"]]
    at = register.entry("about").at
    address = f"{register.root}/?p={number}"
    name = cdata(register.site.term("nav_menu", menu).name)
    return Item(
        title=line.get("title", ""),
        link=address,
        creator=register.site.authors[0].login,
        guid=address,
        content="",
        excerpt="",
        at=at,
        rows={
            "wp:post_id": number,
            **moments(at, ZoneInfo(register.site.settings["zone"])),
            "wp:comment_status": "closed",
            "wp:ping_status": "closed",
            "wp:post_name": str(number),
            "wp:status": "publish",
            "wp:post_parent": 0,
            "wp:menu_order": order,
            "wp:post_type": "nav_menu_item",
            "wp:post_password": "",
            "wp:is_sticky": 0,
        },
        below=f'\t\t<category domain="nav_menu" nicename="{menu}">{name}</category>\n'
        + postmeta(menu_fields(number, line, numbers, register)),
    )


def menu_fields(
    number: int, line: dict[str, Any], numbers: dict[str, int], register: Register
) -> list[tuple[str, str]]:
    """The custom fields in which WordPress keeps what a menu line points to."""
    kind, thing, thing_id, address = menu_target(line, register)
    return [
        ("_menu_item_type", kind),
        ("_menu_item_menu_item_parent", str(numbers[line["under"]] if "under" in line else 0)),
        ("_menu_item_object_id", str(thing_id or number)),
        ("_menu_item_object", thing),
        ("_menu_item_target", line.get("target", "")),
        ("_menu_item_classes", php([""])),
        ("_menu_item_xfn", ""),
        ("_menu_item_url", address),
    ]
