"""The buttons at the top of the dashboard. Apps above add theirs when their screens are registered."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

Step = tuple[str, Any, Callable[[Any], bool], int]
_steps: list[Step] = []


def offer_step(url_name: str, label: Any, is_for: Callable[[Any], bool], order: int) -> None:
    """Offer a screen to those whom it is for; the lowest order is the main button."""
    _steps.append((url_name, label, is_for, order))


def first_steps(user: Any) -> list[tuple[str, str]]:
    """Address and label of each button for this person, in order."""
    fitting = sorted((step for step in _steps if step[2](user)), key=lambda step: step[3])
    return [(reverse(url_name), str(label)) for url_name, label, _is_for, _order in fitting]
