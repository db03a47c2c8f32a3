"""Posts and pages that will publish themselves."""

from datetime import datetime

from django.db.models import Model
from wagtail.models import Revision

from coranto.pages.models import StaticPage
from coranto.posts.models import Post


def schedule(thing: Post | StaticPage, go_live_at: datetime, *, at: datetime) -> None:
    """Give it an approved revision, which Wagtail's ``publish_scheduled`` publishes when its time has come."""
    kept = Revision.objects.for_instance(thing).filter(approved_go_live_at__isnull=False)
    kept.delete()
    revision = Revision(
        content_object=thing,
        base_content_type=thing.get_base_content_type(),
        created_at=at,
        object_str=str(thing),
        approved_go_live_at=go_live_at,
        content=thing.serializable_data(),
    )
    Revision.objects.bulk_create([revision])
    model: type[Model] = type(thing)
    model._default_manager.filter(pk=thing.pk).update(latest_revision=revision)
