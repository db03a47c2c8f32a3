"""What a form carries so that the site knows it again: a signed stamp, a trap, and keys to one's own comments.

A page with a form is the same for every stranger, so it can be kept by caches and needs no cookie. The stamp says which
subject the form was drawn for and when; for somebody who is signed in Django's own token against forged requests stands
beside it. ``docs/decisions/0012-comment-forms.md`` says why this is enough.
"""

import datetime
import secrets
from dataclasses import dataclass
from functools import cache, lru_cache

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from coranto.comments.models import Comment
from coranto.core.short_digests import short_digest

SALT = "coranto.comments.stamps"
STAMP_LASTS = datetime.timedelta(days=7)
FIELD = "comment_stamp"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A form that was drawn here: for what, and when."""

    subject: int
    drawn_at: datetime.datetime

    def age(self, at: datetime.datetime) -> float:
        """Seconds since it was drawn."""
        return (at - self.drawn_at).total_seconds()


def make_stamp(subject: int, *, at: datetime.datetime) -> str:
    """The stamp of a form for the subject with that number."""
    return signing.dumps([subject, at.timestamp(), secrets.token_urlsafe(6)], salt=SALT, compress=False)


def read_stamp(value: str, *, at: datetime.datetime) -> Stamp | None:
    """The stamp, if this site made it lately; nothing for a forged, old or missing one."""
    stamp = _signed(value)
    return stamp if stamp and stamp.subject and -1.0 <= stamp.age(at) <= STAMP_LASTS.total_seconds() else None


@lru_cache(maxsize=1024)
def _signed(value: str) -> Stamp | None:
    """A stamp with our signature; kept, since all readers of a kept page send the same."""
    try:
        subject, drawn, _nonce = signing.loads(value, salt=SALT) if value else (0, 0.0, "")
        return Stamp(int(subject), datetime.datetime.fromtimestamp(drawn, datetime.UTC))
    except (signing.BadSignature, ValueError, TypeError, OverflowError):
        return None


def form_token(stamp: str, *written: object) -> str:
    """What makes a form the same form: the stamp, all that was written, and the network and browser it came from.

    Many readers of a kept page share the stamp, and anybody may copy a comment: only its writer gets its key again.
    """
    return short_digest("form", stamp, *written, size=16) if stamp else ""


@cache
def trap_name() -> str:
    """The name of the field that people do not see: another one on every site, so that nobody learns it by heart."""
    return "subject_" + salted_hmac(SALT, "trap").hexdigest()[:6]


def comment_key(comment: Comment) -> str:
    """What opens a comment to its writer: WordPress's ``moderation-hash``, made of the number and the moment."""
    return salted_hmac(SALT, f"{comment.pk}:{comment.posted_at.timestamp()}", algorithm="sha256").hexdigest()[:32]


def opens(comment: Comment, key: str) -> bool:
    """Whether the key is that of the comment."""
    return constant_time_compare(comment_key(comment), key)
