"""Make ``coranto/spam/base_model.bin`` from the free training data and the texts written for this project.

    uv run --group train python -m scripts.train_shipped_spam_model ../shared/spam

Only sources whose licence allows it in a BSD package are read (see NOTICE). The model is a logistic regression on the
filter's own observations. It is then shifted so that on every source, scored by a model that has not seen it, at most
``MOST_WRONG`` of the good texts reach the threshold for spam.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from math import log
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from coranto.spam.evidence import read
from coranto.spam.own_model import text_scale
from coranto.spam.pieces import MASK
from coranto.spam.shipped_model import ShippedModel
from coranto.spam.submission import Submission, Thresholds

from .spam_training import written

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
TARGET = Path(__file__).parent.parent / "coranto" / "spam" / "base_model.bin"
MOST_WRONG = 0.003  # of the good texts of a source not seen in training, called spam
WRITTEN_WEIGHT = 0.15  # of a written text, against a real one
SIGNAL_SCALE = 0.5
STRENGTH = 10.0
_TWO_WAYS = frozenset({"link:without scheme", "link:at the end", "contact:handle", "sender:website is a deep link"})
_ONE_WAY = ("link:", "subject:", "sender:", "disguise:", "contact:", "praise:")


@dataclass(frozen=True)
class Row:
    """A text as the models see it."""

    pieces: list[int]
    signals: dict[str, float]
    is_spam: bool
    weight: float = 1.0


@dataclass(frozen=True)
class Source:
    """The texts of one origin."""

    texts: list[Submission]
    rows: list[Row]


def main(folder: Path) -> None:
    """Train, set the level, write the file and say what came out."""
    sources = {name: _load(folder / f"{name}.jsonl.gz") for name in FREE}
    fixed = _written()
    shift = max(_level(name, sources, fixed) for name in FREE)
    model = _train(sources.values(), fixed, shift)
    TARGET.write_bytes(model.to_bytes())
    count = sum(len(one.rows) for one in sources.values())
    print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes, shifted by {-shift:.2f}, {count} real texts")


def _load(path: Path) -> Source:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    texts = [Submission(one["text"], author=one["author"], email=one["email"], url=one["url"]) for one in records]
    return Source(texts, [_row(text, one["label"] == "spam") for text, one in zip(texts, records, strict=True)])


def _row(text: Submission, is_spam: bool, weight: float = 1.0) -> Row:
    evidence = read(text)
    return Row(evidence.pieces, evidence.signals, is_spam, weight)


def _written() -> list[Row]:
    rng = random.Random(1)
    spam = [*written.flattery(rng, 1200), *written.offers(rng, 3000)]
    return [_row(one, True, WRITTEN_WEIGHT) for one in spam] + [
        _row(one, False, WRITTEN_WEIGHT) for one in written.harmless(rng, 1500)
    ]


def _altered(sources: Iterable[Source]) -> list[Row]:
    rng = random.Random(2)
    pairs = [(text, row) for source in sources for text, row in zip(source.texts, source.rows, strict=True)]
    ham, spam = [text for text, row in pairs if not row.is_spam], [text for text, row in pairs if row.is_spam]
    made = [*written.without_links(spam, rng, 600), *written.in_disguise(spam, rng, 400)]
    return [_row(one, True, WRITTEN_WEIGHT) for one in made] + [
        _row(one, False, WRITTEN_WEIGHT) for one in written.with_harmless_links(ham, rng, 2500)
    ]


def _level(name: str, sources: dict[str, Source], fixed: list[Row]) -> float:
    """How far scores must be lowered for this source's good texts, as a model sees them that has not learnt from it."""
    good = [row for row in sources[name].rows if not row.is_spam]
    model = _train([source for other, source in sources.items() if other != name], fixed, 0.0)
    scores = [
        model.bias + model.pieces_part(row.pieces) + sum(model.signal_parts(row.signals).values()) for row in good
    ]
    limit = log(Thresholds().spam / (1 - Thresholds().spam))
    level = float(np.quantile(scores, 1 - MOST_WRONG))
    print(f"{name}: {len(good)} good texts, {MOST_WRONG:.1%} of them above {level:.2f}", flush=True)
    return level - limit


def _train(sources: Iterable[Source], fixed: list[Row], shift: float) -> ShippedModel:
    sources = list(sources)
    rows = [row for source in sources for row in source.rows] + fixed + _altered(sources)
    names = sorted({name for row in rows for name in row.signals})
    while True:
        weights, bias = _fit(rows, names)
        backwards = {
            name
            for name, weight in zip(names, weights[MASK + 1 :], strict=True)
            if weight < 0 and name.startswith(_ONE_WAY) and name not in _TWO_WAYS
        }
        if not backwards:
            return _packed(weights, bias - shift, names)
        names = [
            name for name in names if name not in backwards
        ]  # an accident of the sources: a disguise excuses nothing


def _fit(rows: list[Row], names: list[str]) -> tuple[np.ndarray, float]:
    column = {name: MASK + 1 + at for at, name in enumerate(names)}
    ends, columns, values = [0], array("i"), array("f")
    for row in rows:
        columns.extend(row.pieces)
        values.extend([text_scale(row.pieces)] * len(row.pieces))
        for name, value in row.signals.items():
            if name in column:
                columns.append(column[name])
                values.append(value * SIGNAL_SCALE)
        ends.append(len(columns))
    matrix = csr_matrix((np.array(values), np.array(columns), np.array(ends)), shape=(len(rows), MASK + 1 + len(names)))
    model = LogisticRegression(C=STRENGTH, solver="liblinear", tol=1e-3, max_iter=300, random_state=0)
    model.fit(matrix, [row.is_spam for row in rows], sample_weight=[row.weight for row in rows])
    return model.coef_[0], float(model.intercept_[0])


def _packed(weights: np.ndarray, bias: float, names: list[str]) -> ShippedModel:
    pieces = weights[: MASK + 1]
    unit = float(np.quantile(np.abs(pieces[pieces != 0]), 0.9999)) / 127
    small = np.clip(np.round(pieces / unit), -127, 127).astype("int8")
    signals = {
        name: round(float(weight) * SIGNAL_SCALE, 4) for name, weight in zip(names, weights[MASK + 1 :], strict=True)
    }
    return ShippedModel(
        array("b", small.tobytes()), unit, {name: weight for name, weight in signals.items() if weight}, round(bias, 4)
    )


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/spam"))
