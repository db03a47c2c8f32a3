"""What came before from the same author, address, network, or to the same site: counters that fade.

A counter is kept per month and fades by half in half a year when it is read, so that a lesson can be taken back
exactly. Names and addresses are kept as numbers (a keyed hash), never in clear.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from math import log

from .evidence import Evidence
from .folding import fold_word
from .submission import Reason, Submission

WHOLE = 100  # a lesson of full weight, in counter units
_MONTH = 30 * 86_400
_HALF_LIFE = 6  # months
_OLDEST = 36  # months
_ROOM = 12_000  # keys


@dataclass(frozen=True, slots=True)
class _Kind:
    noun: str
    most_against: float
    most_for: float


_KINDS = {
    "link": _Kind("links to {name}", 4.0, -1.0),
    "website": _Kind("gives the website {name}", 3.0, -1.5),
    "email": _Kind("the same e-mail address", 3.0, -2.0),
    "author": _Kind("the same name", 1.5, -0.7),
    "ip": _Kind("the same address on the network", 2.5, -1.0),
    "network": _Kind("the same part of the network", 1.0, -0.3),
}


def grouping_keys(submission: Submission, evidence: Evidence) -> dict[str, tuple[str, str]]:
    """What a submission shares with others: for each key its kind and the name to show."""
    keys: dict[str, tuple[str, str]] = {}
    for domain in evidence.links.domains[:12]:
        keys[f"site {domain}"] = ("link", domain)
    if evidence.website:
        keys.setdefault(f"site {evidence.website}", ("website", evidence.website))
    if submission.author.strip():
        keys[f"author {fold_word(submission.author.strip()[:200])}"] = ("author", submission.author)
    if "@" in submission.email:
        keys[f"email {_mailbox(submission.email[:300])}"] = ("email", submission.email)
    for kind, name in _networks(submission.ip):
        keys[f"{kind} {name}"] = (kind, name)
    return keys


def _mailbox(email: str) -> str:
    local, _, host = fold_word(email.strip()).partition("@")
    local = local.split("+", 1)[0]
    return f"{local.replace('.', '') if host in ('gmail.com', 'googlemail.com') else local}@{host}"


def _networks(ip: str) -> Iterator[tuple[str, str]]:
    try:
        address = ipaddress.ip_address(ip.strip())
    except ValueError:
        return
    if address.is_loopback or address.is_private or address.is_unspecified:
        return  # a proxy's address stands for everybody behind it
    yield "ip", str(address)
    yield "network", str(ipaddress.ip_network(f"{address}/{24 if address.version == 4 else 48}", strict=False))


def month_of(submission: Submission) -> int:
    """The month a counter belongs to; 0 where the moment is unknown."""
    return int(submission.at.timestamp() // _MONTH) if submission.at else 0


class Reputation:
    """Counters by key. Each is a map of months to (spam, ham), in hundredths of a lesson."""

    def __init__(self, counters: dict[str, dict[int, list[int]]] | None = None) -> None:
        self._counters = counters or {}

    def __len__(self) -> int:
        return len(self._counters)

    def add(self, keys: Iterable[str], month: int, is_spam: bool, units: int) -> None:
        """Count a lesson for keys as :func:`key_number` makes them, or with negative ``units`` take one back."""
        for key in keys if units else ():
            months = self._counters.pop(key, {})
            pair = months.setdefault(month, [0, 0])
            pair[0 if is_spam else 1] += units
            if pair == [0, 0]:
                del months[month]
            if months:
                self._counters[key] = months  # back in at the end: the order is that of last use
        while len(self._counters) > _ROOM:
            del self._counters[next(iter(self._counters))]

    def counts(self, key: str, month: int) -> tuple[float, float]:
        """Faded counts of spam and ham lessons for a key, as seen in a month."""
        spam = ham = 0.0
        for then, (bad, good) in self._counters.get(key_number(key), {}).items():
            faded = 0.5 ** (max(0, month - then) / _HALF_LIFE) if month and then else 1.0
            spam += bad * faded / WHOLE
            ham += good * faded / WHOLE
        return spam, ham

    def reasons(self, submission: Submission, keys: dict[str, tuple[str, str]]) -> Iterator[Reason]:
        """The grounds that earlier decisions give, the heaviest site only for each kind."""
        month = month_of(submission)
        best: dict[str, Reason] = {}
        for key, (kind, name) in keys.items():
            spam, ham = self.counts(key, month)
            if spam < 0.3 and ham < 0.3:
                continue
            known, weight = _KINDS[kind], _weight(_KINDS[kind], spam, ham)
            reason = Reason(f"seen:{kind}", _in_words(known.noun.format(name=name), spam, ham), weight)
            if kind not in best or weight > best[kind].weight:
                best[kind] = reason
        yield from best.values()

    def to_plain(self, month: int = 0) -> dict[str, dict[int, list[int]]]:
        """The counters without those that have faded away."""
        return {
            key: kept
            for key, months in self._counters.items()
            if (
                kept := {
                    then: pair for then, pair in months.items() if not month or not then or month - then <= _OLDEST
                }
            )
        }


def key_number(key: str) -> str:
    """The form a key is kept in."""
    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=6, person=b"coranto-spam").hexdigest()


def _weight(kind: _Kind, spam: float, ham: float) -> float:
    ratio = 1.4 * log((spam + 0.4) / (ham + 0.4))
    return max(kind.most_for, min(kind.most_against, ratio))


def _in_words(noun: str, spam: float, ham: float) -> str:
    marked, approved = _times(spam), _times(ham)
    if spam >= 0.3 and ham >= 0.3:
        return f"{noun}: marked as spam {marked}, approved {approved}"
    return f"{noun}: marked as spam {marked}" if spam >= 0.3 else f"{noun}: approved {approved}"


def _times(count: float) -> str:
    whole = max(1, round(count))
    return "once" if whole == 1 else f"{whole} times"
