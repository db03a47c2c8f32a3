"""Taking back what was done at the desk."""

import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext
from wagtail.contrib.redirects.models import Redirect

from coranto.accounts.models import User
from coranto.core.errors import PlainError
from coranto.posts.actions.listings import list_posts
from coranto.posts.actions.reviews import put_values
from coranto.posts.models import Attribution, Change, Merger, Post, Source, SourceName, Tag

CHUNK = 500


@transaction.atomic
def undo_change(*, change: Change, at: datetime.datetime, by: User | None) -> Change:
    """Make it as it was before, but for what was changed again since. Raise PlainError where that cannot be.

    Of two at once, one does it.
    """
    if not Change.objects.filter(pk=change.pk, undone_at=None).update(undone_at=at):
        raise PlainError(gettext("This was undone already."))
    posts = UNDOERS[Change.Kind(change.kind)](change)
    list_posts(post_ids=posts, at=at)
    change.refresh_from_db()
    return change


def _undo_review(change: Change) -> set[int]:
    """Only where nobody has decided otherwise since."""
    values = {int(key): row for key, row in change.before["attributions"].items()}
    made = Attribution.Review.REJECTED if change.kind == Change.Kind.REJECTED else Attribution.Review.CONFIRMED
    values = {key: values[key] for key in _keys_of(list(values), made)}
    sources = {row["source"] for row in values.values() if "source" in row}
    if Source.objects.filter(pk__in=sources).count() < len(sources):
        raise PlainError(gettext("The outlet it named before is gone. Undo its merger first."))
    return put_values(values)


def _keys_of(keys: list[int], review: Attribution.Review) -> list[int]:
    found: list[int] = []
    for start in range(0, len(keys), CHUNK):
        rows = Attribution.objects.filter(pk__in=keys[start : start + CHUNK], review=review)
        found += rows.values_list("pk", flat=True)
    return found


def _undo_source_merger(change: Change) -> set[int]:
    before = change.before
    into = before["into"]
    _bring_back(Source, before, Merger.Kind.SOURCE)
    Source.objects.filter(pk=into["pk"]).update(**{name: value for name, value in into.items() if name != "pk"})
    for key, source in before["names"].items():
        SourceName.objects.filter(pk=key, source=into["pk"]).update(source=source)
    posts: set[int] = set()
    keys = {int(key): source for key, source in before["attributions"].items()}
    for start in range(0, len(keys), CHUNK):
        rows = list(Attribution.objects.filter(pk__in=list(keys)[start : start + CHUNK], source=into["pk"]))
        for row in rows:
            row.source_id = keys[row.pk]
        Attribution.objects.bulk_update(rows, ["source"], batch_size=100)
        posts |= {row.post_id for row in rows}
    return posts


def _undo_tag_merger(change: Change) -> set[int]:
    before = change.before
    _bring_back(Tag, before, Merger.Kind.TAG)
    through = Post.tags.through
    posts = {post for post, _tag in before["tagged"]}
    present = set(Post.objects.filter(pk__in=posts).values_list("pk", flat=True))
    back = [through(post_id=post, tag_id=tag) for post, tag in before["tagged"] if post in present]
    through.objects.bulk_create(back, ignore_conflicts=True, batch_size=CHUNK)
    through.objects.filter(tag=before["into"]["pk"], post__in=before["added"]).delete()
    return present


def _bring_back(model: type[Source] | type[Tag], before: dict[str, Any], kind: Merger.Kind) -> None:
    slugs = [row["slug"] for row in before["rows"]]
    if model.objects.filter(slug__in=slugs).exists():
        raise PlainError(
            gettext("Another has the slug of what went in by now: %(slugs)s") % {"slugs": ", ".join(slugs)}
        )
    for row in before["rows"]:
        model.objects.create(**row)
    Merger.objects.filter(kind=kind, former__in=[row["pk"] for row in before["rows"]]).delete()
    Redirect.objects.filter(pk__in=before["redirects"]).delete()


UNDOERS = {
    Change.Kind.CONFIRMED: _undo_review,
    Change.Kind.REJECTED: _undo_review,
    Change.Kind.CORRECTED: _undo_review,
    Change.Kind.MERGED_SOURCES: _undo_source_merger,
    Change.Kind.MERGED_TAGS: _undo_tag_merger,
}
