"""Keys: made, limited, suspended, replaced and deleted by administrators."""

import datetime

from django.db import transaction

from coranto.accounts.models import User
from coranto.akismet.keys import key_digest, new_key
from coranto.akismet.models import ClientSite, SiteLesson, SiteSnapshot


def add_site(*, url: str, at: datetime.datetime, by: User | None = None, **limits: object) -> tuple[ClientSite, str]:
    """A new site and its key, which cannot be shown again. ``limits`` are fields of the site."""
    key = new_key()
    site = ClientSite.objects.create(url=url, key_digest=key_digest(key), key_end=key[-3:], made_at=at, by=by, **limits)
    return site, key


def replace_key(*, site: ClientSite) -> str:
    """A new key for a site; the old one is worth nothing from now on, what was taught stays."""
    key = new_key()
    ClientSite.objects.filter(pk=site.pk).update(key_digest=key_digest(key), key_end=key[-3:])
    return key


def suspend_site(*, site: ClientSite) -> None:
    """Answer nothing to its key but that it is suspended, so that its clients hold what comes in."""
    ClientSite.objects.filter(pk=site.pk).update(state=ClientSite.State.SUSPENDED)


def resume_site(*, site: ClientSite) -> None:
    """The opposite."""
    ClientSite.objects.filter(pk=site.pk).update(state=ClientSite.State.ACTIVE)


@transaction.atomic
def forget_lessons(*, site: ClientSite, at: datetime.datetime) -> None:
    """Begin anew with the shipped model."""
    SiteSnapshot.objects.filter(site=site).delete()
    SiteLesson.objects.filter(site=site).delete()
    ClientSite.objects.filter(pk=site.pk).update(newest_lesson=0, began_at=at)


@transaction.atomic
def delete_site(*, site: ClientSite) -> None:
    """Delete its key, its model, its counts: everything."""
    site.delete()
