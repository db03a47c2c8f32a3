"""Settings that an export does not state, read from what it holds: the pattern of permalinks, the clock, bases."""

import re
import zoneinfo
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo

from coranto.wordpress.mapping.origins import SiteAddress
from coranto.wordpress.wxr.records import ItemRecord

ENOUGH = 5000
"""Posts that are looked at for the pattern, and texts for the bases of categories and tags."""
DEFAULT_STRUCTURE = "/%year%/%monthnum%/%day%/%postname%/"
BASES = {"category": "category", "post_tag": "tag"}
ZONES = [
    "UTC",
    "Europe/London",
    "Europe/Berlin",
    "Europe/Athens",
    "Europe/Moscow",
    "Europe/Istanbul",
    "Africa/Lagos",
    "Africa/Johannesburg",
    "Africa/Nairobi",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "America/Halifax",
    "America/St_Johns",
    "America/Sao_Paulo",
    "America/Argentina/Buenos_Aires",
    "America/Santiago",
    "America/Bogota",
    "America/Caracas",
    "America/Mexico_City",
    "Pacific/Honolulu",
    "Asia/Jerusalem",
    "Asia/Dubai",
    "Asia/Tehran",
    "Asia/Kabul",
    "Asia/Karachi",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Asia/Dhaka",
    "Asia/Yangon",
    "Asia/Bangkok",
    "Asia/Shanghai",
    "Asia/Tokyo",
    "Asia/Yerevan",
    "Asia/Tbilisi",
    "Asia/Baku",
    "Asia/Yekaterinburg",
    "Asia/Novosibirsk",
    "Asia/Vladivostok",
    "Australia/Perth",
    "Australia/Adelaide",
    "Australia/Darwin",
    "Australia/Brisbane",
    "Australia/Sydney",
    "Pacific/Auckland",
    "Atlantic/Azores",
]


@dataclass(slots=True)
class Clues:
    """What is collected on the way. All of it is bounded, whatever the size of the export."""

    address: SiteAddress = field(default_factory=lambda: SiteAddress(""))
    structures: Counter[str] = field(default_factory=Counter)
    offsets: dict[tuple[datetime, int], int] = field(default_factory=dict)
    bases: dict[str, Counter[str]] = field(default_factory=lambda: {name: Counter() for name in BASES})
    front_page: int = 0
    _texts: int = 0

    def take(self, item: ItemRecord) -> None:
        """Look at one item."""
        if item.post_type == "post" and item.status in ("publish", "private"):
            if self.structures.total() < ENOUGH and (structure := structure_of(item, self.address)):
                self.structures[structure] += 1
            self._take_offset(item)
        if item.post_type == "page" and item.status == "publish" and self.address.local(item.link) == "/":
            self.front_page = item.wp_id
        if self._texts < ENOUGH and self.address.host and self.address.host in item.content:
            self._texts += 1
            self._take_bases(item)

    @property
    def structure(self) -> str:
        """The pattern that most addresses follow, WordPress's default if there is none."""
        return self.structures.most_common(1)[0][0] if self.structures else DEFAULT_STRUCTURE

    @property
    def zone(self) -> tzinfo:
        """The zone whose clock fits most posts."""
        return zoneinfo.ZoneInfo(self.zone_name)

    @property
    def zone_name(self) -> str:
        """Its name; ``Etc/GMT-3`` (three hours *ahead*) where the clock never changed and no usual zone fits."""
        if not self.offsets:
            return "UTC"
        fixed = Counter(minutes for _moment, minutes in self.offsets)
        scores = {name: self._fit(zoneinfo.ZoneInfo(name)) for name in [*ZONES, *_fixed_zone(fixed)]}
        return max(scores, key=lambda name: scores[name])

    def base(self, taxonomy: str) -> str:
        """The first part of addresses of categories or tags."""
        found = self.bases[taxonomy].most_common(1)
        return found[0][0] if found else BASES[taxonomy]

    def _take_offset(self, item: ItemRecord) -> None:
        if item.posted_local is None or item.posted_gmt is None:
            return
        gmt = item.posted_gmt.astimezone(UTC)
        minutes = round((item.posted_local - gmt.replace(tzinfo=None)) / timedelta(minutes=1))
        week = gmt.replace(day=1 + (gmt.day - 1) // 7 * 7, hour=12, minute=0, second=0, microsecond=0)
        if abs(minutes) <= 15 * 60:
            key = (week, minutes)
            self.offsets[key] = self.offsets.get(key, 0) + 1

    def _fit(self, zone: tzinfo) -> int:
        return sum(
            times
            for (moment, minutes), times in self.offsets.items()
            if moment.astimezone(zone).utcoffset() == timedelta(minutes=minutes)
        )

    def _take_bases(self, item: ItemRecord) -> None:
        own = re.escape(self.address.host + self.address.path)
        for match in re.finditer(rf"https?://(?:www\.)?{own}/([^\s\"'<>?#]+?)/?[\"'?#]", item.content[:200_000]):
            parts = match[1].lower().split("/")
            for term in item.terms:
                if (
                    term.domain in BASES
                    and len(parts) >= 2
                    and parts[-1] == term.slug.lower()
                    and not parts[0].isdigit()
                ):
                    self.bases[term.domain]["/".join(parts[:1])] += 1


def structure_of(item: ItemRecord, address: SiteAddress) -> str:
    """The pattern that the item's address follows; empty where it is none, as ``?p=17``.

    The day and month of some dates are equal; so a pattern is what most posts have, never that of one.
    """
    local = address.local(item.link)
    if not local or "?" in local or item.posted_local is None or not item.slug:
        return ""
    path = local.partition("#")[0]
    segments = path.strip("/").split("/")
    slug = item.slug.strip("/").lower()
    tags = [_name_tag(segment, slug, str(item.wp_id)) for segment in segments]
    if not any("%" in tag for tag in tags if tag):
        return ""
    tags = _date_tags(segments, tags, item.posted_local)
    tags = _word_tags(segments, tags, item)
    filled = [tag or segment for tag, segment in zip(tags, segments, strict=True)]
    return re.sub(r"(/%category%)+", "/%category%", "/" + "/".join(filled)) + ("/" if path.endswith("/") else "")


def _name_tag(segment: str, slug: str, number: str) -> str:
    name, dot, ending = segment.lower().partition(".")
    if segment.lower() == slug:
        return "%postname%"
    if name == slug and dot:
        return f"%postname%.{ending}"
    if name == number:
        return f"%post_id%{dot}{ending}"
    return ""


def _date_tags(segments: list[str], tags: list[str], local: datetime) -> list[str]:
    """Fill in the tags of the date, in the order of the calendar: the year first, where the numbers are equal."""
    values = [("%year%", f"{local.year:04}"), ("%monthnum%", f"{local.month:02}"), ("%day%", f"{local.day:02}")]
    values += [("%hour%", f"{local.hour:02}"), ("%minute%", f"{local.minute:02}"), ("%second%", f"{local.second:02}")]
    filled = list(tags)
    for place, segment in enumerate(segments):
        if filled[place]:
            continue
        for tag, value in values:
            if segment == value and tag not in filled:
                filled[place] = tag
                break
    return filled


def _word_tags(segments: list[str], tags: list[str], item: ItemRecord) -> list[str]:
    categories = {term.slug.lower() for term in item.terms if term.domain == "category"}
    filled = list(tags)
    last = max((place for place, segment in enumerate(segments) if segment.lower() in categories), default=-1)
    for place, segment in enumerate(segments):
        if filled[place]:
            continue
        if place <= last or segment == "uncategorized":
            filled[place] = "%category%"
        elif segment.lower() == item.creator.lower():
            filled[place] = "%author%"
    return filled


def _fixed_zone(offsets: Counter[int]) -> list[str]:
    """WordPress's "UTC+3": one offset all the year round, where it is whole hours."""
    if len(offsets) != 1:
        return []
    hours, rest = divmod(next(iter(offsets)), 60)
    return [f"Etc/GMT{-hours:+d}"] if not rest and hours and -12 <= hours <= 14 else []
