"""What is to be done with each item of a batch: the decision, without any writing. A trial run ends here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from coranto.media.models import Attachment
from coranto.pages.models import PageOriginal, StaticPage
from coranto.posts.models import Original, Post
from coranto.wordpress.importing.originals import attachment_state, page_state, stored_post_state
from coranto.wordpress.importing.steps import DELETED, DIFFERENT, EDITED, Step
from coranto.wordpress.importing.work import Work
from coranto.wordpress.mapping.in_bin import TRASH
from coranto.wordpress.mapping.rows import (
    AttachmentRow,
    ItemRow,
    KeptRow,
    MenuItemRow,
    PageRow,
    PostRow,
    Row,
    SkippedRow,
    TextRow,
)
from coranto.wordpress.models import Arrival

ACCOUNTED_FOR = {
    "wp_block": "a reusable block: its text stands in the posts that use it",
    "guest-author": "a guest author of Co-Authors Plus: made an author",
    "wp_navigation": "the navigation of a block theme: made a menu",
    "nav_menu_item": "it stands in no menu",
}
"""Types that are kept for the sake of a whole export, and whose content is here otherwise."""
KINDS = {PostRow: "post", PageRow: "page", AttachmentRow: "attachment", MenuItemRow: "menu item"}


@dataclass(slots=True)
class Plan:
    """The rows of a batch that are to be looked at further, and what to do with each."""

    rows: list[Row] = field(default_factory=list)
    steps: dict[str, Step] = field(default_factory=dict)
    arrivals: dict[str, Arrival] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)

    def to(self, step: Step, rows: Iterable[ItemRow]) -> list[ItemRow]:
        """Those of the rows with which this is to be done."""
        return [row for row in rows if self.steps[row.there] is step]


def kind_of(row: Row) -> str:
    """The kind under which an item is counted and told of."""
    return row.kind if isinstance(row, KeptRow | SkippedRow) else KINDS[type(row)]


def plan_batch(rows: Sequence[Row], work: Work) -> Plan:
    """Decide on each item, count and tell what is left out."""
    plan = Plan()
    fresh = _without_repeats(rows, work)
    work.menu_items += [row for row in fresh if isinstance(row, MenuItemRow)]
    plan.arrivals = work.ledger.look_up(Arrival.Kind.ITEM, (row.there for row in fresh))
    for row in fresh:
        if isinstance(row, SkippedRow):
            _leave_out(row, plan.arrivals.get(row.there), work)
        elif not isinstance(row, MenuItemRow):
            step = _step(row, plan.arrivals.get(row.there), work)
            if step is not None:
                plan.rows.append(row)
                plan.steps[row.there] = step
    plan.numbers = free_numbers([row for row in plan.rows if plan.steps[row.there] is Step.CREATE], work)
    return plan


def _without_repeats(rows: Sequence[Row], work: Work) -> list[Row]:
    """The rows, those that stand in the export twice once. Two different items of one number are two items."""
    fresh: list[Row] = []
    for row in rows:
        if row.there not in work.repeated:
            fresh.append(row)
            continue
        digests = work.seen_twice.setdefault(row.there, [])
        if row.digest in digests:
            continue
        digests.append(row.digest)
        fresh.append(replace(row, there=f"{row.there}#{len(digests)}", number=0) if len(digests) > 1 else row)
    return fresh


def _leave_out(row: SkippedRow, arrival: Arrival | None, work: Work) -> None:
    if arrival is not None and work.notes.did(arrival):
        return
    if arrival is None or arrival.became == Arrival.Became.NOTHING:
        tell(row, "skipped", row.reason, work)
        work.ledger.add(Arrival.Kind.ITEM, row.there, Arrival.Became.NOTHING, None, row.digest)
    else:
        tell(row, "skipped", f"{row.reason}; what was imported of it before is still here", work)
        work.ledger.touch(arrival)


def _step(row: Row, arrival: Arrival | None, work: Work) -> Step | None:
    """What to do with an item that is not left out; nothing at all (``None``) when there is no more to say."""
    kind = kind_of(row)
    if arrival is None or (arrival.became == Arrival.Became.NOTHING and not work.notes.did(arrival)):
        if isinstance(row, KeptRow):
            tell(row, "kept", _why_kept(row), work)
        else:
            work.notes.count(kind, Step.CREATE.value)
        for note in row.notes:
            tell(row, note.act, note.reason, work, counted=False)
        return Step.CREATE
    if work.notes.did(arrival):
        return None
    if arrival.digest == row.digest:
        work.notes.count(kind, Step.NOTHING.value)
        return None
    step, reason = _changed_step(row, arrival)
    if step is Step.COMMENTS_ONLY:
        work.notes.count(kind, Step.NOTHING.value)
        work.ledger.touch(arrival, row.digest)
    else:
        tell(row, step.value, reason, work)
    if step is Step.EDITED_HERE:
        work.ledger.touch(arrival)
    return step


def _why_kept(row: KeptRow) -> str:
    if row.content.get("status") == TRASH:
        return "it was in the bin"
    return ACCOUNTED_FOR.get(row.kind, f"the type “{row.kind}” has no place here")


def _changed_step(row: Row, arrival: Arrival) -> tuple[Step, str]:
    if arrival.became != became(row):
        return (
            Step.EDITED_HERE,
            f"became a {arrival.became} here and is a {kind_of(row)} in the new export; left as it is",
        )
    if isinstance(row, KeptRow):
        return Step.UPDATE, DIFFERENT
    was, now, digest = _states(row, arrival)
    if now is None:
        return Step.EDITED_HERE, DELETED
    if isinstance(row, TextRow) and row.original["digest"] == digest:
        return Step.COMMENTS_ONLY, ""
    if was != now:
        return Step.EDITED_HERE, EDITED
    return Step.UPDATE, DIFFERENT


def _states(row: Row, arrival: Arrival) -> tuple[str, str | None, str]:
    """The state after the import, the state now (``None``: gone), and the digest of the item without comments."""
    if isinstance(row, PostRow):
        post = Original.objects.select_related("post").filter(post=arrival.here).first()
        return (post.state, stored_post_state(post.post), post.digest) if post else ("", None, "")
    if isinstance(row, PageRow):
        page = PageOriginal.objects.select_related("page").filter(page=arrival.here).first()
        return (page.state, page_state(page.page), page.digest) if page else ("", None, "")
    attachment = Attachment.objects.filter(pk=arrival.here or 0).first()
    return arrival.state, attachment_state(attachment) if attachment else None, ""


def became(row: Row) -> Arrival.Became:
    """What an item of this kind becomes here."""
    kinds = {PostRow: Arrival.Became.POST, PageRow: Arrival.Became.PAGE, AttachmentRow: Arrival.Became.ATTACHMENT}
    return kinds.get(type(row), Arrival.Became.KEPT)


def tell(row: Row, act: str, reason: str, work: Work, *, counted: bool = True) -> None:
    """Say what happened to an item."""
    say = work.notes.happened if counted else work.notes.tell
    say(act, kind_of(row), reason, there=row.there, title=row.title, place=row.place)


def free_numbers(rows: Sequence[ItemRow], work: Work) -> dict[str, int]:
    """The public number of each new item: its number there, or a new one where that is in use here."""
    wanted = [row.number for row in rows if row.number]
    taken: set[int] = set()
    models: tuple[Any, ...] = (Post, StaticPage, Attachment)
    for model in models:
        for start in range(0, len(wanted), 900):
            taken.update(model.objects.filter(number__in=wanted[start : start + 900]).values_list("number", flat=True))
    numbers = {}
    for row in rows:
        if isinstance(row, KeptRow):
            continue
        number = row.number
        if not number or number in taken:
            number = work.next_number()
            reason = (
                f"its number {row.number} is in use here, so it got {number}"
                if row.number
                else f"it had no number of its own, so it got {number}"
            )
            tell(row, "bent", reason, work, counted=False)  # type: ignore[arg-type]
        taken.add(number)
        numbers[row.there] = number
    return numbers
