"""What acts of the log were about, with the way there: comments, people, blocks, discussions.

It is read from the rows as they are now and stands nowhere in the log itself, so that whoever has an address erased, or
a block lifted for good, is not named there for ever.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from coranto.comments.desk.asked import ALL, ON, address_of_queue
from coranto.comments.mail.labels import thread_title
from coranto.comments.models import Block, Commenter, DeskAct, Thread
from coranto.comments.traits import EMAIL, NAME

LINKED = 5
Kind = DeskAct.Kind
Way = tuple[str, str]
"""A label, and the address it leads to."""


@dataclass(slots=True)
class Concerned:
    """Where to find the first things that an act was about, and how many more there were."""

    ways: list[Way]
    more: int = 0


def concerned_by(acts: Sequence[DeskAct], *, sees_people: bool) -> list[Concerned]:
    """What each act was about, at a fixed number of queries. ``sees_people`` also names commenters and blocks."""
    kept = {act.pk: keys_of(act) for act in acts}
    found: dict[str, dict[int, Way]] = {
        Kind.TRUSTED: {
            row.pk: to_commenter(row) for row in Commenter.objects.filter(pk__in=wanted(acts, Kind.TRUSTED))
        },
        Kind.BLOCKED: {
            row.pk: (str(row), reverse("comments_desk:blocks"))
            for row in Block.objects.filter(pk__in=wanted(acts, Kind.BLOCKED))
        },
        Kind.CLOSED: {row.pk: to_discussion(row) for row in threads(wanted(acts, Kind.CLOSED))},
    }
    if not sees_people:
        found[Kind.TRUSTED] = found[Kind.BLOCKED] = {}
    return [described(act, kept[act.pk], found) for act in acts]


def described(act: DeskAct, keys: list[int], found: dict[str, dict[int, Way]]) -> Concerned:
    """The ways to what one act was about."""
    if act.kind in found:
        ways = [found[act.kind][key] for key in keys[:LINKED] if key in found[act.kind]]
    else:
        ways = [(str(key), reverse("comments_desk:comment", args=[key])) for key in keys[:LINKED]]
    return Concerned(ways, max(len(keys) - LINKED, 0) if ways else 0)


def keys_of(act: DeskAct) -> list[int]:
    """The keys of what an act was about: of commenters, blocks or discussions by its kind, else of comments."""
    before = act.before
    if act.kind == Kind.TRUSTED:
        return list(before["commenters"])
    if act.kind == Kind.BLOCKED:
        return [*before["made"], *map(int, before["was"])]
    if act.kind == Kind.CLOSED:
        return list(before["threads"])
    return [*map(int, before.get("comments", {})), *(before[name] for name in ("comment", "reply") if name in before)]


def wanted(acts: Sequence[DeskAct], kind: str) -> set[int]:
    """The keys of what is named for acts of that kind."""
    return {key for act in acts if act.kind == kind for key in keys_of(act)[:LINKED]}


def threads(keys: set[int]) -> Sequence[Thread]:
    """These discussions with what they are about."""
    rows = Thread.objects.filter(pk__in=keys).select_related("post", "page", "attachment")
    return list(rows.defer("post__body", "post__body_html", "post__excerpt"))


def to_commenter(row: Commenter) -> Way:
    """To everything from that address; of an account without one, from that name."""
    same = {EMAIL: row.email} if row.email else {NAME: row.name}
    return str(row), address_of_queue(status=ALL, **same)


def to_discussion(row: Thread) -> Way:
    """To the comments there."""
    return f"“{thread_title(row)}”", address_of_queue(status=ALL, **{ON: str(row.pk)})
