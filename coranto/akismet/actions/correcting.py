"""Verdicts that a lesson has changed: told to the site that asked, at the address it gave."""

import datetime
import json
import logging

from coranto.akismet.actions.checking import NAMED_IN_CALLBACK
from coranto.akismet.actions.keeping import FIELDS_FOR
from coranto.akismet.fields import Fields
from coranto.akismet.models import CheckedText, ClientSite
from coranto.akismet.outgoing import fetcher
from coranto.akismet.policy import said_of
from coranto.akismet.site_filters import site_filters
from coranto.akismet.wording import certain_answer, submission_of
from coranto.core.outgoing.addresses import FetchError

logger = logging.getLogger("coranto.akismet")
MOST = 200
"""Texts that are judged again after a lesson, the newest first."""


def correct_site(*, site: ClientSite, at: datetime.datetime) -> int:
    """Judge a site's texts of the last day again and tell what has changed; how many the site took.

    What a person of that site decided already is left alone. A call that fails is made at the next lesson again.
    """
    rows = CheckedText.objects.filter(site=site, fields__isnull=False, at__gt=at - FIELDS_FOR)
    changed: dict[str, list[tuple[CheckedText, bool]]] = {}
    for row in rows.filter(person_said_spam=None).order_by("-pk")[:MOST]:
        is_spam = said_now(site, row)
        if is_spam != row.said_spam:
            changed.setdefault(row.callback, []).append((row, is_spam))
    return sum(tell(callback, rows_there) for callback, rows_there in changed.items())


def said_now(site: ClientSite, row: CheckedText) -> bool:
    """What would be said of a text that was asked before."""
    fields = Fields({str(name): str(value) for name, value in (row.fields or {}).items()})
    certain = certain_answer(fields)
    if certain is not None:
        return certain
    score = site_filters.of(site).score(submission_of(fields, at=row.at))
    return said_of(score, site, is_recheck=True).is_spam


def tell(callback: str, changed: list[tuple[CheckedText, bool]]) -> int:
    """Call a site back; how many changes it took."""
    comments = [
        {
            "guid": row.guid,
            "result": "true" if is_spam else "false",
            **{name: (row.fields or {}).get(name, "") for name in NAMED_IN_CALLBACK},
        }
        for row, is_spam in changed
    ]
    body = json.dumps({"endpoint": "comment-check", "comments": comments}).encode()
    try:
        reply = fetcher().post(callback, body, "application/json")
    except FetchError as error:
        logger.warning("a changed verdict could not be told: %s", error)
        return 0
    if not 200 <= reply.status < 300:
        logger.warning("a changed verdict was refused with status %d", reply.status)
        return 0
    for row, is_spam in changed:
        CheckedText.objects.filter(pk=row.pk).update(said_spam=is_spam)
    return len(changed)
