"""What the owner has settled about comments: rules, blocks, who scores. Kept in the process until one of them changes.

Whoever saves or deletes one of these rows moves the moment of change in the publication's row
(:mod:`coranto.comments.receivers`), which every request asks for anyway. So a comment that comes in, and a page that is
made, need not read them.
"""

import datetime
from dataclasses import dataclass

from coranto.akismet.models import OutsideScorer
from coranto.comments.models import Block, CommentRules
from coranto.publication.models import Publication

SETTLED = "comment rules"
"""What stands for blocks and scorers in :mod:`coranto.core.made_of`. Rules stand round every page."""


@dataclass(frozen=True, slots=True)
class Settled:
    """All of it, for reading only. ``blocks`` are kind, value and end of each that has not ended for good."""

    rules: CommentRules
    blocks: tuple[tuple[str, str, datetime.datetime | None], ...]
    outside: OutsideScorer

    def blocks_at(self, at: datetime.datetime) -> tuple[tuple[str, str], ...]:
        """Kind and value of those that stand at that moment."""
        return tuple((kind, value) for kind, value, until in self.blocks if until is None or until > at)


_kept: dict[tuple[int, datetime.datetime], Settled] = {}


def settled_in(publication: Publication) -> Settled:
    """What is settled as long as the publication's row is as given."""
    key = (publication.pk, publication.changed_but_for_comments_at)
    found = _kept.get(key)
    if found is None:
        found = Settled(
            rules=CommentRules.objects.current(),
            blocks=tuple(Block.objects.values_list("kind", "value", "until")),
            outside=OutsideScorer.objects.current(),
        )
        _kept.clear()
        _kept[key] = found
    return found
