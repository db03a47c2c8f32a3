"""Versions of posts and pages that are not public: such as will publish themselves, and drafts."""

from datetime import datetime
from typing import Any

from django.db.models import Model
from wagtail.models import Revision

from coranto.pages.models import StaticPage
from coranto.posts.models import Post


def schedule(thing: Post | StaticPage, go_live_at: datetime, *, at: datetime) -> None:
    """Give it an approved revision, which Wagtail's ``publish_scheduled`` publishes when its time has come."""
    kept = Revision.objects.for_instance(thing).filter(approved_go_live_at__isnull=False)
    kept.delete()
    _keep(thing, thing.serializable_data(), at=at, go_live_at=go_live_at)


def offer_draft(page: StaticPage, *, slug: str, at: datetime) -> None:
    """Give a page a newest version under another slug: the one that it has once somebody publishes it."""
    _keep(page, page.serializable_data() | {"slug": slug}, at=at)


def _keep(
    thing: Post | StaticPage, content: dict[str, Any], *, at: datetime, go_live_at: datetime | None = None
) -> None:
    revision = Revision(
        content_object=thing,
        base_content_type=thing.get_base_content_type(),
        created_at=at,
        object_str=str(thing),
        approved_go_live_at=go_live_at,
        content=content,
    )
    Revision.objects.bulk_create([revision])
    model: type[Model] = type(thing)
    model._default_manager.filter(pk=thing.pk).update(latest_revision=revision)
