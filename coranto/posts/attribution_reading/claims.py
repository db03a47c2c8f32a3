"""What one line claims of one outlet, before the lines of a post are put together."""

from dataclasses import dataclass
from enum import IntEnum

from coranto.core.partial_date import PartialDate
from coranto.posts.attribution_reading.credit import Credit
from coranto.posts.attribution_reading.lines import Line
from coranto.posts.attribution_reading.outlets import Outlet
from coranto.posts.attribution_reading.result import Relation
from coranto.posts.attribution_reading.standing import Standing

CONFIDENCE = {
    Standing.KNOWN: 0.98,
    Standing.MATCHED: 0.97,
    Standing.STRONG: 0.94,
    Standing.LINKED: 0.92,
    Standing.WEAK: 0.88,
    Standing.PLAIN: 0.82,
}


class Distance(IntEnum):
    """How far from the post an outlet stands that this kind of line names."""

    CREDIT = 0  # the outlet that the post credits
    WIRE = 1  # the agency whose copy that outlet carried
    QUOTED = 2  # whom the text quotes


@dataclass(frozen=True, slots=True)
class Claim:
    """One outlet, as one line has it. A reader gives the claims of a line from the nearest to the farthest."""

    outlet: Outlet
    line: str
    relation: Relation = Relation.REPUBLISHED
    distance: Distance = Distance.CREDIT
    author: str = ""
    title: str = ""
    url: str = ""
    date: PartialDate | None = None
    licence: str = ""
    doubt: float = 0.0

    @property
    def confidence(self) -> float:
        """From what speaks for the outlet, less what the kind of line takes away."""
        return round(CONFIDENCE[self.outlet.standing] - self.doubt, 2)


def claims_of(credit: Credit, line: Line, relation: Relation, *, doubt: float = 0.0) -> list[Claim]:
    """The claims of a credit: what it says of the article belongs to the first outlet, or to the linked one."""
    owner = next((outlet for outlet in credit.outlets if outlet.url), credit.outlets[0] if credit.outlets else None)
    return [
        Claim(
            outlet,
            line.text,
            relation,
            author=credit.author if outlet is owner else "",
            title=credit.title if outlet is owner else "",
            url=outlet.url,
            date=credit.date,
            licence=credit.licence if outlet is owner else "",
            doubt=doubt,
        )
        for outlet in credit.outlets
    ]
