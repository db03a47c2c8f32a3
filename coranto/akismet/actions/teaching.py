"""Learning from what a client site submits as missed spam or as wrongly caught."""

import datetime

from coranto.akismet.actions.counting import count_day, take_turn
from coranto.akismet.fields import Fields
from coranto.akismet.models import CheckedText, ClientSite, SiteLesson
from coranto.akismet.policy import refuse_too_fast
from coranto.akismet.site_filters import site_filters
from coranto.akismet.wording import is_test, submission_of, text_digest
from coranto.core.database.write_queue import write_queue


def teach(*, site: ClientSite, fields: Fields, is_spam: bool, at: datetime.datetime) -> bool:
    """Learn, effective with the site's next check; whether anything was new. Raise RefusedError over a limit.

    The same again teaches nothing; the opposite takes the earlier lesson back first. One reporter's lessons of a day
    are bounded by the filter itself.
    """
    refuse_too_fast(site, at)
    try:
        return write_queue.run(lambda: learn(site, fields, is_spam, at))
    except Exception:
        site_filters.drop(site)  # it may hold a step whose commit failed
        raise


def learn(site: ClientSite, fields: Fields, is_spam: bool, at: datetime.datetime) -> bool:
    """Learn, within a transaction; the site's row is locked, so that the log is in one order for everybody."""
    take_turn(site=site, at=at)
    if is_test(fields) or not any(fields[name].strip() for name in ("comment_content", "comment_author_url")):
        return False
    site = ClientSite.objects.select_for_update().get(pk=site.pk)
    digest = text_digest(fields)
    count_correction(site, fields, digest, is_spam, at)
    standing = standing_lesson(site, digest)
    if standing and standing.is_spam == is_spam:
        return False
    if standing:
        record(site, digest, bytes(standing.packed), standing.is_spam, at, is_undo=True)
    now = site_filters.of(site)
    learnt = now.learn(submission_of(fields, at=at), is_spam, reporter=fields["reporter"][:200])
    now.unlearn(learnt)  # every process, this one too, takes it from the log
    record(site, digest, learnt.to_bytes(), is_spam, at)
    return True


def record(
    site: ClientSite, digest: str, packed: bytes, is_spam: bool, at: datetime.datetime, *, is_undo: bool = False
) -> None:
    """Write a step to the log, and where it ends."""
    row = SiteLesson.objects.create(site=site, digest=digest, is_spam=is_spam, is_undo=is_undo, packed=packed, at=at)
    site.newest_lesson = row.pk
    site.save(update_fields=["newest_lesson"])


def standing_lesson(site: ClientSite, digest: str) -> SiteLesson | None:
    """What was learnt from a text and not taken back."""
    newest = SiteLesson.objects.filter(site=site, digest=digest).order_by("-pk").first()
    return None if newest is None or newest.is_undo else newest


def count_correction(site: ClientSite, fields: Fields, digest: str, is_spam: bool, at: datetime.datetime) -> None:
    """Count a correction of what we said, once: by the check itself, else by what the client says we answered."""
    rows = CheckedText.objects.filter(site=site)
    checked = rows.filter(guid=fields["guid"]).first() if fields["guid"] else None
    checked = checked or rows.filter(digest=digest).order_by("-pk").first()
    if checked is None:
        was_wrong = fields["comment_check_response"] == ("false" if is_spam else "true")
        was_wrong = was_wrong and standing_lesson(site, digest) is None
    else:
        was_wrong = checked.person_said_spam is None and checked.said_spam != is_spam
        CheckedText.objects.filter(pk=checked.pk).update(person_said_spam=is_spam, fields=None)
    if was_wrong:
        count_day(site=site, at=at, missed_spam=int(is_spam), false_positives=int(not is_spam))
