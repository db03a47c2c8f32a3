"""Fitting a shipped model: real and written texts as rows, a logistic regression, whole numbers."""

from __future__ import annotations

import gzip
import json
import random
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from coranto.spam.evidence import read
from coranto.spam.own_model import text_scale
from coranto.spam.pieces import BUCKETS
from coranto.spam.records import submission_of
from coranto.spam.shipped_model import ShippedModel
from coranto.spam.submission import Submission

from . import written

FREE = (
    "blog-cast",
    "blog-mademistakes",
    "civic-polis",
    "news-fox",
    "social-thai",
    "tweets-germeval18",
    "youtube-uci",
    "sms-uci",
)
WRITTEN_WEIGHT = 0.15  # of a written text, against a real one
SIGNAL_SCALE = 0.5
STRENGTH = 10.0
_TWO_WAYS = frozenset({"link:without scheme", "link:at the end", "contact:handle", "sender:website is a deep link"})
_ONE_WAY = ("link:", "subject:", "sender:", "disguise:", "contact:", "praise:")


@dataclass(frozen=True, slots=True)
class Row:
    """A text as the models see it."""

    text: Submission
    source: str
    pieces: array[int]
    signals: dict[str, float]
    is_spam: bool
    weight: float = 1.0


def load(folder: Path, names: Sequence[str]) -> list[Row]:
    """The texts of the named sources, in the order of the files."""
    rows = []
    for name in names:
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            records = [json.loads(line) for line in lines]
        rows += [_row(submission_of({**one, "date": ""}), name, one["label"] == "spam") for one in records]
    return rows


def _row(text: Submission, source: str, is_spam: bool, weight: float = 1.0) -> Row:
    evidence = read(text)
    return Row(text, source, evidence.pieces, evidence.signals, is_spam, weight)


def written_rows(praise: Sequence[str] = ()) -> list[Row]:
    """The texts composed for this project; ``praise`` restricts the patterns of empty praise."""
    rng = random.Random(1)
    spam = [*written.flattery(rng, 1200, praise), *written.offers(rng, 3000)]
    return [_row(one, "written", True, WRITTEN_WEIGHT) for one in spam] + [
        _row(one, "written", False, WRITTEN_WEIGHT) for one in written.harmless(rng, 1500)
    ]


def _altered(rows: Sequence[Row]) -> list[Row]:
    rng = random.Random(2)
    ham, spam = [row.text for row in rows if not row.is_spam], [row.text for row in rows if row.is_spam]
    made = [*written.without_links(spam, rng, 600), *written.in_disguise(spam, rng, 400)]
    return [_row(one, "altered", True, WRITTEN_WEIGHT) for one in made] + [
        _row(one, "altered", False, WRITTEN_WEIGHT) for one in written.with_harmless_links(ham, rng, 2500)
    ]


def train(real: Sequence[Row], composed: Sequence[Row], shift: float = 0.0) -> ShippedModel:
    """A model of real and composed texts, its scores lowered by ``shift`` log-odds."""
    rows = [*real, *composed, *_altered(real)]
    names = sorted({name for row in rows for name in row.signals})
    while True:
        weights, bias = _fit(rows, names)
        backwards = {
            name for name, weight in zip(names, weights[BUCKETS:], strict=True) if weight < 0 and _one_way(name)
        }
        if not backwards:
            return _packed(weights, bias - shift, names)
        names = [name for name in names if name not in backwards]


def _one_way(name: str) -> bool:
    """Whether an observation may only speak against a text: that a disguise excuses is an accident of the sources."""
    return name.startswith(_ONE_WAY) and name not in _TWO_WAYS


def _fit(rows: Sequence[Row], names: Sequence[str]) -> tuple[np.ndarray, float]:
    column = {name: BUCKETS + at for at, name in enumerate(names)}
    ends, columns, values = [0], array("I"), array("f")
    for row in rows:
        columns.extend(row.pieces)
        values.extend([text_scale(row.pieces)] * len(row.pieces))
        known = [name for name in row.signals if name in column]
        columns.extend(column[name] for name in known)
        values.extend(row.signals[name] * SIGNAL_SCALE for name in known)
        ends.append(len(columns))
    shape = (len(rows), BUCKETS + len(names))
    matrix = csr_matrix((np.array(values), np.array(columns, dtype="int32"), np.array(ends)), shape=shape)
    model = LogisticRegression(C=STRENGTH, solver="liblinear", tol=1e-3, max_iter=300, random_state=0)
    model.fit(matrix, [row.is_spam for row in rows], sample_weight=[row.weight for row in rows])
    return model.coef_[0], float(model.intercept_[0])


def _packed(weights: np.ndarray, bias: float, names: Sequence[str]) -> ShippedModel:
    pieces = weights[:BUCKETS]
    unit = float(np.quantile(np.abs(pieces[pieces != 0]), 0.9999)) / 127
    small = np.clip(np.round(pieces / unit), -127, 127).astype("int8")
    signals = {
        name: round(float(weight) * SIGNAL_SCALE, 4) for name, weight in zip(names, weights[BUCKETS:], strict=True)
    }
    kept = {name: weight for name, weight in signals.items() if weight}
    return ShippedModel(array("b", small.tobytes()), unit, kept, round(bias, 4))
