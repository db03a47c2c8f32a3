"""Which theme the page being made is printed in.

Whoever makes the ``site`` context of a page calls :func:`choose_theme` with the publication's theme; the template
loader asks :func:`chosen_theme`. The choice belongs to the thread or task that makes the page.
"""

from contextvars import ContextVar

DEFAULT_THEME = "default"

_chosen: ContextVar[str] = ContextVar("chosen_theme", default=DEFAULT_THEME)


def choose_theme(name: str) -> None:
    """Print what follows in the theme ``name``; a theme that does not exist is the same as the default one."""
    _chosen.set(name or DEFAULT_THEME)


def chosen_theme() -> str:
    """The name of the theme to print in."""
    return _chosen.get()
