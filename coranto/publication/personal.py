"""Marking a page as made for one reader, so that no cache keeps it, ours or another's."""

from django.http import HttpRequest

from coranto.core import made_of

PERSONAL = "_coranto_is_personal"


def mark_personal(request: HttpRequest) -> None:
    """Say that the page being made is for this reader only."""
    setattr(request, PERSONAL, True)
    made_of.never_keep()


def is_personal(request: HttpRequest) -> bool:
    """Whether somebody has said so."""
    return bool(getattr(request, PERSONAL, False))
