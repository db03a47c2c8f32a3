"""Items of types that have no place here: kept whole."""

from collections.abc import Sequence

from coranto.core.bulk_rows import insert_with_keys
from coranto.core.short_digests import short_digest
from coranto.wordpress.importing.plans import Plan, tell
from coranto.wordpress.importing.steps import Step
from coranto.wordpress.importing.work import Work
from coranto.wordpress.mapping.rows import KeptRow
from coranto.wordpress.models import Arrival, KeptItem

ACCOUNTED_FOR = {
    "wp_block": "a reusable block: its text stands in the posts that use it",
    "guest-author": "a guest author of Co-Authors Plus: made an author",
    "nav_menu_item": "it stands in no menu",
}


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
    for row in fresh:
        tell(row, "kept", ACCOUNTED_FOR.get(row.kind, f"the type “{row.kind}” has no place here"), work, counted=False)


def _make(row: KeptRow, work: Work) -> KeptItem:
    digest = short_digest(work.ledger.origin.address, row.there, row.digest, size=16)
    return KeptItem(
        kind=row.kind[:60], number=row.number or None, title=row.title[:500], digest=digest, content=row.content
    )
