"""Decisions on client sites: what is said of a score, and when a site has asked enough. Nothing is written here."""

import datetime
from dataclasses import dataclass

from django.db.models import Sum

from coranto.akismet.models import ClientSite
from coranto.spam.submission import Score

RECHECK_AFTER = 120  # seconds
MINUTE = 60


class RefusedError(Exception):
    """A request that is not answered with a verdict. The message is for the client's owner."""

    def __init__(self, why: str, *, alert: int = 0, retry_after: int = 0) -> None:
        super().__init__(why)
        self.alert = alert
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Said:
    """What is answered to a check."""

    is_spam: bool
    may_discard: bool = False
    recheck_after: int = 0


def said_of(score: Score, site: ClientSite, *, is_recheck: bool) -> Said:
    """The protocol knows only yes and no: what is unsure is let through, with a request to ask again."""
    if score.verdict in ("spam", "discard"):
        return Said(True, may_discard=score.verdict == "discard")
    if score.verdict == "unsure":
        return Said(site.unsure_is_spam, recheck_after=0 if site.unsure_is_spam or is_recheck else RECHECK_AFTER)
    return Said(False)


def minute_of(at: datetime.datetime) -> int:
    """The minute that limits are counted by."""
    return int(at.timestamp()) // MINUTE


def refuse_too_fast(site: ClientSite, at: datetime.datetime) -> None:
    """Raise RefusedError where the minute's requests are used up."""
    if site.minute_limit and site.minute == minute_of(at) and site.minute_count >= site.minute_limit:
        raise too_fast(at)


def too_fast(at: datetime.datetime) -> RefusedError:
    """The refusal, with the seconds until the next minute begins."""
    return RefusedError("too many requests in this minute", retry_after=MINUTE - int(at.timestamp()) % MINUTE)


def refuse_over_month(site: ClientSite, at: datetime.datetime) -> None:
    """Raise RefusedError where the month's checks are used up."""
    if site.monthly_limit and used_this_month(site, at) >= site.monthly_limit:
        raise RefusedError("the checks of this month are used up", alert=10508)


def used_this_month(site: ClientSite, at: datetime.datetime) -> int:
    """How many checks a site asked in the month that runs, in Greenwich."""
    month = at.astimezone(datetime.UTC).date().replace(day=1)
    return site.days.filter(day__gte=month).aggregate(sum=Sum("api_calls"))["sum"] or 0
