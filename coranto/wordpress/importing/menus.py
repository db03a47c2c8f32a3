"""Writing menus, when all that they point to has arrived."""

from collections.abc import Sequence
from html import unescape
from typing import NamedTuple

from django.db import transaction

from coranto.core.plain_text import plain_text
from coranto.media.models import Attachment
from coranto.pages.models import StaticPage
from coranto.posts.models import Category, Post, Tag
from coranto.publication.models import Menu, MenuItem
from coranto.wordpress.importing.states import MENU_ITEM, state_of
from coranto.wordpress.importing.steps import Step
from coranto.wordpress.importing.work import Work
from coranto.wordpress.mapping.rows import MenuItemRow
from coranto.wordpress.models import Arrival

SOCIAL = (
    "facebook.",
    "twitter.",
    "x.com",
    "instagram.",
    "linkedin.",
    "youtube.",
    "mastodon",
    "github.",
    "bsky.",
    "t.me",
)


class Aim(NamedTuple):
    """What a link leads to: ``kind`` is ``custom`` (then ``url`` counts), ``post_type`` or ``taxonomy``."""

    kind: str
    type: str
    target: str
    url: str


@transaction.atomic
def write_menus(work: Work) -> None:
    """Write the links of new menus, in their order and with their parents; known menus stay as they are here."""
    rows = work.menu_items
    known = work.ledger.look_up(Arrival.Kind.ITEM, (row.there for row in rows))
    fresh = [row for row in rows if row.there not in known]
    for row in rows:
        arrival = known.get(row.there)
        if arrival and not work.notes.did(arrival):
            same = arrival.digest == row.digest
            step = Step.NOTHING if same else Step.EDITED_HERE
            work.notes.say_step(step, arrival, "menu item", there=row.there, title=row.title)
            if not same:
                work.ledger.touch(arrival)
    written = _write(fresh, work)
    place_menus(written, work)
    work.ledger.flush()
    work.notes.flush()


def _write(rows: Sequence[MenuItemRow], work: Work) -> set[int]:
    made: dict[tuple[int, str], MenuItem] = {}
    placed: list[tuple[MenuItemRow, MenuItem]] = []
    for row in sorted(rows, key=lambda row: (row.order, row.number)):
        item = _make(row, work)
        if item is None:
            continue
        item.save()
        made.setdefault((item.menu_id, row.there.partition("#")[0]), item)
        placed.append((row, item))
        work.notes.count("menu item", "new")
    for row, item in placed:
        item.parent = made.get((item.menu_id, row.parent))
    for _row, item in placed:
        item.parent = None if _comes_round(item) else item.parent
    MenuItem.objects.bulk_update([item for _row, item in placed], ["parent"], batch_size=200)
    for row, item in placed:
        state = state_of(item, MENU_ITEM)
        work.ledger.add(
            Arrival.Kind.ITEM, row.there, Arrival.Became.MENU_ITEM, item.pk, row.digest, state, rest=row.rest
        )
    return {item.menu_id for item in made.values()}


def _comes_round(item: MenuItem) -> bool:
    """Whether the line of parents comes back to the item."""
    seen = {item.pk}
    step = item.parent
    while step is not None and step.pk not in seen:
        seen.add(step.pk)
        step = step.parent
    return step is not None


def _make(row: MenuItemRow, work: Work) -> MenuItem | None:
    menu = work.menus.get(row.menu.slug) if row.menu else None
    title, address = aim_at(Aim(row.target_kind, row.target_type, row.target, row.url), work)
    label = unescape(plain_text(row.title)) or plain_text(title)
    if menu is None or not address:
        reason = "its menu was deleted here" if menu is None else "what it leads to is not in the export"
        work.notes.happened("skipped", "menu item", reason, there=row.there, title=label, place=row.place)
        work.ledger.add(Arrival.Kind.ITEM, row.there, Arrival.Became.NOTHING, None, row.digest, rest=row.rest)
        return None
    number = row.number if row.number and not MenuItem.objects.filter(number=row.number).exists() else None
    return MenuItem(
        menu_id=menu, label=label[:250] or address[:250], address=address, hint=row.hint, order=row.order, number=number
    )


def aim_at(aim: Aim, work: Work) -> tuple[str, str]:
    """The title and the address of what a link leads to; an empty address if that is not here."""
    if aim.kind == "taxonomy":
        return _term_target(aim, work)
    if aim.kind != "post_type":
        return aim.url, aim.url
    arrival = work.ledger.look_up(Arrival.Kind.ITEM, [aim.target]).get(aim.target)
    if arrival is None:
        return "", ""
    return _item_target(arrival)


def _item_target(arrival: Arrival) -> tuple[str, str]:
    if arrival.became == Arrival.Became.POST:
        post = Post.objects.filter(pk=arrival.here or 0).first()
        return (post.title, post.path or f"/?p={post.number}") if post else ("", "")
    if arrival.became == Arrival.Became.PAGE:
        page = StaticPage.objects.filter(pk=arrival.here).first()
        return (page.title, page.relative_url(None) or f"/?page_id={page.number}") if page else ("", "")
    if arrival.became == Arrival.Became.ATTACHMENT:
        file = Attachment.objects.filter(pk=arrival.here or 0).first()
        return (file.title, file.path or file.file_url) if file else ("", "")
    return "", ""


def _term_target(aim: Aim, work: Work) -> tuple[str, str]:
    number = int(aim.target) if aim.target.isdecimal() else 0
    slug = next(
        (slug for (taxonomy, slug), wp_id in work.term_ids.items() if wp_id == number and taxonomy == aim.type),
        None,
    )
    key = work.terms.get((aim.type, slug)) if slug else None
    if aim.type == "category" and key:
        category = Category.objects.get(pk=key)
        return category.name, f"/{work.publication.category_base}/{category.path}/"
    if aim.type == "post_tag" and key:
        tag = Tag.objects.get(pk=key)
        return tag.name, f"/{work.publication.tag_base}/{tag.slug}/"
    return "", ""


def place_menus(menus: set[int], work: Work) -> None:
    """Exports do not say where a theme showed its menus: the name tells, and the first is the main navigation."""
    for menu in Menu.objects.filter(pk__in=menus, place=Menu.Place.NONE).order_by("pk"):
        place = _place_of(menu)
        if place and not Menu.objects.filter(place=place).exists():
            menu.place = place
            menu.save(update_fields=["place"])
    rest = Menu.objects.filter(pk__in=menus, place=Menu.Place.NONE).order_by("pk").first()
    if rest and not Menu.objects.filter(place=Menu.Place.PRIMARY).exists():
        rest.place = Menu.Place.PRIMARY
        rest.save(update_fields=["place"])


def _place_of(menu: Menu) -> str:
    words = f"{menu.name} {menu.slug}".lower()
    addresses = list(menu.items.values_list("address", flat=True))
    if "social" in words or (addresses and all(any(host in each for host in SOCIAL) for each in addresses)):
        return Menu.Place.SOCIAL
    if any(word in words for word in ("primary", "main", "header", "top")):
        return Menu.Place.PRIMARY
    return Menu.Place.FOOTER if "footer" in words else ""
