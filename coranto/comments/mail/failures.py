"""What an error in sending means: whether the address, the mail or the mail server is at fault.

Reply codes are those of SMTP (RFC 5321), with the enhanced codes of RFC 3463 where the server gives them.
"""

import re
import smtplib
from enum import StrEnum

from anymail.exceptions import AnymailError, AnymailRecipientsRefused, AnymailRequestsAPIError

ENHANCED = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
NO_MAILBOX = {550, 551, 553}
NEEDS_SIGN_IN = {530, 535, 538}
OF_SENDING = (AnymailError, smtplib.SMTPException, OSError)


class Failure(StrEnum):
    """What became of a mail that was not sent."""

    LATER = "later"  # this mail is tried again
    OUTAGE = "outage"  # so is every mail: the server cannot be reached or does not take mail from us
    REFUSED = "refused"  # this mail is not taken, now or later
    BOUNCED = "bounced"  # there is no such mailbox: nothing more is sent to the address


def failure_of(error: Exception) -> Failure:
    """What the error means."""
    if isinstance(error, AnymailError):
        return of_provider(error)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()), (0, b""))
        return of_recipient(code, as_text(words))
    if isinstance(error, smtplib.SMTPDataError):
        return Failure.LATER if 400 <= error.smtp_code < 500 else Failure.REFUSED
    if isinstance(error, smtplib.SMTPException | OSError):
        return Failure.OUTAGE
    return Failure.LATER


def is_ours(error: Exception) -> bool:
    """Whether nobody outside is at fault: the database is locked, say, or a template is wrong. It is mended here."""
    return not isinstance(error, OF_SENDING)


def of_recipient(code: int, words: str) -> Failure:
    """What the server's answer to the recipient means. Policies and full mailboxes say nothing about the address."""
    if code in NEEDS_SIGN_IN:
        return Failure.OUTAGE
    if not 500 <= code < 600:
        return Failure.LATER
    enhanced = ENHANCED.search(words)
    if enhanced:
        subject, detail = int(enhanced[2]), int(enhanced[3])
        is_gone = subject == 1 or (subject, detail) == (2, 1)
        return Failure.BOUNCED if is_gone else Failure.REFUSED
    return Failure.BOUNCED if code in NO_MAILBOX else Failure.REFUSED


def of_provider(error: AnymailError) -> Failure:
    """What a provider's answer means."""
    if isinstance(error, AnymailRecipientsRefused):
        return Failure.BOUNCED
    if not isinstance(error, AnymailRequestsAPIError):
        return Failure.REFUSED
    status = error.status_code
    is_ours = status is None or status in {401, 402, 403, 408, 429} or status >= 500
    return Failure.OUTAGE if is_ours else Failure.REFUSED


def words_of(error: Exception) -> str:
    """The error in a line, for the log and the letter; without the address."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()), (0, b""))
        return one_line(f"{code} {as_text(words)}")
    if isinstance(error, smtplib.SMTPResponseException):
        return one_line(f"{error.smtp_code} {as_text(error.smtp_error)}")
    return one_line(f"{type(error).__name__}: {error}")


def as_text(words: bytes | str) -> str:
    """A server's words, which are bytes now and then."""
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else words


def one_line(words: str) -> str:
    """At most 300 characters on one line, with anything that looks like an address taken out."""
    return re.sub(r"\S+@\S+", "…", " ".join(words.split()))[:300]
