"""Figures for a filter: ranking quality, how much is caught at a given price, and fair splits of labelled texts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from .evidence import read
from .repetition import sketch_of
from .submission import Submission

PRICES = (0.001, 0.005, 0.01)


@dataclass(frozen=True, slots=True)
class Figures:
    """``auc`` and ``caught`` (by share of good texts wrongly marked) are ``None`` where a side is missing.

    ``spam_called_spam`` and ``ham_called_spam`` are shares by verdict (spam or discard); ``ham_held`` and
    ``spam_held`` unsure.
    """

    spam: int
    ham: int
    auc: float | None
    caught: dict[float, float] | None
    spam_called_spam: float | None
    spam_held: float | None
    ham_called_spam: float | None
    ham_held: float | None


def figures(scored: Iterable[tuple[float, str, bool]]) -> Figures:
    """Figures of (value, verdict, is spam)."""
    scored = list(scored)
    bad = [(value, verdict) for value, verdict, is_spam in scored if is_spam]
    good = [(value, verdict) for value, verdict, is_spam in scored if not is_spam]
    both = bool(bad) and bool(good)
    values = [value for value, _ in good]
    return Figures(
        spam=len(bad),
        ham=len(good),
        auc=area([value for value, _ in bad], values) if both else None,
        caught={price: caught([value for value, _ in bad], values, price) for price in PRICES} if both else None,
        spam_called_spam=_share(bad, ("spam", "discard")),
        spam_held=_share(bad, ("unsure",)),
        ham_called_spam=_share(good, ("spam", "discard")),
        ham_held=_share(good, ("unsure",)),
    )


def area(bad: Sequence[float], good: Sequence[float]) -> float:
    """The area under the ROC curve: how often a spam text scores above a good one, ties as a half."""
    ranked = sorted(good)
    wins = sum(bisect_left(ranked, value) + bisect_right(ranked, value) for value in bad)
    return wins / 2 / len(bad) / len(good)


def caught(bad: Sequence[float], good: Sequence[float], price: float) -> float:
    """The share of spam above a threshold that at most the share ``price`` of good texts reaches."""
    ranked = sorted(good, reverse=True)
    limit = ranked[min(len(ranked) - 1, int(len(ranked) * price))]
    return sum(1 for value in bad if value > limit) / len(bad)


def _share(side: Sequence[tuple[float, str]], verdicts: tuple[str, ...]) -> float | None:
    return sum(1 for _, verdict in side if verdict in verdicts) / len(side) if side else None


def groups(texts: Sequence[tuple[Submission, bool]]) -> list[int]:
    """A group number for each text: near-duplicates, and spam of the same author or linked site, are one group."""
    parents = list(range(len(texts)))
    holders: dict[object, int] = {}
    for number, (text, is_spam) in enumerate(texts):
        for key in _shared_keys(text, is_spam):
            other = holders.setdefault(key, number)
            parents[_root(parents, number)] = _root(parents, other)
    return [_root(parents, number) for number in range(len(texts))]


def fold_of(group: int, folds: int) -> int:
    """A fold for a group, the same in every run."""
    return int.from_bytes(blake2b(str(group).encode(), digest_size=4).digest(), "big") % folds


def _shared_keys(text: Submission, is_spam: bool) -> list[object]:
    evidence = read(text)
    sketch = sketch_of(evidence.pieces)
    keys: list[object] = [sketch[:3], sketch[3:6]] if sketch else [" ".join(evidence.folded.words)]
    if is_spam:
        keys += [f"site {domain}" for domain in evidence.links.domains]
        keys += [f"author {text.author}"] if text.author else []
    return keys


def _root(parents: list[int], number: int) -> int:
    while parents[number] != number:
        parents[number] = parents[parents[number]]
        number = parents[number]
    return number
