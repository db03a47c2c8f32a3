"""Django's signals that the themes listen to."""

from typing import Any

from coranto.core.chosen_theme import DEFAULT_THEME, choose_theme


def forget_the_chosen_theme(**_kwargs: Any) -> None:
    """Threads serve one request after another: what the last one chose must not leak into the next."""
    choose_theme(DEFAULT_THEME)
