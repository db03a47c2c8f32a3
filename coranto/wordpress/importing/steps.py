"""What is to be done with one thing of an export that is known, or not, from before."""

from enum import Enum

from coranto.wordpress.models import Arrival


class Step(Enum):
    """What to do with it. The values are the words of the report."""

    CREATE = "new"
    UPDATE = "changed"
    COMMENTS_ONLY = "comments"
    EDITED_HERE = "edited_here"
    NOTHING = "unchanged"


DIFFERENT = "is different in the new export"
EDITED = "was edited here, so what the new export says was left out"
DELETED = "was deleted here; left as it is"


def compare(arrival: Arrival | None, digest: str, state: str | None) -> Step:
    """The step for a thing with this digest in the export. ``state`` is our row's now, ``None`` if that has gone."""
    if arrival is None:
        return Step.CREATE
    if state is None:
        return Step.EDITED_HERE
    if arrival.digest == digest:
        return Step.NOTHING
    return Step.UPDATE if arrival.state == state else Step.EDITED_HERE
