"""The engine of ``coranto spam score``, ``train`` and ``evaluate``."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from coranto.spam import commands
from coranto.spam.filter import Filter
from coranto.spam.measuring import area, caught, groups
from coranto.spam.submission import Submission


def lines(*rows: object) -> list[str]:
    return [json.dumps(row) for row in rows]


def test_every_usable_line_is_scored_and_the_others_are_told_by_number() -> None:
    outcome = commands.Outcome()
    given = [
        *lines({"text": "hello there"}),
        "{not json",
        "",
        *lines({"author": "x"}, ["text"], {"text": "b", "at": "soon"}, {"text": "c"}),
    ]
    scored = [json.loads(line) for line in commands.score_lines(given, Filter(), outcome)]
    assert [set(one) for one in scored] == [{"score", "verdict", "reasons"}] * 2
    assert outcome.used == 2
    assert outcome.exit_status == 1
    assert [problem.split(":")[0] for problem in outcome.problems] == ["line 2", "line 4", "line 5", "line 6"]
    assert 'line 6: "at" must be a moment' in outcome.problems[3]


def test_a_file_of_good_lines_ends_well() -> None:
    outcome = commands.Outcome()
    assert len(list(commands.score_lines(lines({"text": "fine"}), Filter(), outcome))) == 1
    assert outcome.exit_status == 0


@pytest.mark.parametrize(
    "row",
    [
        {"text": "x", "author": 5},
        {"text": "x", "form_age_seconds": "soon"},
        {"text": "x", "history": 3},
        {"text": "x", "post_tags": "a"},
        {"text": "x", "honeypot_filled": "yes"},
        {"text": None},
        {"text": "x", "keys_typed": True},
    ],
)
def test_a_field_of_the_wrong_kind_is_one_clear_problem(row: dict[str, object]) -> None:
    outcome = commands.Outcome()
    assert list(commands.score_lines(lines(row), Filter(), outcome)) == []
    assert len(outcome.problems) == 1
    assert "must be" in outcome.problems[0] or "missing" in outcome.problems[0]


def write(path: Path, rows: list[dict[str, object]]) -> Path:
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for row in rows)
    return path


def site(tmp_path: Path) -> Path:
    ham: list[dict[str, object]] = [
        {"text": f"The number {n} tram was late again at the market, says the driver {n}.", "label": "ham"}
        for n in range(40)
    ]
    spam: list[dict[str, object]] = [
        {"text": f"We tune pianos in town {n}, call the workshop {n * 7} for a cheap offer.", "label": "spam"}
        for n in range(40)
    ]
    rows: list[dict[str, object]] = [*ham, *spam]
    return write(tmp_path / "site.jsonl.gz", rows)


def test_training_on_a_file_teaches_the_filter_its_trade(tmp_path: Path) -> None:
    one = Filter()
    outcome = commands.train_files([site(tmp_path)], one)
    assert (outcome.spam, outcome.ham, outcome.problems) == (40, 40, [])
    assert one.taught == (40, 40)
    table, _ = commands.evaluate_files(
        [
            write(
                tmp_path / "new.jsonl.gz",
                [
                    {"text": "We tune pianos in town 99, call the workshop for an offer.", "label": "spam"},
                    {"text": "The number 99 tram was late again, says the driver.", "label": "ham"},
                ],
            )
        ],
        one,
    )
    assert table["all"].auc == 1.0
    assert table["all"].spam_called_spam == 1.0
    assert table["all"].ham_called_spam == 0.0


def test_a_line_without_a_label_teaches_nothing_and_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl.gz", [{"text": "x"}, {"text": "y", "label": "perhaps"}])
    outcome = commands.train_files([path], Filter())
    assert outcome.used == 0
    assert outcome.problems == [
        'a.jsonl.gz, line 1: "label" must be "spam" or "ham"',
        'a.jsonl.gz, line 2: "label" must be "spam" or "ham"',
    ]


def test_a_file_that_is_not_there_is_one_clear_problem(tmp_path: Path) -> None:
    outcome = commands.train_files([tmp_path / "none.jsonl"], Filter())
    assert outcome.problems == ["none.jsonl cannot be read: No such file or directory"]


def test_a_broken_gzip_file_is_one_clear_problem(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl.gz").write_bytes(b"not gzip")
    assert len(commands.train_files([tmp_path / "bad.jsonl.gz"], Filter()).problems) == 1


def test_cross_validation_measures_each_text_by_a_filter_that_has_not_seen_it(tmp_path: Path) -> None:
    table, outcome = commands.cross_validate_files([site(tmp_path)], Filter, folds=3)
    assert outcome.exit_status == 0
    assert table["all"].spam == table["all"].ham == 40
    assert (table["all"].auc or 0) > 0.9
    assert "AUC" in commands.as_table(table)
    json.dumps(commands.as_json(table))


def test_the_area_and_the_share_caught_are_those_of_the_definitions() -> None:
    assert area([0.9, 0.4], [0.1, 0.4]) == pytest.approx((1 + 1 + 1 + 0.5) / 4)
    good = [n / 1000 for n in range(1000)]
    assert caught([0.9895, 0.9885, 0.5], good, 0.01) == pytest.approx(1 / 3)


def test_near_duplicates_and_spam_of_one_site_are_one_group() -> None:
    long = "the quick brown fox jumps over the lazy dog while the farmer sleeps in the shade of the old oak tree"
    numbers = groups(
        [
            (Submission(long), False),
            (Submission(long + " today"), False),
            (Submission("something else entirely"), False),
            (Submission("buy http://one.example/"), True),
            (Submission("sell http://one.example/b"), True),
        ]
    )
    assert numbers[0] == numbers[1]
    assert numbers[3] == numbers[4]
    assert len(set(numbers)) == 3
