"""The verbs that change a publication."""

import datetime

from django.db import transaction
from django.db.models import F

from coranto.core.numbers import Sequence
from coranto.publication.models import Publication, SequenceRow


@transaction.atomic
def take_number(*, sequence: Sequence) -> int:
    """Give out the next public number of ``sequence``; no two callers get the same one."""
    SequenceRow.objects.get_or_create(name=sequence)
    SequenceRow.objects.filter(name=sequence).update(last=F("last") + 1)
    return SequenceRow.objects.get(name=sequence).last


@transaction.atomic
def reserve_numbers(*, sequence: Sequence, up_to: int) -> None:
    """See to it that numbers given out from now on are above ``up_to``, the highest that an import brought."""
    SequenceRow.objects.get_or_create(name=sequence)
    SequenceRow.objects.filter(name=sequence, last__lt=up_to).update(last=up_to)


def note_change(*, at: datetime.datetime) -> None:
    """Say that something has changed that pages show around or on them, so that nothing kept of them is used again.

    Every action that changes what the public sees calls this, bulk ones once at the end. It moves ``changed_at`` in
    each publication row; kept frames, entity tags and feeds have that moment in their keys.
    """
    Publication.objects.update(changed_at=at)
