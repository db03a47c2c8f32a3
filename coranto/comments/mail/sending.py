"""The post office: letters that are due go out, one mail for each address and kind, tried again when that fails.

A letter is claimed before it is sent, by moving its due moment: of two processes one gets it, and one that dies in the
middle leaves it to be tried again. The Message-ID is made of the letters' keys, so that a mail that did go out twice
that way is one to mail programs.
"""

import datetime
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F

from coranto.comments.actions.subscribing import note_bounce
from coranto.comments.mail.failures import Failure, failure_of, is_ours, words_of
from coranto.comments.mail.writing import write_mail
from coranto.comments.models import Letter

logger = logging.getLogger("coranto.mail")

MOST_LETTERS = 500  # in one round
MOST_IN_MAIL = 50
CLAIMED_FOR = datetime.timedelta(minutes=10)
GIVE_UP_AFTER = datetime.timedelta(days=3)
WAITS = tuple(datetime.timedelta(minutes=minutes) for minutes in (2, 5, 15, 60, 180, 360))
QUESTIONS_AN_HOUR = 500  # of letters to addresses that nobody confirmed, in all


@dataclass(slots=True)
class Round:
    """What became of the letters of one round."""

    sent: int = 0
    postponed: int = 0
    failed: int = 0
    withdrawn: int = 0
    is_broken_off: bool = False


def send_what_is_due(*, at: datetime.datetime, connection: BaseEmailBackend | None = None) -> Round:
    """Send all that is due, oldest first. When the server cannot be reached the round ends; the rest stays due."""
    done = Round()
    connection = connection or get_connection()
    try:
        while not done.is_broken_off:
            letters = list(due_letters(at))
            for together in in_mails(letters):
                if done.is_broken_off:
                    break
                send_together(together, at, connection, done)
            if len(letters) < MOST_LETTERS:
                break
    finally:
        close(connection)
    return done


def due_letters(at: datetime.datetime) -> Sequence[Letter]:
    """The next letters, with what is written in them; no more questions to strangers than an hour may have."""
    due = Letter.objects.due(at).select_related(
        "subscription", "user", "post__author", "comment__commenter", "comment__parent", "comment__thread__post__author"
    )
    questions = (Letter.Kind.CONFIRM, Letter.Kind.PROOF)
    asked = Letter.objects.filter(kind__in=questions, sent_at__gt=at - datetime.timedelta(hours=1)).count()
    rest = max(0, QUESTIONS_AN_HOUR - asked)
    allowed = list(due.filter(kind__in=questions)[:rest]) if rest else []
    others = list(due.exclude(kind__in=questions)[: MOST_LETTERS - min(len(allowed), MOST_LETTERS // 2)])
    return (allowed + others)[:MOST_LETTERS]


def in_mails(letters: Sequence[Letter]) -> Iterator[list[Letter]]:
    """The letters by mail: those of one kind to one address together."""
    groups: dict[tuple[str, str], list[Letter]] = {}
    for letter in letters:
        groups.setdefault((letter.email, letter.kind), []).append(letter)
    for group in groups.values():
        for start in range(0, len(group), MOST_IN_MAIL):
            yield group[start : start + MOST_IN_MAIL]


def send_together(letters: list[Letter], at: datetime.datetime, connection: BaseEmailBackend, done: Round) -> None:
    """Send one mail."""
    rows = Letter.objects.filter(pk__in=[letter.pk for letter in letters])
    claimed = rows.due(at).update(due_at=at + CLAIMED_FOR, tries=F("tries") + 1)
    if claimed != len(letters):
        return
    try:
        mail = write_mail(letters, at=at)
        if mail is None:
            done.withdrawn += len(letters)
            rows.delete()
            return
        send(mail, connection)
    except Exception as error:  # noqa: BLE001 - whatever goes wrong with one mail, the others go out
        note_failure(letters, error, at, done)
    else:
        done.sent += rows.update(sent_at=at, problem="")


def send(mail: EmailMultiAlternatives, connection: BaseEmailBackend) -> None:
    """Hand the mail to the server or provider."""
    mail.connection = connection
    mail.send()


def note_failure(letters: list[Letter], error: Exception, at: datetime.datetime, done: Round) -> None:
    """Write down what went wrong: try again later, or give up."""
    failure, words = failure_of(error), words_of(error)
    rows = Letter.objects.filter(pk__in=[letter.pk for letter in letters])
    if is_ours(error):
        logger.exception("mail %s: %s", failure, words, exc_info=error)
    else:
        logger.warning("mail %s: %s", failure, words)
    if failure in {Failure.LATER, Failure.OUTAGE} and at - letters[0].made_at < GIVE_UP_AFTER:
        wait = WAITS[min(letters[0].tries, len(WAITS) - 1)]
        done.postponed += rows.update(due_at=at + wait, problem=words)
    else:
        done.failed += rows.update(failed_at=at, problem=words)
    if failure is Failure.BOUNCED:
        note_bounce(email=letters[0].email, at=at, why=words)
    done.is_broken_off = failure is Failure.OUTAGE


def close(connection: BaseEmailBackend) -> None:
    """Say good-bye, if the server still listens."""
    try:
        connection.close()
    except OSError as error:
        logger.info("mail server: %s", error)
