"""The spam filter beside others: accuracy on the same split as scikit-learn and bogofilter, and verdicts a second.

Accuracy is the first part of ``python -m scripts.measure_spam_filter`` (cross-validation by near-duplicate group on
``../shared/spam``). Verdicts a second are of one process each, on the same 1,500 texts, after learning as many:
bogofilter gets them as one mailbox. Needs the dependency group ``train`` and, for bogofilter, Debian's package; run
without the former, it starts itself again with uv in an environment of its own.
"""

import importlib.util
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bench.servers import CACHE, ROOT

if TYPE_CHECKING:
    from scripts.spam_training.fitting import Row

DATA = ROOT.parent / "shared" / "spam"
TEXTS = 1_500


def main() -> None:
    """Print both tables."""
    if not DATA.exists():
        print("NOT measured: the texts lie beside the checkout, in ../shared/spam")
    elif importlib.util.find_spec("sklearn"):
        measure()
    elif uv := shutil.which("uv"):
        environment = {**os.environ, "UV_PROJECT_ENVIRONMENT": str(CACHE / "train")}
        command = [uv, "run", "--frozen", "--group", "train", "python", "-m", "bench.spam_rivals"]
        subprocess.run(command, cwd=ROOT, env=environment, check=True)
    else:
        print("NOT measured: scikit-learn is missing here, and so is uv, which would fetch it")


def measure() -> None:
    """Accuracy, then speed."""
    from scripts.measure_spam_filter import NAMES, cross_validation, sample
    from scripts.spam_training.fitting import load, written_rows

    rows = sample(load(DATA, NAMES))
    print(cross_validation(rows, written_rows()))
    chosen = rows[:: max(len(rows) // (2 * TEXTS), 1)][: 2 * TEXTS]
    learnt, asked = chosen[::2], chosen[1::2]
    print(f"\nVerdicts a second, one process, {len(asked)} texts after {len(learnt)} lessons:")
    print(f"  this filter, with reasons: {rate(our_filter(learnt, asked), len(asked)):,.0f}")
    if shutil.which("bogofilter"):
        with tempfile.TemporaryDirectory() as place:
            print(f"  bogofilter, as one mailbox: {rate(bogofilter(Path(place), learnt, asked), len(asked)):,.0f}")


def our_filter(learnt: "Sequence[Row]", asked: "Sequence[Row]") -> Callable[[], object]:
    """The shipped filter, taught; ready to judge."""
    from coranto.spam.commands import teach
    from coranto.spam.filter import Filter

    taught = Filter()
    teach(taught, [(row.text, row.is_spam) for row in learnt])
    return lambda: [taught.score(row.text) for row in asked]


def bogofilter(place: Path, learnt: "Sequence[Row]", asked: "Sequence[Row]") -> Callable[[], object]:
    """Teach and ask bogofilter, its word list in ``place``."""
    from scripts.spam_training.rivals import run_bogofilter

    for flag, is_spam in (("-s", True), ("-n", False)):
        run_bogofilter(["-d", str(place), "-M", flag], [row for row in learnt if row.is_spam is is_spam])
    return lambda: run_bogofilter(["-d", str(place), "-M", "-TT"], asked)


def rate(judge: Callable[[], object], count: int) -> float:
    """Texts a second, the best of three rounds."""
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        judge()
        best = min(best, time.perf_counter() - start)
    return count / best


if __name__ == "__main__":
    main()
