"""Asking another server for a verdict, and telling it what people decided."""

import datetime
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from coranto.akismet.actions.outside import note_outcome
from coranto.akismet.answers import THANKS
from coranto.akismet.models import OutsideScorer
from coranto.akismet.outgoing import fetcher
from coranto.core.outgoing.addresses import FetchError
from coranto.core.outgoing.http import Fetched
from coranto.core.sealed_text import unseal

PAUSE_SECONDS = 30.0
"""How long a server that did not answer is left alone: readers should not wait for it one after another."""
FORM = "application/x-www-form-urlencoded; charset=utf-8"
Form = Mapping[str, str | Sequence[str]]


class UnansweredError(Exception):
    """There is no verdict to be had; the message says why, and never holds the key."""


@dataclass(frozen=True, slots=True)
class Word:
    """What the other server says of a text."""

    is_spam: bool
    may_discard: bool = False
    is_unsure: bool = False


class Pauses:
    """Until when a server is left alone, and why. Of this process."""

    def __init__(self) -> None:
        """None is."""
        self._until: dict[str, tuple[float, str]] = {}

    def check(self, address: str) -> None:
        """Raise UnansweredError while the server is left alone."""
        until, why = self._until.get(address, (0.0, ""))
        if time.monotonic() < until:
            raise UnansweredError(why)

    def begin(self, address: str, why: str) -> None:
        """Leave it alone for a while."""
        self._until = {address: (time.monotonic() + PAUSE_SECONDS, why)}

    def end(self) -> None:
        """Ask again at once."""
        self._until = {}


pauses = Pauses()


def ask_word(scorer: OutsideScorer, form: Form, *, at: datetime.datetime) -> Word:
    """What the server says of a comment. Raise UnansweredError, noted for the desk, when it says nothing of use.

    A suspended key is answered with "false" by Akismet, and only a header tells: such a word does not count.
    """
    reply = noted(scorer, "comment-check", form, at)
    return read_word(reply)


def submit(scorer: OutsideScorer, form: Form, *, is_spam: bool, at: datetime.datetime) -> None:
    """Tell what a person decided. Raise UnansweredError as above."""
    noted(scorer, "submit-spam" if is_spam else "submit-ham", form, at)


def verify(scorer: OutsideScorer, *, at: datetime.datetime) -> None:
    """Ask whether the key is good. Raise UnansweredError as above when it is not, or cannot be asked."""
    pauses.end()
    noted(scorer, "verify-key", {}, at)


def noted(scorer: OutsideScorer, call: str, form: Form, at: datetime.datetime) -> Fetched:
    """Make a call, and note for the desk how it went."""
    try:
        pauses.check(scorer.address)
        reply = made(scorer, call, form)
    except UnansweredError as error:
        note_outcome(scorer=scorer, problem=str(error), at=at)
        raise
    note_outcome(scorer=scorer, problem="", at=at)
    return reply


def made(scorer: OutsideScorer, call: str, form: Form) -> Fetched:
    """The answer to a call, if it is one of those that the protocol knows."""
    key = unseal(scorer.sealed_key)
    if not key:
        raise UnansweredError(_("The key cannot be read any more: enter it again."))
    sent = {**form, "blog": settings.PUBLIC_URL, "api_key": key, **({"key": key} if call == "verify-key" else {})}
    body = urlencode(sent, doseq=True, errors="replace").encode()
    try:
        reply = fetcher().post(f"{scorer.address.rstrip('/')}/1.1/{call}", body, FORM)
    except FetchError as error:
        why = str(error)[:250]
        pauses.begin(scorer.address, why)
        raise UnansweredError(why) from error
    problem = problem_of(reply, call, host_of(scorer))
    if problem:
        if reply.status != 200:
            pauses.begin(scorer.address, problem)
        raise UnansweredError(problem)
    return reply


GOOD = {
    "comment-check": {"true", "false"},
    "verify-key": {"valid"},
    "submit-spam": {THANKS},
    "submit-ham": {THANKS},
}


def problem_of(reply: Fetched, call: str, host: str) -> str:
    """Why an answer is of no use; empty if it is of use."""
    if reply.status != 200:
        return _("%(host)s answers with status %(status)d.") % {"host": host, "status": reply.status}
    told = reply.headers.get("x-akismet-alert-msg") or reply.headers.get("x-akismet-error")
    if reply.headers.get("x-akismet-error"):
        return _("%(host)s refuses: %(why)s") % {"host": host, "why": printable(told or "")}
    body = text_of(reply)
    if body == "invalid":
        return _("%(host)s does not know the key.") % {"host": host}
    if body not in GOOD[call]:
        return _("%(host)s does not answer as the protocol asks.") % {"host": host}
    return ""


def read_word(reply: Fetched) -> Word:
    """The verdict in an answer."""
    if text_of(reply) == "true":
        return Word(True, may_discard=reply.headers.get("x-akismet-pro-tip", "").strip().lower() == "discard")
    return Word(False, is_unsure="x-akismet-recheck-after" in reply.headers)


def text_of(reply: Fetched) -> str:
    """The body, if it is short enough to be an answer."""
    return reply.body[:200].decode("utf-8", "replace").strip()


def printable(text: str) -> str:
    """A stranger's words, fit for one line at the desk."""
    return "".join(sign if sign.isprintable() else " " for sign in text)[:150].strip()


def host_of(scorer: OutsideScorer) -> str:
    """The server's name, as it is shown."""
    return urlsplit(scorer.address).hostname or scorer.address
