"""Make ``coranto/spam/base_model.bin`` from the free training data and the texts written for this project.

    uv run --group train python -m scripts.train_shipped_spam_model ../shared/spam

Only sources whose licence allows it in a BSD package are read (see NOTICE). The model is a logistic regression on the
filter's own observations. It is then shifted so that of every source's good texts, scored by a model that has not seen
the source, at most ``MOST_WRONG`` reach the threshold for spam.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from math import log
from pathlib import Path

import numpy as np

from coranto.spam.submission import Thresholds

from .spam_training.fitting import FREE, Row, load, train, written_rows

TARGET = Path(__file__).parent.parent / "coranto" / "spam" / "base_model.bin"
MOST_WRONG = 0.003  # of the good texts of a source not seen in training, called spam


def main(folder: Path) -> None:
    """Train, set the level, write the file and say what came out."""
    rows, composed = load(folder, FREE), written_rows()
    shift = max(_level(name, rows, composed) for name in FREE)
    TARGET.write_bytes(train(rows, composed, shift).to_bytes())
    print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes, shifted by {-shift:.2f}, {len(rows)} real texts")


def _level(name: str, rows: Sequence[Row], composed: Sequence[Row]) -> float:
    """How far scores must be lowered for the good texts of a source, as a model that has not seen it scores them."""
    model = train([row for row in rows if row.source != name], composed)
    good = [row for row in rows if row.source == name and not row.is_spam]
    level = float(np.quantile([model.log_odds(row.pieces, row.signals) for row in good], 1 - MOST_WRONG))
    print(f"{name}: {len(good)} good texts, {MOST_WRONG:.1%} of them above {level:.2f}", flush=True)
    return level - log(Thresholds().spam / (1 - Thresholds().spam))


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/spam"))
