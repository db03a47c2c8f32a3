"""Read the comment threads that stand below an entry.

A comment begins with a line `@ Name | +2h15m | options`: one `@` for each level of the thread, the time since the
entry was posted, and optionally `held`, `spam`, `trash`, `url=…`, `pingback=…` or `trackback=…`. Its text follows.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from zlib import crc32

HEAD = re.compile(r"^(@+) ([^|]+?) \| \+([\ddhm]+)(?: \| (.+))?$")
SPAN = re.compile(r"(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?$")
APPROVED = {"held": "0", "spam": "spam", "trash": "trash"}
NETWORKS = ("192.0.2", "198.51.100", "203.0.113")  # reserved for documentation, RFC 5737


@dataclass(frozen=True)
class Remark:
    """A comment as written down. `parent` is the place of the answered one in the same tuple, or None."""

    name: str
    at: datetime
    text: str
    parent: int | None
    kind: str = "comment"
    url: str = ""
    approved: str = "1"

    @property
    def email(self) -> str:
        """An address under the domain reserved for examples; pings have none."""
        if self.kind != "comment":
            return ""
        plain = unicodedata.normalize("NFKD", self.name).encode("ascii", "ignore").decode().lower()
        return ".".join(re.findall(r"[a-z0-9]+", plain)) + "@example.org"

    @property
    def address(self) -> str:
        """An IP address that belongs to nobody, the same for each name."""
        number = crc32(self.name.encode())
        return f"{NETWORKS[number % 3]}.{number // 3 % 250 + 2}"


def read_thread(text: str, start: datetime) -> tuple[Remark, ...]:
    """All comments below one entry that was posted at `start`, in the order written."""
    remarks: list[Remark] = []
    latest_at_depth: dict[int, int] = {}
    for match, body in split_thread(text):
        depth = len(match[1])
        latest_at_depth[depth] = len(remarks)
        parent = latest_at_depth[depth - 1] if depth > 1 else None
        remarks.append(make_remark(match, body, parent, start))
    return tuple(remarks)


def split_thread(text: str) -> list[tuple[re.Match[str], str]]:
    """Each comment's head line and text."""
    parts: list[tuple[re.Match[str], list[str]]] = []
    for line in text.strip().splitlines():
        if match := HEAD.match(line):
            parts.append((match, []))
        elif line.startswith("@"):
            raise ValueError(f"This comment head cannot be read: {line}")
        else:
            parts[-1][1].append(line)
    return [(match, "\n".join(lines).strip()) for match, lines in parts]


def make_remark(match: re.Match[str], body: str, parent: int | None, start: datetime) -> Remark:
    """One comment from its head line and text."""
    kind, url, approved = "comment", "", "1"
    for option in (match[4] or "").split():
        key, _, value = option.partition("=")
        if key in APPROVED:
            approved = APPROVED[key]
        elif key in ("pingback", "trackback"):
            kind, url = key, value
        elif key == "url":
            url = value
        else:
            raise ValueError(f"Unknown comment option {option!r}")
    at = start + read_span(match[3]) + timedelta(seconds=crc32(body.encode()) % 60)
    return Remark(match[2], at, body, parent, kind, url, approved)


def read_span(text: str) -> timedelta:
    """`1d2h15m`; every part may be missing, but not all."""
    match = SPAN.match(text)
    if not match or not any(match.groups()):
        raise ValueError(f"This time span cannot be read: {text}")
    days, hours, minutes = (int(part or 0) for part in match.groups())
    return timedelta(days=days, hours=hours, minutes=minutes)
