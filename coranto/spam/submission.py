"""What the filter is given, and what it answers.

A :class:`Submission` is a text with its circumstances. It is deliberately not a comment: a contact form, a sign-up or
a remote site's comment arrives in the same shape. Everything but the text may be missing, and what is missing counts
for nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Verdict = Literal["ham", "unsure", "spam", "discard"]


@dataclass(frozen=True, slots=True)
class History:
    """How many earlier texts of the same commenter were approved, and how many were marked as spam."""

    approved: int = 0
    spam: int = 0


@dataclass(frozen=True, slots=True)
class Submission:
    """One text, who sent it, where to, and how the form was filled in.

    ``language``, ``site_language`` and ``post_language`` are tags such as ``de`` or ``pt-BR``; only the first part
    counts. ``post_key`` names the post (any stable string) so that the same text on many posts is noticed;
    ``site_key`` likewise. ``form_age_seconds`` is the time from drawing the form to its return; ``keys_typed`` counts
    key presses in the text field where a script counted them. ``at`` is the moment of arrival and must carry a time
    zone; without it, nothing that depends on time (rates, decay, bounds per day) is applied.
    """

    text: str
    author: str = ""
    email: str = ""
    url: str = ""
    ip: str = ""
    user_agent: str = ""
    kind: str = "comment"
    language: str = ""
    site_language: str = ""
    post_language: str = ""
    post_key: str = ""
    site_key: str = ""
    post_title: str = ""
    post_text: str = ""
    post_tags: tuple[str, ...] = ()
    form_age_seconds: float | None = None
    honeypot_filled: bool = False
    keys_typed: int | None = None
    history: History | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One ground of a score: a stable ``code``, the ground in ``words``, and its ``weight`` in log-odds (spam is
    positive)."""

    code: str
    words: str
    weight: float


@dataclass(frozen=True, slots=True)
class Score:
    """A probability of spam, the verdict drawn from it, and the reasons, heaviest first.

    The weights of all reasons add up to the log-odds of ``value``.
    """

    value: float
    verdict: Verdict
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which value on a text is held for a person (``unsure``), taken for spam, and may be dropped unseen."""

    unsure: float = 0.5
    spam: float = 0.9
    discard: float = 0.999
