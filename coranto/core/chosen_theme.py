"""Which theme the page being made is printed in.

Whoever makes the ``site`` context of a page calls :func:`choose_theme` with the publication's theme; the template
loader asks :func:`chosen_theme`. The choice belongs to the thread or task that makes the page.
"""

from collections.abc import Callable, Iterable
from contextvars import ContextVar

DEFAULT_THEME = "default"

_offers: list[Callable[[], Iterable[str]]] = []
_chosen: ContextVar[str] = ContextVar("chosen_theme", default=DEFAULT_THEME)


def choose_theme(name: str) -> None:
    """Print what follows in the theme ``name``; a theme that does not exist is the same as the default one."""
    _chosen.set(name or DEFAULT_THEME)


def chosen_theme() -> str:
    """The name of the theme to print in."""
    return _chosen.get()


def offer_themes(names: Callable[[], Iterable[str]]) -> None:
    """Let owners choose among these themes too. Whoever knows where themes lie calls it when the app starts."""
    _offers.append(names)


def offered_themes() -> list[str]:
    """The names of all themes that can be chosen, the default one first."""
    found = sorted({name for names in _offers for name in names()} - {DEFAULT_THEME})
    return [DEFAULT_THEME, *found]
