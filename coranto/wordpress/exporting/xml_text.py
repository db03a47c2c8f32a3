"""Text as it stands in an export: whatever it holds, the file is well-formed, and a reader gets the same text back."""

import re
from datetime import datetime
from xml.sax.saxutils import quoteattr

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot hold in any form (its section 2.2)."""
ZERO = "0000-00-00 00:00:00"
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def permitted(text: str) -> str:
    """The text with U+FFFD in the place of each character that XML forbids."""
    return FORBIDDEN.sub("\ufffd", text)


def cdata(text: str) -> str:
    """Text in CDATA as WordPress writes it. A carriage return would be read as a line end there, so it is escaped."""
    text = permitted(text)
    if "\r" in text:
        return escaped(text)
    return "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"


def escaped(text: str) -> str:
    """Text between tags, without CDATA."""
    text = permitted(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\r", "&#13;")


def attributes(**values: object) -> str:
    """Attributes of an element with a space before each; those that are empty are left out."""
    pairs = ((name.replace("_", "-"), str(value)) for name, value in values.items() if value not in ("", None))
    return "".join(f" {name}={quoteattr(permitted(value))}" for name, value in pairs)


def stamp(moment: datetime | None) -> str:
    """A date and time as MySQL writes it; all zero for none."""
    return f"{moment.replace(tzinfo=None, microsecond=0):%Y-%m-%d %H:%M:%S}".rjust(19, "0") if moment else ZERO


def rss_date(moment: datetime | None) -> str:
    """A moment in UTC as RSS writes it, whatever the locale; for none the date that WordPress writes for drafts."""
    if moment is None:
        return "Mon, 30 Nov -0001 00:00:00 +0000"
    day, month = DAYS[moment.weekday()], MONTHS[moment.month - 1]
    return f"{day}, {moment.day:02} {month} {moment.year:04} {moment:%H:%M:%S} +0000"
