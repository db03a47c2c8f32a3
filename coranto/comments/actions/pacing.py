"""Counting how often something was done lately, in the database, so that several processes count as one."""

import datetime

from django.db import transaction
from django.db.models import F

from coranto.comments.models import Pace
from coranto.core.network_addresses import counted_network
from coranto.core.short_digests import short_digest

HOUR = datetime.timedelta(hours=1)


@transaction.atomic
def count_once_more(*, what: str, who: str, most: int, at: datetime.datetime) -> bool:
    """Count one more, unless ``who`` did ``what`` ``most`` times in the hour that runs; whether it was still allowed.

    Only a digest of ``who`` is kept.
    """
    key = short_digest("pace", what, who, size=16)
    running = Pace.objects.filter(key=key, window_at__gt=at - HOUR)
    if running.filter(count__lt=most).update(count=F("count") + 1, last_at=at):
        return True
    if running.exists():
        return False
    Pace.objects.update_or_create(key=key, defaults={"window_at": at, "count": 1, "last_at": at})
    return True


def count_network_once_more(*, what: str, address: str, most: int, at: datetime.datetime) -> bool:
    """Count one more of a whole network: who has a /64 of IPv6 has as many addresses as they like."""
    return count_once_more(what=what, who=counted_network(address), most=most, at=at)
