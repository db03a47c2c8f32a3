"""What can be found: each app says which of its things are searched, and how to show the ones that were found.

Posts are registered by this app, pages and comments by theirs, when they start (``AppConfig.ready``).
"""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from coranto.posts.contexts import SearchHit
from coranto.posts.models import SearchText
from coranto.posts.search.questions import Question
from coranto.publication.models import Publication


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """For whom hits are made: the publication, the question whose words are marked, and the moment."""

    publication: Publication
    question: Question
    at: datetime.datetime


Shower = Callable[[Sequence[int], Showing], dict[int, SearchHit]]


@dataclass(frozen=True, slots=True)
class SearchedKind:
    """A kind of things: the table that holds their text, and how to show those with given numbers.

    ``show`` leaves out what the public may not see any more.
    """

    kind: str
    model: type[SearchText]
    show: Shower


_kinds: dict[str, SearchedKind] = {}


def register_kind(searched: SearchedKind) -> None:
    """Let things of this kind be found."""
    _kinds[searched.kind] = searched


def searched_kind(kind: str) -> SearchedKind | None:
    """The kind of that name, if it is known."""
    return _kinds.get(kind)
