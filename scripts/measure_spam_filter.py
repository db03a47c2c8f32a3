"""Measure the spam filter and write ``docs/spam-filter-figures.md``.

    uv run --group train python -m scripts.measure_spam_filter ../shared/spam

Nothing is measured on a text that a model has seen: shipped models are fitted anew without the fold, or without the
source, that they are measured on. Near-duplicates, and spam of one author or linked site, always share a fold.
"""

from __future__ import annotations

import platform
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from coranto.spam.commands import teach
from coranto.spam.filter import Filter
from coranto.spam.measuring import Figures, figures, fold_of, groups
from coranto.spam.shipped_model import ShippedModel, empty
from coranto.spam.submission import Submission

from .spam_training import rivals, written
from .spam_training.fitting import FREE, Row, load, train, written_rows

TARGET = Path(__file__).parent.parent / "docs" / "spam-filter-figures.md"
NAMES = (
    *FREE, "chat-telegram-ru", "chat-telegram-zh", "news-bangla", "news-korean", "tech-stackoverflow",
)  # fmt: skip
SHIFT = 1.63  # as the shipped model's; moves verdicts, not the ranking
MOST = 700  # texts taken of a source, so that the run ends in minutes
FOLDS = 2
PRICES = (0.001, 0.005, 0.01)
SITES = (("tech-stackoverflow", 500), ("blog-mademistakes", 350), ("civic-polis", 500))
Scored = list[tuple[float, str, bool]]


def main(folder: Path) -> None:
    """Run all measurements, printing each part as it ends, and write the page."""
    rows = sample(load(folder, NAMES))
    composed = written_rows()
    parts = [_head(rows)]
    for part in (cross_validation, _unseen, _own_site, _disguises, _flattery, cost):
        started = time.monotonic()
        parts.append(part(rows, composed))
        print(f"{parts[-1]}\n({time.monotonic() - started:.0f} s)\n", flush=True)
    TARGET.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def sample(rows: Sequence[Row]) -> list[Row]:
    """At most so many texts of each source, always the same."""
    kept: list[Row] = []
    for name in NAMES:
        own = [row for row in rows if row.source == name]
        kept += random.Random(name).sample(own, min(MOST, len(own)))
    return kept


def _head(rows: Sequence[Row]) -> str:
    spam = sum(row.is_spam for row in rows)
    return (
        "# Figures of the spam filter\n\n"
        "Made by `python -m scripts.measure_spam_filter`; [the page on the filter](spam-filter.md) explains them. "
        f"Data: {len(rows)} texts ({spam} spam) of {len(NAMES)} sources, at most {MOST} of each. "
        "“Caught” is the share of spam above the threshold that 0.1, 0.5 or 1 % of the good texts reach."
    )


def _free(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row.source in FREE]


def _is_comment(row: Row) -> bool:
    return not row.source.startswith(("chat-", "sms-"))


def _scores(one: Filter, rows: Sequence[Row]) -> Scored:
    return [(score.value, score.verdict, row.is_spam) for row in rows for score in [one.score(row.text)]]


def _taught(model: ShippedModel, rows: Sequence[Row], seed: int = 1) -> Filter:
    one = Filter(shipped_model=model)
    teach(one, [(row.text, row.is_spam) for row in rows], seed=seed)
    return one


def _asked(model: ShippedModel, learnt: Sequence[Row], asked: Sequence[Row]) -> Scored:
    return _scores(_taught(model, learnt), asked)


def _table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (head, ["---"] * len(head), *lines))


def _caught(one: Figures) -> str:
    return " / ".join(f"{100 * one.caught[price]:.1f}" for price in PRICES) if one.caught else "–"


def _auc(one: Figures) -> str:
    return f"{one.auc:.4f}" if one.auc is not None else "–"


def cross_validation(rows: Sequence[Row], composed: Sequence[Row]) -> str:
    """Every filter on the same folds."""
    numbers = [fold_of(group, FOLDS) for group in groups([(row.text, row.is_spam) for row in rows])]
    results: dict[str, list[tuple[Row, tuple[float, str, bool]]]] = {}
    for fold in range(FOLDS):
        learnt = [row for row, number in zip(rows, numbers, strict=True) if number != fold]
        asked = [row for row, number in zip(rows, numbers, strict=True) if number == fold]
        model = train(_free(learnt), composed, SHIFT)
        contestants: dict[str, Callable[[], Scored]] = {
            "shipped model alone (free sources only)": partial(_asked, model, (), asked),
            "own model alone": partial(_asked, empty(), learnt, asked),
            "**both, as used**": partial(_asked, model, learnt, asked),
            **rivals.contestants(learnt, asked),
        }
        for name, contest in contestants.items():
            results.setdefault(name, []).extend(zip(asked, contest(), strict=True))
            print(f"fold {fold}: {name}", flush=True)
    lines = []
    for name, scored in results.items():
        whole = figures(result for _, result in scored)
        comments = figures(result for row, result in scored if _is_comment(row))
        lines.append([name, _auc(whole), _caught(whole), _auc(comments), _caught(comments)])
    head = ("filter", "all: AUC", "caught at 0.1 / 0.5 / 1 %", "comments: AUC", "caught at 0.1 / 0.5 / 1 %")
    return f"## Cross-validation, {FOLDS} folds by near-duplicate group\n\n{_table(head, lines)}"


def _unseen(rows: Sequence[Row], composed: Sequence[Row]) -> str:
    """Every source as a site that neither model has seen."""
    lines = []
    whole = train(_free(rows), composed, SHIFT)
    for name in NAMES:
        model = (
            whole if name not in FREE else train([row for row in _free(rows) if row.source != name], composed, SHIFT)
        )
        found = figures(_scores(Filter(shipped_model=model), [row for row in rows if row.source == name]))
        verdicts = (found.ham_called_spam, found.ham_held, found.spam_called_spam, found.spam_held)
        counts = (str(found.spam), str(found.ham))
        lines.append([name, *counts, _auc(found), _caught(found), *map(_percent, verdicts)])
    shares = ("ham called spam %", "ham held %", "spam called spam %", "spam held %")
    head = ("source left out", "spam", "ham", "AUC", "caught at 0.1 / 0.5 / 1 %", *shares)
    return f"## A site never seen, nothing taught\n\n{_table(head, lines)}"


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.2f}"


def _own_site(rows: Sequence[Row], composed: Sequence[Row]) -> str:
    """One site's good comments and real web spam; the shipped model knows neither."""
    names = [site for site, _ in SITES]
    blind = train([row for row in _free(rows) if row.source not in ("blog-cast", *names)], composed, SHIFT)
    web = [row for row in rows if row.source == "blog-cast" and row.is_spam]
    trades = groups([(row.text, True) for row in web])
    lines = []
    for marks in (0, 50, 300):
        found = [_site_draw(rows, web, trades, blind, site, ham, marks, seed) for site, ham in SITES for seed in (1, 2)]
        caught = " / ".join(
            f"{100 * statistics.mean(one.caught[price] for one in found if one.caught):.1f}" for price in PRICES
        )
        wrong = statistics.mean(one.ham_called_spam or 0 for one in found)
        lines.append([str(marks), f"{statistics.mean(one.auc or 0 for one in found):.4f}", caught, _percent(wrong),
                      _percent(statistics.mean(one.spam_called_spam or 0 for one in found)),
                      _percent(statistics.mean(one.spam_held or 0 for one in found))])  # fmt: skip
    head = ("spam marks", "AUC", "caught at 0.1 / 0.5 / 1 %", "ham called spam %", "spam called spam %", "spam held %")
    note = (
        "Mean of two draws for three sites each (500, 350 and 500 approved comments taught). Blog-cast's spam; "
        "spam of the authors and sites that were marked is not asked again. The shipped model was fitted "
        "without blog-cast and the three sites."
    )
    return f"## The site's own comments\n\n{note}\n\n{_table(head, lines)}"


def _site_draw(
    rows: Sequence[Row],
    web: Sequence[Row],
    trades: Sequence[int],
    blind: ShippedModel,
    site: str,
    ham: int,
    marks: int,
    seed: int,
) -> Figures:
    rng = random.Random(f"{site} {seed}")
    good = [row for row in rows if row.source == site and not row.is_spam]
    rng.shuffle(good)
    order = sorted(set(trades))
    rng.shuffle(order)
    marked: list[Row] = []
    used = set()
    for trade in order:
        if len(marked) >= marks:
            break
        marked += [row for row, own in zip(web, trades, strict=True) if own == trade]
        used.add(trade)
    asked = [row for row, own in zip(web, trades, strict=True) if own not in used]
    return figures(_scores(_taught(blind, [*good[:ham], *marked[:marks]], seed), [*good[ham:], *asked]))


def _disguises(rows: Sequence[Row], composed: Sequence[Row]) -> str:
    """Web spam rewritten to pass, by a filter that has learnt other web spam only in plain form."""
    blind = train([row for row in _free(rows) if row.source not in ("blog-cast", "blog-mademistakes")], composed, SHIFT)
    web = [row for row in rows if row.source == "blog-cast" and row.is_spam]
    trades = groups([(row.text, True) for row in web])
    marked = [row for row, trade in zip(web, trades, strict=True) if fold_of(trade, 2)]
    asked = [row for row, trade in zip(web, trades, strict=True) if not fold_of(trade, 2)]
    good = [row for row in rows if row.source == "blog-mademistakes"]
    one = _taught(blind, [*good[:350], *marked])
    ham = _scores(one, good[350:])
    appended = " ".join(row.text.text for row in good[350:353])[:1200]
    ways: dict[str, Callable[[str, random.Random], str]] = {
        "as it came": lambda text, _: text,
        "look-alike letters": lambda text, rng: written.disguised_by(text, rng, written.look_alike),
        "invisible signs": lambda text, rng: written.disguised_by(text, rng, written.invisible),
        "spaced letters": lambda text, rng: written.disguised_by(text, rng, written.spaced),
        "words cut by tags": lambda text, rng: written.disguised_by(text, rng, written.tagged),
        "1,200 characters of good comments appended": lambda text, _: f"{text}\n\n{appended}",
        "the same put in front": lambda text, _: f"{appended}\n\n{text}",
    }
    lines = []
    for name, way in ways.items():
        rng = random.Random(3)
        changed = [replace(row, text=replace(row.text, text=way(row.text.text, rng))) for row in asked]
        found = figures([*ham, *_scores(one, changed)])
        lines.append([name, _caught(found), _percent(found.spam_called_spam), _percent(found.spam_held)])
    head = ("rewriting", "caught at 0.1 / 0.5 / 1 %", "called spam %", "held %")
    note = f"{len(asked)} web spam of trades not taught, {len(ham)} good comments."
    return f"## Rewritten to pass\n\n{note}\n\n{_table(head, lines)}"


def _flattery(rows: Sequence[Row], _: Sequence[Row]) -> str:
    """Empty praise without links; the patterns asked are not among those trained on."""
    listed = written.patterns("flattery.txt")
    model = train(_free(rows), written_rows(listed[::2]), SHIFT)
    rng = random.Random(4)
    praise = [replace(one, url="", author="") for one in written.flattery(rng, 300, listed[1::2])]
    good = [row for row in rows if _is_comment(row) and not row.is_spam]
    lines = []
    for name, copies, age in (
        ("text alone", 0, None),
        ("sent 3 seconds after the form was drawn", 0, 3.0),
        ("and on two other posts", 2, 3.0),
    ):
        one = Filter(shipped_model=model)
        ham = _scores(one, good)
        values: Scored = []
        for number, praising in enumerate(praise):
            sent = replace(praising, form_age_seconds=age, post_key=f"p{number}", author="A")
            for copy in range(copies):
                one.remember(replace(sent, post_key=f"q{number}-{copy}"))
            score = one.score(sent)
            values.append((score.value, score.verdict, True))
        found = figures([*ham, *values])
        lines.append([name, _caught(found), _percent(found.spam_called_spam), _percent(found.spam_held)])
    head = ("circumstances", "caught at 0.1 / 0.5 / 1 %", "called spam %", "held %")
    note = (
        f"300 texts of patterns composed for this project, every second pattern kept from training, against "
        f"{len(good)} good texts without circumstances. No collected data has circumstances: "
        "these figures show the arithmetic, not the world."
    )
    return f"## Praise without links\n\n{note}\n\n{_table(head, lines)}"


def cost(rows: Sequence[Row], _: Sequence[Row]) -> str:
    """What a verdict and a lesson cost."""
    one, asked = Filter(), [row for row in rows if _is_comment(row)]
    asked = random.Random(5).sample(asked, 1500)
    teach_times = [_timed(partial(one.learn, row.text, row.is_spam)) for row in asked]
    times = [_timed(partial(one.score, row.text)) for row in asked]
    long = Submission("buy now http://a.example/ " * 40_000)
    mean = statistics.mean(len(row.text.text) for row in asked)
    lines = [
        ["one verdict with reasons", _spread(times)],
        ["one lesson", _spread(teach_times)],
        [
            "a comment of a million characters",
            f"{1000 * min(_timed(lambda: one.score(long)) for _ in range(5)):.1f} ms",
        ],
        ["what the site taught, stored (1,500 lessons)", f"{len(one.to_bytes()) / 1e6:.2f} MB"],
    ]
    python = f"Python {platform.python_version()}, {platform.machine()}"
    place = f"{python}, processor time on a busy two-core machine; mean text {mean:.0f} characters."
    return f"## Cost\n\n{place}\n\n{_table(('what', 'median / 99th percentile'), lines)}"


def _timed(call: Callable[[], object]) -> float:
    started = time.process_time()
    call()
    return time.process_time() - started


def _spread(times: Sequence[float]) -> str:
    ordered = sorted(times)
    return f"{1000 * statistics.median(ordered):.2f} / {1000 * ordered[int(len(ordered) * 0.99)]:.2f} ms"


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/spam"))
