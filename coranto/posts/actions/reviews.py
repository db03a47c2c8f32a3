"""What editors decide on attributions that were read from texts. Each act is written down and can be taken back."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext, ngettext

from coranto.accounts.models import User
from coranto.posts.actions.drafts import change_in_drafts
from coranto.posts.actions.listings import list_posts
from coranto.posts.actions.sources import name_source
from coranto.posts.models import Attribution, Change

CORRECTABLE = ("relation", "author", "title", "url", "original_date", "licence")
CHUNK = 500
Before = dict[str, dict[str, Any]]


@transaction.atomic
def confirm_attributions(*, attributions: Iterable[Attribution], at: datetime.datetime, by: User | None) -> Change:
    """Say that these were read rightly."""
    before = _review(list(attributions), Attribution.Review.CONFIRMED)
    summary = ngettext("%(n)s attribution confirmed", "%(n)s attributions confirmed", len(before)) % {"n": len(before)}
    return _record(Change.Kind.CONFIRMED, summary, before, at, by)


@transaction.atomic
def reject_attributions(*, attributions: Iterable[Attribution], at: datetime.datetime, by: User | None) -> Change:
    """Say that these are none: the site shows them no longer, and the outlets' lists go without these posts."""
    rows = list(attributions)
    before = _review(rows, Attribution.Review.REJECTED)
    list_posts(post_ids={row.post_id for row in rows}, at=at)
    summary = ngettext("%(n)s attribution rejected", "%(n)s attributions rejected", len(before)) % {"n": len(before)}
    return _record(Change.Kind.REJECTED, summary, before, at, by)


@transaction.atomic
def correct_attribution(
    *, attribution: Attribution, source_name: str, values: Mapping[str, str], at: datetime.datetime, by: User | None
) -> Change:
    """Say what it is instead; ``values`` are those of :data:`CORRECTABLE` that are different."""
    row = Attribution.objects.select_for_update().get(pk=attribution.pk)
    before = {str(row.pk): {"source": row.source_id, "review": row.review, **{n: getattr(row, n) for n in CORRECTABLE}}}
    after: dict[str, Any] = {
        **{name: values[name] for name in CORRECTABLE if name in values},
        "source": name_source(name=source_name).pk,
        "review": Attribution.Review.CONFIRMED.value,
    }
    put_values({row.pk: after})
    list_posts(post_ids=[row.post_id], at=at)
    summary = gettext("Attribution corrected to “%(outlet)s”") % {"outlet": source_name}
    return _record(Change.Kind.CORRECTED, summary, before, at, by)


def put_values(values: Mapping[int, Mapping[str, Any]]) -> set[int]:
    """Set columns of attributions by key, in drafts too; the posts concerned. Rows that are gone are left out."""
    posts: set[int] = set()
    for start in range(0, len(values), CHUNK):
        keys = list(values)[start : start + CHUNK]
        rows = list(Attribution.objects.filter(pk__in=keys))
        for row in rows:
            for name, value in values[row.pk].items():
                setattr(row, "source_id" if name == "source" else name, value)
        columns = sorted({name for key in keys for name in values[key]})
        Attribution.objects.bulk_update(rows, columns, batch_size=100)
        posts |= {row.post_id for row in rows}
    change_in_drafts(posts=posts, attributions=values)
    return posts


def _review(rows: list[Attribution], review: Attribution.Review) -> Before:
    before: Before = {str(row.pk): {"review": row.review} for row in rows}
    for start in range(0, len(rows), CHUNK):
        Attribution.objects.filter(pk__in=[row.pk for row in rows[start : start + CHUNK]]).update(review=review)
    change_in_drafts(posts={row.post_id for row in rows}, attributions={row.pk: {"review": review} for row in rows})
    return before


def _record(kind: Change.Kind, summary: str, before: Before, at: datetime.datetime, by: User | None) -> Change:
    return Change.objects.create(kind=kind, summary=summary, before={"attributions": before}, at=at, by=by)
