"""The static pages that an owner can put in front. The app of pages stands above this one and says which there are."""

from collections.abc import Callable

Choices = list[tuple[int, str]]
_offers: list[Callable[[], Choices]] = []


def offer_pages(choices: Callable[[], Choices]) -> None:
    """Let owners choose among these pages, by number and name; called when the app of pages starts."""
    _offers.append(choices)


def offered_pages() -> Choices:
    """The number and name of each page."""
    return [choice for choices in _offers for choice in choices()]
