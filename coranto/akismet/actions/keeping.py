"""Forgetting what client sites asked, and folding old lessons into a snapshot."""

import datetime

from django.db import transaction

from coranto.akismet.models import CheckedText, ClientSite, SiteLesson, SiteSnapshot
from coranto.akismet.site_filters import SiteFilters

TEXTS_FOR = datetime.timedelta(days=30)
FIELDS_FOR = datetime.timedelta(days=1)
LESSONS_FOR = datetime.timedelta(days=90)
CHUNK = 1_000


def forget_what_is_over(*, at: datetime.datetime) -> None:
    """Drop texts' digests after a month, their words after a day; old lessons can no longer be taken back singly."""
    CheckedText.objects.filter(at__lt=at - FIELDS_FOR, fields__isnull=False).update(fields=None)
    old = CheckedText.objects.filter(at__lt=at - TEXTS_FOR)
    while keys := list(old.values_list("pk", flat=True)[:CHUNK]):
        CheckedText.objects.filter(pk__in=keys).delete()
    for site in ClientSite.objects.all():
        if SiteLesson.objects.filter(site=site, at__lt=at - LESSONS_FOR).exists():
            fold_lessons(site=site, before=at - LESSONS_FOR, at=at)


@transaction.atomic
def fold_lessons(*, site: ClientSite, before: datetime.datetime, at: datetime.datetime) -> None:
    """Write down the model as it is now, and delete the lessons of before that moment."""
    site = ClientSite.objects.select_for_update().get(pk=site.pk)
    packed = SiteFilters().of(site).to_bytes()
    SiteSnapshot.objects.update_or_create(
        site=site, defaults={"packed": packed, "last_lesson": site.newest_lesson, "at": at}
    )
    SiteLesson.objects.filter(site=site, at__lt=before).delete()
    site.began_at = at  # processes that had not read these lessons yet begin from the snapshot
    site.save(update_fields=["began_at"])
