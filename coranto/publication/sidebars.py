"""The widgets of a sidebar, with what they are made of."""

from collections.abc import Iterable, Iterator

from coranto.core.made_of import made_of
from coranto.publication.contexts import Widget


class Sidebar(tuple[Widget, ...]):
    """The widgets of a sidebar, which says of a page that goes through them what they are made of."""

    names: frozenset[str]

    def __new__(cls, widgets: Iterable[Widget] = (), names: Iterable[str] = ()) -> "Sidebar":
        """These widgets, made of what these names stand for in :mod:`coranto.core.made_of`."""
        sidebar = super().__new__(cls, tuple(widgets))
        sidebar.names = frozenset(names)
        return sidebar

    def __iter__(self) -> Iterator[Widget]:
        """The widgets, in order."""
        made_of(*self.names)
        return super().__iter__()

    def __bool__(self) -> bool:
        """Whether there are any; where there are none, a change may bring the first."""
        if not len(self):
            made_of(*self.names)
        return bool(len(self))
