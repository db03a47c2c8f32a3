"""The verbs that change a publication."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import F, Model
from django.utils import timezone

from coranto.core import changes, made_of
from coranto.core.database.prepared_queries import PreparedUpdate, given_moment
from coranto.core.numbers import Sequence
from coranto.publication.models import Menu, MenuItem, Publication, SequenceRow

_moment = given_moment("moment")
_said = PreparedUpdate(Publication.objects.all, changed_at=_moment)
_changed = PreparedUpdate(Publication.objects.all, changed_at=_moment, changed_but_for_comments_at=_moment)


@transaction.atomic
def take_number(*, sequence: Sequence) -> int:
    """Give out the next public number of ``sequence``; no two callers get the same one."""
    SequenceRow.objects.get_or_create(name=sequence)
    SequenceRow.objects.filter(name=sequence).update(last=F("last") + 1)
    return SequenceRow.objects.get(name=sequence).last


@transaction.atomic
def reserve_numbers(*, sequence: Sequence, up_to: int) -> None:
    """See to it that numbers given out from now on are above ``up_to``, the highest that an import brought."""
    SequenceRow.objects.get_or_create(name=sequence)
    SequenceRow.objects.filter(name=sequence, last__lt=up_to).update(last=up_to)


def note_change(*, at: datetime.datetime, is_of_comments: bool = False, of: Iterable[str] = (made_of.SITE,)) -> None:
    """Say that something has changed that pages show around or on them, so that nothing kept of them is used again.

    Every action that changes what the public sees calls this, bulk ones once at the end. It moves ``changed_at`` in
    each publication row; kept frames, entity tags and feeds have that moment in their keys. So it is never the same
    twice, even where a long import passes the moment of its beginning. What was only said in a discussion
    (``is_of_comments``) leaves the publication's own row as it is known everywhere. ``of`` names what has changed as
    :mod:`coranto.core.made_of` does, where that is less than everything.
    """
    moment = max(at, timezone.now())
    (_said if is_of_comments else _changed).run(moment=moment)
    changes.note(of, moment)


def note_unseen(*, rows: type[Model]) -> None:
    """Say that what was just written to these rows is seen by no reader, so that nothing need be made anew."""
    changes.note_unseen(rows._meta.db_table)


@transaction.atomic
def name_publication(*, changes: Mapping[str, Any], at: datetime.datetime) -> Publication:
    """Give the current publication other settings (columns with values); they are seen at once."""
    row = Publication.objects.current()
    for name, value in changes.items():
        setattr(row, name, value)
    row.save()
    if "name" in changes:
        row.site.site_name = row.name
        row.site.save(update_fields=["site_name"])
    note_change(at=at)
    return row


@transaction.atomic
def settle_menu(*, menu: Menu, links: Iterable[Mapping[str, Any]]) -> None:
    """Let a menu hold exactly these links, each ``{"label", "address", "hint", "key", "children"}``.

    A link with the key of a row of this menu is that row, with the number it was imported with; others are new. The
    children of a list block come as ``{"value": …}``.
    """
    present = {row.pk: row for row in menu.items.all()}
    kept = _settle_links(menu, links, None, present)
    menu.items.exclude(pk__in=kept).delete()


def _settle_links(
    menu: Menu, links: Iterable[Mapping[str, Any]], parent: MenuItem | None, present: dict[int, MenuItem]
) -> list[int]:
    keys: list[int] = []
    for order, link in enumerate(links):
        row = present.pop(link.get("key") or 0, None) or MenuItem(menu=menu)
        row.label, row.address, row.hint = link["label"], link["address"], link.get("hint") or ""
        row.parent, row.order = parent, order
        row.save()
        children = [child.get("value", child) for child in link.get("children") or []]
        keys += [row.pk, *_settle_links(menu, children, row, present)]
    return keys
