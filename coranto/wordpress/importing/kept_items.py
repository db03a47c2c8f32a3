"""Items of types that have no place here: kept whole."""

from collections.abc import Sequence

from coranto.core.database.bulk_rows import insert_with_keys
from coranto.core.short_digests import short_digest
from coranto.wordpress.importing.plans import Plan
from coranto.wordpress.importing.steps import Step
from coranto.wordpress.importing.work import Work
from coranto.wordpress.mapping.rows import JSON, KeptComment, KeptRow
from coranto.wordpress.models import Arrival, KeptItem


def keep_items(rows: Sequence[KeptRow], plan: Plan, work: Work) -> None:
    """Keep the new and replace the changed."""
    kept = {row.there: _make(row, work) for row in rows}
    fresh = [row for row in rows if plan.steps[row.there] is Step.CREATE]
    insert_with_keys([kept[row.there] for row in fresh])
    stale = [row for row in rows if plan.steps[row.there] is Step.UPDATE]
    for row in stale:
        kept[row.there].pk = plan.arrivals[row.there].here
    KeptItem.objects.bulk_update([kept[row.there] for row in stale], ["title", "digest", "content"], batch_size=50)
    for row in (*fresh, *stale):
        work.ledger.add(Arrival.Kind.ITEM, row.there, Arrival.Became.KEPT, kept[row.there].pk, row.digest)


def plan_kept_comments(plan: Plan, work: Work) -> list[KeptComment]:
    """What plug-ins keep in the place of comments and is new; told, and not written."""
    rows = {each.there: each for row in plan.rows if not isinstance(row, KeptRow) for each in row.kept_comments}
    known = work.ledger.look_up(Arrival.Kind.COMMENT, rows)
    fresh = [row for there, row in rows.items() if there not in known]
    for row in fresh:
        work.notes.happened("kept", row.kind, "a plug-in's note in the place of a comment", there=row.there)
    return fresh


def keep_comments(plan: Plan, work: Work) -> None:
    """Keep them; what is known from before stays as it was."""
    fresh = plan_kept_comments(plan, work)
    kept = [_kept(work, row.there, row.digest, kind=row.kind, number=row.number, content=row.content) for row in fresh]
    insert_with_keys(kept)
    for row, item in zip(fresh, kept, strict=True):
        work.ledger.add(Arrival.Kind.COMMENT, row.there, Arrival.Became.KEPT, item.pk, row.digest)


def _make(row: KeptRow, work: Work) -> KeptItem:
    return _kept(
        work, row.there, row.digest, kind=row.kind[:60], number=row.number, content=row.content, title=row.title[:500]
    )


def _kept(work: Work, there: str, digest: str, *, kind: str, number: int, content: JSON, title: str = "") -> KeptItem:
    own = short_digest(work.ledger.origin.address, there, digest, size=16)
    return KeptItem(kind=kind, number=number or None, title=title, digest=own, content=content)
