"""What ``coranto spam score``, ``train`` and ``evaluate`` do, as plain functions on lines and files."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from .evidence import read
from .filter import Filter
from .measuring import Figures, figures, fold_of, groups
from .records import Record, records
from .submission import Score, Submission

_PASSES = 2
_PART = 4000  # texts held in memory while they are gone over


@dataclass
class Outcome:
    """What a run did: counts, and a sentence for every line that could not be used."""

    used: int = 0
    spam: int = 0
    ham: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def exit_status(self) -> int:
        """1 when any line could not be used."""
        return 1 if self.problems else 0


@contextmanager
def open_lines(path: Path) -> Iterator[IO[str]]:
    """A file of JSON Lines, plain or gzip; bytes that are not UTF-8 become replacement signs."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", errors="replace") as lines:
        yield lines


def score_lines(lines: Iterable[str], site_filter: Filter, outcome: Outcome) -> Iterator[str]:
    """One line of JSON for every line that can be scored; the others are told in ``outcome.problems``."""
    for record in records(lines):
        if record.submission is None:
            outcome.problems.append(record.problem)
            continue
        outcome.used += 1
        yield json.dumps(as_plain(site_filter.score(record.submission)), ensure_ascii=False)


def as_plain(score: Score) -> dict[str, Any]:
    """A score as the outer contract shows it."""
    return {
        "score": round(score.value, 6),
        "verdict": score.verdict,
        "reasons": [{"code": one.code, "words": one.words, "weight": round(one.weight, 4)} for one in score.reasons],
    }


def train_files(
    paths: Sequence[Path], site_filter: Filter, *, seed: int = 1, told: Callable[[int, int], None] | None = None
) -> Outcome:
    """Teach a filter all labelled lines of the files. ``told`` is called with (done, of) now and then."""
    outcome, texts = Outcome(), []
    for record in _labelled(paths, outcome):
        texts.append((record.submission, bool(record.is_spam)))
    teach(site_filter, [(text, is_spam) for text, is_spam in texts if text], seed=seed, told=told)
    return outcome


def teach(
    site_filter: Filter,
    texts: Sequence[tuple[Submission, bool]],
    *,
    seed: int = 1,
    told: Callable[[int, int], None] | None = None,
) -> None:
    """Teach an archive in mixed order, each part of it several times: a later pass mends what an earlier one left."""
    order = list(range(len(texts)))
    random.Random(seed).shuffle(order)  # noqa: S311 - an order, not a secret
    for start in range(0, len(order), _PART):
        part = [(*texts[number], read(texts[number][0])) for number in order[start : start + _PART]]
        for text, is_spam, evidence in part:
            site_filter.learn(text, is_spam, evidence=evidence)
        for _ in range(_PASSES - 1):
            for _, is_spam, evidence in part:
                site_filter.practise(evidence, is_spam)
        if told:
            told(min(start + _PART, len(order)), len(order))


def evaluate_files(
    paths: Sequence[Path], site_filter: Filter, *, remember: bool = False
) -> tuple[dict[str, Figures], Outcome]:
    """Score the labelled lines of files with a filter as it stands; figures for all and for each source.

    With ``remember`` each text is kept after it is scored, as on a live site, so that repetition counts.
    """
    outcome = Outcome()
    scored: list[tuple[str, tuple[float, str, bool]]] = []
    for record in _labelled(paths, outcome):
        if record.submission:
            score = site_filter.score(record.submission)
            scored.append((record.source, (score.value, score.verdict, bool(record.is_spam))))
            if remember:
                site_filter.remember(record.submission)
    return by_source(scored), outcome


def cross_validate_files(
    paths: Sequence[Path], make: Callable[[], Filter], *, folds: int = 5, seed: int = 1
) -> tuple[dict[str, Figures], Outcome]:
    """Figures of filters each trained on all folds but the one they score; near-duplicates share a fold."""
    outcome = Outcome()
    kept = [record for record in _labelled(paths, outcome) if record.submission]
    texts = [(record.submission, bool(record.is_spam)) for record in kept if record.submission]
    numbers = [fold_of(group, folds) for group in groups(texts)]
    scored: list[tuple[str, tuple[float, str, bool]]] = []
    for fold in range(folds):
        site_filter = make()
        teach(site_filter, [text for text, number in zip(texts, numbers, strict=True) if number != fold], seed=seed)
        for record, (text, is_spam), number in zip(kept, texts, numbers, strict=True):
            if number == fold:
                score = site_filter.score(text)
                scored.append((record.source, (score.value, score.verdict, is_spam)))
    return by_source(scored), outcome


def by_source(scored: Sequence[tuple[str, tuple[float, str, bool]]]) -> dict[str, Figures]:
    """Figures for all texts under ``all``, and for each named source."""
    names = sorted({source for source, _ in scored if source})
    table = {"all": figures(one for _, one in scored)}
    if len(names) > 1:
        table.update({name: figures(one for source, one in scored if source == name) for name in names})
    return table


def as_table(table: dict[str, Figures]) -> str:
    """The figures for reading: shares in per cent."""
    head = (
        "source",
        "spam",
        "ham",
        "AUC",
        "caught at 0.1 %",
        "0.5 %",
        "1 %",
        "called spam: spam",
        "ham",
        "held: spam",
        "ham",
    )
    rows = [head, *(_table_row(name, one) for name, one in table.items())]
    widths = [max(len(row[at]) for row in rows) for at in range(len(head))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if at == 0 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )


def _table_row(name: str, one: Figures) -> tuple[str, ...]:
    caught = [_percent(one.caught[price]) if one.caught else "–" for price in (0.001, 0.005, 0.01)]
    return (
        name,
        str(one.spam),
        str(one.ham),
        f"{one.auc:.4f}" if one.auc is not None else "–",
        *caught,
        _percent(one.spam_called_spam),
        _percent(one.ham_called_spam, 2),
        _percent(one.spam_held),
        _percent(one.ham_held),
    )


def _percent(share: float | None, digits: int = 1) -> str:
    return "–" if share is None else f"{100 * share:.{digits}f}"


def as_json(table: dict[str, Figures]) -> dict[str, dict[str, Any]]:
    """The figures for machines."""
    return {
        name: {
            "spam": one.spam,
            "ham": one.ham,
            "auc": one.auc,
            "caught": {str(price): share for price, share in one.caught.items()} if one.caught else None,
            "spam_called_spam": one.spam_called_spam,
            "spam_held": one.spam_held,
            "ham_called_spam": one.ham_called_spam,
            "ham_held": one.ham_held,
        }
        for name, one in table.items()
    }


def _labelled(paths: Sequence[Path], outcome: Outcome) -> Iterator[Record]:
    for path in paths:
        try:
            with open_lines(path) as lines:
                for record in records(lines, labelled=True):
                    if record.submission is None:
                        outcome.problems.append(f"{path.name}, {record.problem}")
                        continue
                    outcome.used += 1
                    outcome.spam += bool(record.is_spam)
                    outcome.ham += not record.is_spam
                    yield record
        except (OSError, EOFError) as error:
            outcome.problems.append(f"{path.name} cannot be read: {getattr(error, 'strerror', None) or error}")
