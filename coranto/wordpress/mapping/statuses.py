"""Who may see an item here, from its status there."""

from dataclasses import dataclass
from datetime import datetime

from coranto.wordpress.mapping.in_bin import TRASH, BeforeBin, before_bin
from coranto.wordpress.mapping.moments import Moment
from coranto.wordpress.mapping.rows import Note
from coranto.wordpress.wxr.records import ItemRecord

KNOWN = {"publish", "private", "draft", "pending", "future", "inherit"}
LEFT_OUT = {"auto-draft": "it is an automatic draft"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where an item stands. ``go_live_at`` is set for those that WordPress would have published by itself.

    ``binned_at`` is set for those in the bin, and ``was_public`` then says whether they went there from the site.
    """

    live: bool = False
    is_private: bool = False
    is_pending: bool = False
    go_live_at: datetime | None = None
    binned_at: datetime | None = None
    was_public: bool = False
    notes: tuple[Note, ...] = ()


def left_out(item: ItemRecord) -> str:
    """Why the item is not imported at all; empty if it is."""
    if item.status == "auto-draft" and (item.content.strip() or item.title):
        return ""
    return LEFT_OUT.get(item.status, "")


def standing_of(item: ItemRecord, moment: Moment) -> Standing:
    """Whether the item is public here. One that could not be read whole never is: a password may be what is missing."""
    if item.status == TRASH:
        return _in_bin(item, moment)
    if item.damaged:
        reason = "the item is damaged in the file, so it came in as a draft: look it through before publishing it"
        return Standing(notes=(Note("bent", reason),))
    if item.status == "future":
        return Standing(go_live_at=moment.at)
    if item.status in KNOWN:
        return Standing(
            live=item.status in ("publish", "private", "inherit"),
            is_private=item.status == "private",
            is_pending=item.status == "pending",
        )
    if item.status == "auto-draft":
        return Standing()
    reason = f"its status “{item.status}” is not one of WordPress's own, so it came in as a draft"
    return Standing(notes=(Note("bent", reason),))


def _in_bin(item: ItemRecord, moment: Moment) -> Standing:
    """One that WordPress's own notes are missing from went there when it was last changed."""
    before = before_bin(item) or BeforeBin()
    return Standing(
        is_private=before.status == "private",
        is_pending=before.status == "pending",
        binned_at=before.at or item.modified_gmt or moment.at,
        was_public=before.was_public,
    )
