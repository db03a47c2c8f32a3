"""Letting one outlet or tag go into another, with all that it was on. Written down, and can be taken back."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext
from wagtail.contrib.redirects.models import Redirect

from coranto.accounts.models import User
from coranto.posts.actions.listings import list_posts
from coranto.posts.models import Attribution, Change, Merger, Post, Source, SourceName, Tag
from coranto.publication.addresses import addresses_of
from coranto.publication.models import Publication

SOURCE_COLUMNS = ("name", "slug", "url", "description", "licence")
TAG_COLUMNS = ("number", "name", "slug", "description", "meta")
FILLED_IN = ("url", "description", "licence")


@transaction.atomic
def merge_sources(*, into: Source, sources: Iterable[Source], at: datetime.datetime, by: User | None) -> Change:
    """Let ``sources`` go into ``into``: spellings, attributions, and their addresses, which redirect from now on.

    What ``into`` does not say of itself (website, description, licence) is taken from them.
    """
    rows = [source for source in sources if source.pk != into.pk]
    names = list(SourceName.objects.filter(source__in=rows))
    attributions = list(Attribution.objects.filter(source__in=rows).values_list("pk", "source", "post"))
    before: dict[str, Any] = {
        "into": {"pk": into.pk, **{name: getattr(into, name) for name in FILLED_IN}},
        "rows": [_row(source, SOURCE_COLUMNS) for source in rows],
        "names": {str(name.pk): name.source_id for name in names},
        "attributions": {str(key): source for key, source, _post in attributions},
    }
    SourceName.objects.filter(source__in=rows).update(source=into)
    Attribution.objects.filter(source__in=rows).update(source=into)
    _fill_in(into, rows)
    addresses = addresses_of(Publication.objects.current())
    before["redirects"] = _lead_to(addresses.source(into.slug), [addresses.source(source.slug) for source in rows])
    _remember(Merger.Kind.SOURCE, into, rows)
    Source.objects.filter(pk__in=[source.pk for source in rows]).delete()
    list_posts(post_ids={post for _key, _source, post in attributions}, at=at)
    return _record(Change.Kind.MERGED_SOURCES, into, rows, before, at, by)


@transaction.atomic
def merge_tags(*, into: Tag, tags: Iterable[Tag], at: datetime.datetime, by: User | None) -> Change:
    """Let ``tags`` go into ``into``: posts are tagged with it instead, and their addresses redirect from now on."""
    rows = [tag for tag in tags if tag.pk != into.pk]
    through = Post.tags.through
    tagged = list(through.objects.filter(tag__in=rows).values_list("post", "tag"))
    has_it = set(through.objects.filter(tag=into).values_list("post", flat=True))
    posts = {post for post, _tag in tagged}
    before: dict[str, Any] = {
        "into": {"pk": into.pk},
        "rows": [_row(tag, TAG_COLUMNS) for tag in rows],
        "tagged": tagged,
        "added": sorted(posts - has_it),
    }
    through.objects.bulk_create([through(post_id=post, tag_id=into.pk) for post in posts - has_it], batch_size=500)
    addresses = addresses_of(Publication.objects.current())
    before["redirects"] = _lead_to(addresses.tag(into.slug), [addresses.tag(tag.slug) for tag in rows])
    _remember(Merger.Kind.TAG, into, rows)
    Tag.objects.filter(pk__in=[tag.pk for tag in rows]).delete()
    list_posts(post_ids=posts, at=at)
    return _record(Change.Kind.MERGED_TAGS, into, rows, before, at, by)


def _row(row: Source | Tag, columns: Sequence[str]) -> dict[str, Any]:
    return {"pk": row.pk, **{name: getattr(row, name) for name in columns}}


def _fill_in(into: Source, rows: list[Source]) -> None:
    for name in FILLED_IN:
        if not getattr(into, name):
            setattr(into, name, next((getattr(row, name) for row in rows if getattr(row, name)), ""))
    into.save()


def _lead_to(path: str, former: list[str]) -> list[int]:
    """Redirect the former addresses, and what led to them; the keys of the redirects that were made."""
    Redirect.objects.filter(redirect_link__in=former).update(redirect_link=path)
    made = []
    for old in former:
        normal = Redirect.normalise_path(old)
        Redirect.objects.filter(old_path=normal).delete()
        made.append(Redirect.objects.create(old_path=normal, redirect_link=path, is_permanent=True).pk)
    return made


def _remember(kind: Merger.Kind, into: Source | Tag, rows: Sequence[Source | Tag]) -> None:
    Merger.objects.bulk_create([Merger(kind=kind, former=row.pk, into=into.pk) for row in rows])


def _record(
    kind: Change.Kind,
    into: Source | Tag,
    rows: Sequence[Source | Tag],
    before: dict[str, Any],
    at: datetime.datetime,
    by: User | None,
) -> Change:
    names = ", ".join(f"“{row.name}”" for row in rows)
    summary = gettext("%(names)s went into “%(into)s”") % {"names": names, "into": into.name}
    return Change.objects.create(kind=kind, summary=summary[:500], before=before, at=at, by=by)
