"""Writing attachments. Their files are brought by :mod:`coranto.wordpress.importing.media`."""

from collections.abc import Sequence

from coranto.core.database.bulk_rows import insert_with_keys
from coranto.media.models import Attachment
from coranto.wordpress.importing.originals import attachment_state
from coranto.wordpress.importing.plans import Plan
from coranto.wordpress.importing.steps import Step
from coranto.wordpress.importing.work import Work
from coranto.wordpress.mapping.rows import AttachmentRow
from coranto.wordpress.models import Arrival, LooseEnd

FROM_EXPORT = [
    "title",
    "slug",
    "path",
    "author_number",
    "posted_at",
    "utc_offset",
    "modified_at",
    "mime_type",
    "upload_path",
    "original_url",
    "alt_text",
    "caption",
    "description",
    "comments_open",
    "pings_open",
    "guid",
    "digest",
    "meta",
]


def write_attachments(rows: Sequence[AttachmentRow], plan: Plan, work: Work) -> dict[str, tuple[str, int]]:
    """Create the new and change the changed; give back the keys of all, by their names there."""
    fresh = [row for row in rows if plan.steps[row.there] is Step.CREATE]
    stale = [row for row in rows if plan.steps[row.there] is Step.UPDATE]
    made = {row.there: _make(row, work) for row in (*fresh, *stale)}
    for row in fresh:
        made[row.there].number = plan.numbers[row.there]
    insert_with_keys([made[row.there] for row in fresh])
    for row in stale:
        made[row.there].pk = plan.arrivals[row.there].here
    Attachment.objects.bulk_update([made[row.there] for row in stale], FROM_EXPORT, batch_size=50)
    _remember([*fresh, *stale], made, work)
    keys = {row.there: made[row.there].pk if row.there in made else plan.arrivals[row.there].here for row in rows}
    return {there: ("attachment", key) for there, key in keys.items() if key is not None}


def _make(row: AttachmentRow, work: Work) -> Attachment:
    author = work.authors.get(row.creator)
    return Attachment(
        title=row.title,
        slug=row.slug,
        path=row.address,
        author_number=work.numbers_of_authors.get(author) if author else None,
        posted_at=row.moment.at,
        utc_offset=row.moment.offset,
        modified_at=row.modified_at,
        mime_type=row.mime_type,
        upload_path=row.upload_path,
        original_url=row.url,
        alt_text=row.alt_text,
        caption=row.caption,
        description=row.description,
        comments_open=row.comments_open,
        pings_open=row.pings_open,
        guid=row.guid,
        digest=row.digest,
        meta=row.meta,
    )


def _remember(rows: Sequence[AttachmentRow], made: dict[str, Attachment], work: Work) -> None:
    ends = []
    for row in rows:
        attachment = made[row.there]
        state = attachment_state(attachment)
        work.ledger.add(
            Arrival.Kind.ITEM, row.there, Arrival.Became.ATTACHMENT, attachment.pk, row.digest, state, row.rest
        )
        if row.parent:
            ends.append((LooseEnd.Kind.ATTACHMENT_PARENT, attachment.pk, row.parent))
    work.add_loose_ends(ends)
