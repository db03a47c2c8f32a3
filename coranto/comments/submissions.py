"""A comment on its way in: what was submitted, what is known about it, what is decided. Frozen, without a database."""

import datetime
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What a reader, or another site, sent. A form with the same ``form_token`` sent twice is one comment."""

    text: str
    name: str = ""
    email: str = ""
    url: str = ""
    network_address: str = ""
    user_agent: str = ""
    kind: str = "comment"
    parent: int | None = None
    form_token: str = ""
    form_age: float | None = None  # seconds between drawing the form and sending it; None when it was not drawn here
    is_drawn_here: bool = True  # whether the form carried a stamp of this site
    trap_filled: bool = False
    keys_typed: int | None = None
    is_staff: bool = False
    user: int | None = None
    referrer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What was looked up beforehand, so that phases decide without a query."""

    at: datetime.datetime
    is_open: bool = True
    closed_since: datetime.datetime | None = None
    is_duplicate: bool = False
    seconds_since_last: float | None = None
    in_last_hour: int = 0
    approved_before: int = 0
    is_trusted: bool = False
    blocks: tuple[tuple[str, str], ...] = ()  # (kind, value) of each standing block
    subject_key: str = ""  # tells the post from others
    subject_title: str = ""
    subject_text: str = ""
    subject_tags: tuple[str, ...] = ()
    own_host: str = ""
    parent_is_published: bool = True
    language: str = ""


class Outcome(StrEnum):
    """What becomes of a submission."""

    PUBLISH = "published"
    HOLD = "held"
    SPAM = "spam"
    REFUSE = "refused"  # told to the reader, nothing is kept
    DISCARD = "discarded"  # only for what is certain to be spam: kept as spam, answered like a held comment


UNANSWERED = "outside:none"
"""The code of the reason that says that another server was to judge and did not answer."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One ground of a decision in words, with its weight in log-odds where a filter gave it."""

    words: str
    weight: float = 0.0
    code: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, by which phase, and why."""

    outcome: Outcome
    phase: str
    reasons: tuple[Reason, ...] = ()
    score: float | None = None
    status: int = 200  # of the HTTP answer to a refusal, as WordPress gives it

    @property
    def by_filter(self) -> bool:
        """Whether the spam filter decided, and not a rule."""
        return self.phase == "score"

    @property
    def kept_reasons(self) -> list[dict[str, str | float]]:
        """The reasons as a verdict keeps them."""
        return [{"words": reason.words, "weight": reason.weight} for reason in self.reasons]


@dataclass(frozen=True, slots=True)
class Scored:
    """A score from the spam filter: 0 is good, 1 is spam."""

    value: float
    verdict: str  # ham, unsure, spam or discard
    reasons: tuple[Reason, ...] = field(default_factory=tuple)
