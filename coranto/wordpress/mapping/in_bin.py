"""How WordPress keeps a post or page in its bin: ``trash``, under a slug that frees the address, and what it was before
in custom fields. Its discussion goes along: every comment is ``post-trashed``, the former statuses stand in one field.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from coranto.wordpress.mapping.custom_fields import first
from coranto.wordpress.mapping.php_values import NotPlainError, read_php
from coranto.wordpress.wxr.records import Approval, ItemRecord

TRASH = "trash"
GONE_ALONG: Approval = "post-trashed"
SUFFIX = "__trashed"
STATUS, TIME = "_wp_trash_meta_status", "_wp_trash_meta_time"
SLUG, COMMENTS = "_wp_desired_post_slug", "_wp_trash_meta_comments_status"
MARKS = (STATUS, TIME, SLUG, COMMENTS)
MOST_COMMENTS = 100_000
PUBLIC = ("publish", "private")


@dataclass(frozen=True, slots=True)
class BeforeBin:
    """What an item was before. ``at`` is when it went; ``comments`` the status of each comment by number there."""

    status: str = ""
    slug: str = ""
    at: datetime | None = None
    comments: Mapping[int, str] = field(default_factory=dict)

    @property
    def was_public(self) -> bool:
        """Whether it stood on the site; for editors only, if it was private."""
        return self.status in PUBLIC


def before_bin(item: ItemRecord) -> BeforeBin | None:
    """What an item in the bin was before; ``None`` for one that is not there."""
    if item.status != TRASH:
        return None
    slug = first(item, SLUG) or re.sub(rf"{SUFFIX}(-\d+)?$", "", item.slug)
    return BeforeBin(first(item, STATUS), slug, _moment(first(item, TIME)), comment_statuses(first(item, COMMENTS)))


def comment_statuses(text: str) -> dict[int, str]:
    """The field as numbers and words, without what makes no sense."""
    if not text or len(text) > MOST_COMMENTS * 30:
        return {}
    try:
        found = read_php(text)
    except NotPlainError:
        return {}
    pairs = found.items() if isinstance(found, dict) else ()
    return {key: str(value) for key, value in pairs if isinstance(key, int) and isinstance(value, int | str)}


def written_statuses(statuses: Mapping[int, str]) -> str:
    """The statuses of binned comments as PHP serialises an array; empty for none.

    >>> written_statuses({5: "1"})
    'a:1:{i:5;s:1:"1";}'
    """
    if not statuses:
        return ""
    inside = "".join(f'i:{key};s:{len(word)}:"{word}";' for key, word in sorted(statuses.items()))
    return f"a:{len(statuses)}:{{{inside}}}"


def _moment(seconds: str) -> datetime | None:
    """Seconds since 1970, where they are of our times."""
    if not re.fullmatch(r"\d{1,11}", seconds):
        return None
    return datetime.fromtimestamp(int(seconds), UTC)
