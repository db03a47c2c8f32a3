"""Moments, from the two clocks that an export has: the site's own and Greenwich's."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

FARTHEST = timedelta(hours=15)
"""No place is farther from Greenwich; a greater difference is damage."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment in UTC, with the minutes by which the local clock was ahead."""

    at: datetime
    offset: int = 0

    @property
    def local(self) -> datetime:
        """The wall clock at that moment, without a zone."""
        return (self.at + timedelta(minutes=self.offset)).replace(tzinfo=None)


def moment_of(local: datetime | None, gmt: datetime | None, zone: tzinfo) -> Moment | None:
    """The moment that the two clocks tell. Where only one is set (drafts have no GMT), the zone gives the other."""
    if gmt is None:
        return None if local is None else _from_local(local, zone)
    gmt = gmt.astimezone(UTC)
    if local is not None and abs(difference := local - gmt.replace(tzinfo=None)) <= FARTHEST:
        return Moment(gmt, round(difference.total_seconds() / 60))
    return Moment(gmt, _offset(gmt, zone))


def _from_local(local: datetime, zone: tzinfo) -> Moment:
    try:
        gmt = local.replace(tzinfo=zone).astimezone(UTC)
    except OverflowError:
        return Moment(local.replace(tzinfo=UTC))
    return Moment(gmt, _offset(gmt, zone))


def _offset(gmt: datetime, zone: tzinfo) -> int:
    try:
        offset = gmt.astimezone(zone).utcoffset()
    except OverflowError:
        return 0
    return round(offset.total_seconds() / 60) if offset else 0
