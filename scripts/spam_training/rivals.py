"""What the filter is compared with: scikit-learn's logistic regression and bogofilter, on the same split."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence

from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from .fitting import Row

Scored = list[tuple[float, str, bool]]
_MESSAGE = "From a@b.example Thu Jan  1 00:00:00 2026\nSubject: comment\nContent-Type: text/plain; charset=utf-8\n\n"


def contestants(learnt: Sequence[Row], asked: Sequence[Row]) -> dict[str, Callable[[], Scored]]:
    """The rivals that are installed, by name, each ready to be run."""
    found: dict[str, Callable[[], Scored]] = {"scikit-learn logistic regression": lambda: _regression(learnt, asked)}
    if shutil.which("bogofilter"):
        found["bogofilter"] = lambda: _bogofilter(learnt, asked)
    return found


def _whole(row: Row) -> str:
    return f"{row.text.author} {row.text.url} {row.text.text}"


def _regression(learnt: Sequence[Row], asked: Sequence[Row]) -> Scored:
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2)
    signs = TfidfVectorizer(analyzer="char", ngram_range=(2, 5), sublinear_tf=True, min_df=3)
    known = [_whole(row) for row in learnt]
    model = LogisticRegression(C=10, solver="liblinear", tol=1e-3)
    model.fit(hstack([words.fit_transform(known), signs.fit_transform(known)]).tocsr(), [row.is_spam for row in learnt])
    new = [_whole(row) for row in asked]
    values = model.predict_proba(hstack([words.transform(new), signs.transform(new)]).tocsr())[:, 1]
    return [
        (float(value), "spam" if value >= 0.5 else "ham", row.is_spam) for value, row in zip(values, asked, strict=True)
    ]


def _bogofilter(learnt: Sequence[Row], asked: Sequence[Row]) -> Scored:
    with tempfile.TemporaryDirectory() as place:
        for flag, is_spam in (("-s", True), ("-n", False)):
            run_bogofilter(["-d", place, "-M", flag], [row for row in learnt if row.is_spam is is_spam])
        answers = run_bogofilter(["-d", place, "-M", "-TT"], asked).split()
    return [
        (float(value), "spam" if float(value) >= 0.99 else "ham", row.is_spam)
        for value, row in zip(answers, asked, strict=True)
    ]


def run_bogofilter(arguments: Sequence[str], rows: Sequence[Row]) -> str:
    """What bogofilter prints of these texts, given as one mailbox."""
    box = "\n\n".join(_MESSAGE + _whole(row).replace("\nFrom ", "\n From ") for row in rows) + "\n"
    done = subprocess.run(
        ["bogofilter", *arguments], input=box.encode(errors="replace"), capture_output=True, check=False
    )
    return done.stdout.decode()
