"""Where a post came from, and who is credited on it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionView:
    """Where a post, or a part of it, came from: one outlet, agency or speaker.

    A post's attributions are a chain, nearest first: the first is the outlet that the text was taken from, each further
    one is what the one before it drew on. "The minister, quoted by an agency, reported by a paper, posted here" is the
    paper, then the agency with the minister as its ``author``.
    """

    source_name: str
    """The outlet's name, such as ``The Harbour Courier``."""
    relation: str = "republished"
    """How the post uses it: ``republished``, ``excerpted``, ``translated``, ``quoted`` or ``via``."""
    source_url: str = ""
    """This publication's page on the outlet (``/source/x/``)."""
    home_url: str = ""
    """The outlet's own site."""
    author: str = ""
    """Who wrote or said it there."""
    title: str = ""
    """The title it had there."""
    url: str = ""
    """Its address there."""
    archived_url: str = ""
    """An archived copy of it."""
    date: str = ""
    """When it appeared there: ``2016-02-05``, ``2016-02``, ``2016`` or empty; show with ``{% source_date %}``."""
    language: str = ""
    """The language it was in (BCP 47), where that differs from the publication's."""
    licence: str = ""
    """The licence or permission it is used under, such as ``CC BY 4.0`` or ``with permission``."""
    licence_url: str = ""
    """The licence's text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BylineView:
    """Who is credited on a post, as printed."""

    name: str
    """The name as printed."""
    url: str = ""
    """The author's page here; empty for somebody who has none."""
    role: str = ""
    """Such as ``translator`` or ``photographs``; empty for the writer."""
