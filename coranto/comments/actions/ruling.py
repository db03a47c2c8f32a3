"""The owner's rules for the discussion, written down."""

import datetime
from typing import Any

from django.db import transaction

from coranto.comments.models import CommentRules
from coranto.publication.actions import note_change
from coranto.publication.models import Publication


@transaction.atomic
def write_rules(*, values: dict[str, Any], at: datetime.datetime) -> CommentRules:
    """Let these be the rules from now on. They count with the next comment; pages are made anew."""
    publication = Publication.objects.current()
    rules, _made = CommentRules.objects.update_or_create(publication=publication, defaults=values)
    note_change(at=at)
    return rules
