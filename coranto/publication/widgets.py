"""Sidebars: which widgets the owner arranged, and who builds each kind.

``Publication.sidebar`` is a list of ``{"kind": "recent_posts", "title": "", "count": 5, …}``. A title of ``""`` is the
kind's own. Unknown kinds and odd values are passed over: a sidebar never breaks a page. An empty list means
:data:`DEFAULT_SIDEBAR`.

What a widget shows belongs to the app that knows it, and apps only import downwards, so each app registers its kinds
when
it starts (``AppConfig.ready``)::

    register_widget("recent_posts", recent_posts)
    register_widget("recent_comments", recent_comments, shows_comments=True)

A builder takes a :class:`WidgetPlan` and returns a widget, or nothing where there is nothing to show. It must cost the
same number of queries however many rows there are.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from coranto.publication.addresses import Addresses, addresses_of
from coranto.publication.contexts import Widget
from coranto.publication.models import Publication

DEFAULT_SIDEBAR: tuple[dict[str, Any], ...] = tuple(
    {"kind": kind} for kind in ("recent_posts", "recent_comments", "categories", "sources", "archives", "blogroll")
)
MOST_WIDGETS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class WidgetPlan:
    """One entry of a sidebar: what to build, and for which publication."""

    kind: str
    publication: Publication
    title: str = ""
    options: dict[str, Any] = field(default_factory=dict)

    @property
    def addresses(self) -> Addresses:
        """How the publication writes addresses."""
        return addresses_of(self.publication)

    def number(self, name: str, default: int, most: int = 100) -> int:
        """The whole number that the owner gave as ``name``, between 1 and ``most``."""
        value = self.options.get(name, default)
        return min(max(value, 1), most) if isinstance(value, int) and not isinstance(value, bool) else default

    def flag(self, name: str, default: bool) -> bool:
        """The yes or no that the owner gave as ``name``."""
        value = self.options.get(name, default)
        return value if isinstance(value, bool) else default

    def text(self, name: str, default: str = "") -> str:
        """The text that the owner gave as ``name``."""
        value = self.options.get(name, default)
        return value if isinstance(value, str) else default


Builder = Callable[[WidgetPlan], Widget | None]
Slot = tuple[str, Widget | None]
"""A place in a sidebar: its kind, and what is in it, if anything."""
_builders: dict[str, Builder] = {}
_of_comments: set[str] = set()


def register_widget(kind: str, builder: Builder, *, shows_comments: bool = False) -> None:
    """Let ``builder`` make the widgets of this kind; ``shows_comments`` of one that a new comment may change."""
    _builders[kind] = builder
    if shows_comments:
        _of_comments.add(kind)


def widget_kinds() -> tuple[str, ...]:
    """The kinds that can be put into a sidebar, in alphabetical order."""
    return tuple(sorted(_builders))


def build_slots(publication: Publication, entries: Sequence[Any], before: Sequence[Slot] = ()) -> tuple[Slot, ...]:
    """The places of a sidebar, in order.

    ``before`` is the same sidebar as it was built when nothing had changed but comments: then only what shows comments
    is built anew.
    """
    plans = (_plan(publication, entry) for entry in entries[:MOST_WIDGETS])
    known = [plan for plan in plans if plan and plan.kind in _builders]
    if not before:
        return tuple((plan.kind, _builders[plan.kind](plan)) for plan in known)
    return tuple(
        (plan.kind, _builders[plan.kind](plan)) if plan.kind in _of_comments else slot
        for plan, slot in zip(known, before, strict=True)
    )


def _plan(publication: Publication, entry: Any) -> WidgetPlan | None:
    if not isinstance(entry, dict) or not isinstance(entry.get("kind"), str):
        return None
    title = entry.get("title")
    return WidgetPlan(
        kind=entry["kind"],
        publication=publication,
        title=title if isinstance(title, str) else "",
        options={str(name): value for name, value in entry.items() if name not in {"kind", "title"}},
    )
