"""What the pages on comment data are given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptView:
    """One kind of thing that is kept."""

    what: str
    why: str
    how_long: str
    seen_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyPage:
    """``comments/privacy.html``: what is done with comment data, made from the running configuration."""

    kept: tuple[KeptView, ...]
    receivers: tuple[str, ...]
    """Who gets something, each in a sentence."""
    decisions: tuple[str, ...]
    """How it is decided whether a comment appears, step by step as it runs."""
    cookies: tuple[str, ...]
    limits: tuple[str, ...]
    """What this page cannot know."""
    trap_name: str = ""
    problem: str = ""
    is_sent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPage:
    """``comments/own.html``: what the owner of an address sees. No record: the question first, or the link is old."""

    is_valid: bool = False
    record: Mapping[str, Any] | None = None
    comments: Sequence[Mapping[str, Any]] = ()
    """The newest of them; the JSON has all."""
    said: str = ""
    is_erased: bool = False
    privacy_url: str = ""
