"""What a public answer is made of, written down while it is made, so that it can be kept until one of these changes.

A view that lets its answer be kept says so with :func:`keep`; whatever reads for it names what it read. The names:

``site``                 settings, menus, terms, anything around pages; every kept answer is made of it
``any``                  anything at all: for pages that nobody has described more exactly
``posts``                which posts are public, and in which order
``post:7``               one post, by its key
``near:7``               which posts stand before and after that one in time
``listing:tag:7``        which posts a listing holds (:class:`~coranto.posts.models.ListingKind`, key)
``comments``             any comment
``talk:post:7``          the discussion below one post, page or attachment, and its count

:mod:`coranto.core.changes` tells the same names when something changes.
"""

import datetime
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field

SITE = "site"
ANYTHING = "any"
POSTS = "posts"
COMMENTS = "comments"


@dataclass(slots=True)
class Ingredients:
    """What has been named so far. ``until`` is the moment from which the answer would be another one by itself."""

    names: set[str] = field(default_factory=set)
    until: datetime.datetime | None = None
    is_exact: bool = False
    may_be_kept: bool = False
    is_personal: bool = False
    takes_parts: bool = False
    parts: list[str] = field(default_factory=list)

    def all_names(self) -> frozenset[str]:
        """The names, with ``any`` where nobody said that they are all."""
        return frozenset(self.names | {SITE} if self.is_exact else {SITE, ANYTHING})


PART = "\0part:{}\0"
"""What stands in a page for a part that is kept by itself, since it changes more often; no text has a NUL in it."""

_current: ContextVar[Ingredients | None] = ContextVar("ingredients", default=None)
Moment = Callable[[datetime.datetime], datetime.datetime | None]
_moments: list[Moment] = []


class collecting:
    """Write down what is named in the ``with`` block, apart from what is named around it."""

    def __enter__(self) -> Ingredients:
        """What is named, filled as the block goes on."""
        found = Ingredients()
        self._token = _current.set(found)
        return found

    def __exit__(self, *_exception: object) -> None:
        """Go on with what is around it."""
        _current.reset(self._token)


def made_of(*names: str) -> None:
    """Name things that the answer being made shows."""
    if found := _current.get():
        found.names.update(names)


def made_of_each(kind: str, keys: Iterable[object]) -> None:
    """Name several things of one kind by their keys."""
    if found := _current.get():
        found.names.update(f"{kind}:{key}" for key in keys)


def fresh_until(moment: datetime.datetime | None) -> None:
    """Say that the answer becomes another one at that moment."""
    if moment and (found := _current.get()):
        found.until = min(found.until, moment) if found.until else moment


def keep(*, exactly: bool = False) -> None:
    """Let the answer being made be kept; ``exactly`` where all that it shows is named, one by one."""
    if found := _current.get():
        found.may_be_kept = not found.is_personal
        found.is_exact = found.is_exact or exactly


def never_keep() -> None:
    """Say that the answer being made is for one reader, whoever lets it be kept before or after."""
    if found := _current.get():
        found.is_personal, found.may_be_kept = True, False


def describe_exactly() -> None:
    """Say that all that the answer shows is named, whoever lets it be kept."""
    if found := _current.get():
        found.is_exact = True


def take_parts() -> None:
    """Let parts of the answer be left out, to be put in whenever it is sent: it is HTML, and everybody's."""
    if found := _current.get():
        found.takes_parts = True


def leave_out(part: str) -> str:
    """The mark that stands for a part; nothing where it has to be in the answer itself."""
    found = _current.get()
    if found is None or not found.takes_parts:
        return ""
    found.parts.append(part)
    return PART.format(part)


def is_to_be_kept() -> bool:
    """Whether the answer being made may be kept."""
    found = _current.get()
    return bool(found and found.may_be_kept)


def register_moment(moment: Moment) -> None:
    """Let ``moment(now)`` tell when next something becomes public, or ceases to be, by the clock alone."""
    _moments.append(moment)


def next_moment(now: datetime.datetime) -> datetime.datetime | None:
    """The first moment after ``now`` at which pages change by the clock alone."""
    return min((found for each in _moments if (found := each(now))), default=None)
