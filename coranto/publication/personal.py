"""Marking a page as made for one reader, so that no shared cache keeps it."""

from django.http import HttpRequest

PERSONAL = "_coranto_is_personal"


def mark_personal(request: HttpRequest) -> None:
    """Say that the page being made is for this reader only."""
    setattr(request, PERSONAL, True)


def is_personal(request: HttpRequest) -> bool:
    """Whether somebody has said so."""
    return bool(getattr(request, PERSONAL, False))
