"""Judging a text for a client site."""

import datetime
import secrets
from dataclasses import dataclass
from urllib.parse import urlsplit

from coranto.akismet.actions.counting import count_day, take_turn
from coranto.akismet.fields import Fields
from coranto.akismet.models import CheckedText, ClientSite
from coranto.akismet.policy import Said, refuse_over_month, refuse_too_fast, said_of
from coranto.akismet.site_filters import site_filters
from coranto.akismet.wording import certain_answer, is_test, submission_of, text_digest
from coranto.core.database.write_queue import write_queue
from coranto.spam.submission import Reason, Score

NAMED_IN_CALLBACK = ("comment_post_ID", "comment_parent", "comment_author_email")
KEPT_FIELD = 20_000  # characters


@dataclass(frozen=True, slots=True)
class Checked:
    """The answer to a check."""

    guid: str
    score: Score
    said: Said


def check_text(*, site: ClientSite, fields: Fields, at: datetime.datetime) -> Checked:
    """Judge a text by the site's own model, and remember that it was asked. Raise RefusedError over a limit.

    A test is judged and counted for the limit only. A recheck is no new text in the statistics. That a text arrived is
    remembered by this process alone: of two workers each notices the repetitions that it is asked about.
    """
    refuse_too_fast(site, at)
    refuse_over_month(site, at)
    filter, submission = site_filters.of(site), submission_of(fields, at=at)
    score = certain_score(fields) or filter.score(submission)
    said = said_of(score, site, is_recheck=bool(fields["recheck_reason"]))
    row = CheckedText(
        site=site,
        guid=secrets.token_hex(16),
        digest=text_digest(fields),
        verdict=score.verdict,
        said_spam=said.is_spam,
        at=at,
        **for_callback(site, fields),
    )
    write_queue.run(lambda: remember(row, fields, at))
    if submission.post_key and not is_test(fields) and not fields["recheck_reason"]:
        filter.remember(submission)
    return Checked(row.guid, score, said)


def certain_score(fields: Fields) -> Score | None:
    """The score of the protocol's test cases."""
    certain = certain_answer(fields)
    if certain is None:
        return None
    why = "the protocol's test case" if certain else "an administrator of the site"
    return Score(float(certain), "spam" if certain else "ham", (Reason("test", why, 0.0),))


def remember(row: CheckedText, fields: Fields, at: datetime.datetime) -> None:
    """Write what was asked, in one transaction with the turn it takes."""
    take_turn(site=row.site, at=at)
    if is_test(fields):
        return
    row.save(force_insert=True)
    is_new = not fields["recheck_reason"]
    count_day(
        site=row.site, at=at, api_calls=1, spam=int(is_new and row.said_spam), ham=int(is_new and not row.said_spam)
    )


def for_callback(site: ClientSite, fields: Fields) -> dict[str, object]:
    """What is kept for a day so that a changed verdict can be told; nothing unless the site itself is called back."""
    address = fields["callback"].strip()
    try:
        host, own = urlsplit(address).hostname, urlsplit(site.url).hostname
    except ValueError:
        return {}
    if not host or host != own or len(address) > 500:
        return {}
    skipped = ("api_key", "key", "callback")
    kept = {name[:200]: value[:KEPT_FIELD] for name, value in list(fields.values.items())[:100] if name not in skipped}
    return {"callback": address, "fields": kept}
