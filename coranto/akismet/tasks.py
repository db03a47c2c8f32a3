"""Telling client sites of verdicts that a later lesson has changed."""

import time

from django.utils import timezone
from django_tasks import task

from coranto.akismet.actions.correcting import correct_site
from coranto.akismet.actions.keeping import forget_what_is_over
from coranto.akismet.models import CheckedText, ClientSite

APART_SECONDS = 10.0
_last: dict[int, float] = {}


def recheck_later(site: ClientSite) -> None:
    """Queue a look at what a site asked lately, at most one every few seconds, and only if it can be told."""
    now = time.monotonic()
    if now - _last.get(site.pk, float("-inf")) < APART_SECONDS:
        return
    if CheckedText.objects.filter(site=site, fields__isnull=False).exists():
        _last[site.pk] = now
        recheck.enqueue(site=site.pk)


@task()  # type: ignore[untyped-decorator]  # django_tasks carries no types
def recheck(site: int) -> None:
    """Judge again what a site asked in the last day, and tell it what is judged otherwise now."""
    found = ClientSite.objects.filter(pk=site).first()
    if found is not None and not found.is_suspended:
        correct_site(site=found, at=timezone.now())


def forget() -> None:
    """Drop what was kept long enough."""
    forget_what_is_over(at=timezone.now())
