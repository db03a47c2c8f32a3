"""When next something that is dated ahead becomes public, for :func:`coranto.core.made_of.register_moment`."""

import datetime

from django.db import models

from coranto.core.database.prepared_queries import PreparedRows, given_moment
from coranto.core.made_of import Moment


def next_posting_of(model: type[models.Model]) -> Moment:
    """For a model with ``live``, ``is_private`` and ``posted_at``. It is asked after every change."""
    coming = PreparedRows(
        lambda: (
            model._default_manager.filter(live=True, is_private=False, posted_at__gt=given_moment("now"))
            .order_by("posted_at")
            .values_list("posted_at")[:1]
        )
    )

    def next_posting(now: datetime.datetime) -> datetime.datetime | None:
        found = coming.first(now=now)
        moment: datetime.datetime | None = found[0] if found else None
        return moment

    return next_posting
