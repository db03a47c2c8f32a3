"""The smallest parts of an export: elements, moments, custom fields, and what all items share."""

from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from zoneinfo import ZoneInfo

UTC = ZoneInfo("UTC")
NEVER = "0000-00-00 00:00:00"
STAMP = "%Y-%m-%d %H:%M:%S"


def cdata(text: str) -> str:
    """Text in a CDATA section; an end mark inside it is split over two sections."""
    return "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"


def element(name: str, value: str | int, indent: int = 2) -> str:
    """One element on its line: numbers bare, text in CDATA."""
    written = str(value) if isinstance(value, int) else cdata(value)
    return f"{chr(9) * indent}<{name}>{written}</{name}>\n"


def postmeta(rows: list[tuple[str, str]]) -> str:
    """`wp:postmeta` elements."""
    line = "\t\t<wp:postmeta>\n\t\t\t<wp:meta_key><![CDATA[{}]]></wp:meta_key>\n"
    line += "\t\t\t<wp:meta_value><![CDATA[{}]]></wp:meta_value>\n\t\t</wp:postmeta>\n"
    return "".join(line.format(key, value) for key, value in rows)


def utc(at: datetime, zone: ZoneInfo) -> datetime:
    """A local moment as UTC."""
    return at.replace(tzinfo=zone).astimezone(UTC)


@dataclass(frozen=True)
class Item:
    """One `<item>`: a post, page, attachment or menu line. `at` is local; `rows` are the `wp:` elements in order."""

    title: str
    link: str
    creator: str
    guid: str
    content: str
    excerpt: str
    at: datetime
    rows: dict[str, str | int]
    below: str

    def write(self, zone: ZoneInfo) -> str:
        """The element with everything in it."""
        return (
            f"\t<item>\n{element('title', self.title)}\t\t<link>{self.link}</link>\n"
            f"\t\t<pubDate>{format_datetime(utc(self.at, zone))}</pubDate>\n{element('dc:creator', self.creator)}"
            f'\t\t<guid isPermaLink="false">{self.guid}</guid>\n\t\t<description></description>\n'
            f"{element('content:encoded', self.content)}{element('excerpt:encoded', self.excerpt)}"
            + "".join(element(name, value) for name, value in self.rows.items())
            + f"{self.below}\t</item>\n"
        )


def moments(at: datetime, zone: ZoneInfo) -> dict[str, str | int]:
    """The four date elements of something that was never changed after posting."""
    local, gmt = f"{at:{STAMP}}", f"{utc(at, zone):{STAMP}}"
    return {
        "wp:post_date": local,
        "wp:post_date_gmt": gmt,
        "wp:post_modified": local,
        "wp:post_modified_gmt": gmt,
    }
