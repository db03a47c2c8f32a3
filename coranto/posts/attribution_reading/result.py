"""What is read from a post: attributions, and the relation between the post and the outlet."""

from dataclasses import dataclass
from enum import StrEnum

from coranto.core.partial_date import PartialDate


class Relation(StrEnum):
    """What the post is to the outlet's article. The values are those of the attribution model."""

    REPUBLISHED = "republished"
    EXCERPTED = "excerpted"
    TRANSLATED = "translated"
    QUOTED = "quoted"
    VIA = "via"


@dataclass(frozen=True, slots=True)
class ReadAttribution:
    """One outlet that a post says it came from.

    ``source_url`` is the outlet's front page, or "" where no link or printed host shows it; ``url`` is the article's
    own address. ``order`` counts from the outlet nearest to the post (0) to the farthest. ``line`` is what it was read
    from, as plain text. ``confidence`` runs from 0 to 1. ``original_date`` is the outlet's date and says nothing of
    when the post was published here.
    """

    source_name: str
    source_url: str = ""
    author: str = ""
    title: str = ""
    url: str = ""
    original_date: PartialDate | None = None
    relation: Relation = Relation.REPUBLISHED
    licence: str = ""
    order: int = 0
    line: str = ""
    confidence: float = 0.0
