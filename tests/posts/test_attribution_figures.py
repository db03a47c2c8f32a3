"""The reader keeps the figures that docs/attribution-reading.md states."""

from collections import Counter
from pathlib import Path

import pytest

from tests.posts.attribution_scoring import FIELDS, labelled, score

PARTS = ("dev", "held", "held-2", "held-3", "held-4", "held-5", "held-6", "held-7")
# What is missed of held-6 has nothing that speaks for it; the reader has not been mended for held-7.
FLOORS = {"held-6": (0.99, 120 / 129), "held-7": (0.99, 53 / 60)}
FLOORS_ELSEWHERE = (0.99, 0.97)


@pytest.mark.parametrize("part", PARTS)
def test_hardly_any_are_wrong_and_no_more_are_missed_than_documented(part: str) -> None:
    result = score(part)
    precision, recall = FLOORS.get(part, FLOORS_ELSEWHERE)
    assert result.precision >= precision, result.wrong
    assert result.recall >= recall, result.missed


@pytest.mark.parametrize("part", PARTS)
def test_what_is_read_beside_the_outlet_is_nearly_always_right(part: str) -> None:
    result = score(part)
    assert {
        name: result.fields[name] / result.right for name in FIELDS if result.fields[name] < 0.95 * result.right
    } == {}


def test_the_labelled_set_is_large_and_half_of_it_looks_alike_only() -> None:
    sizes = Counter((part, bool(record["expected"])) for part in PARTS for record in labelled(part))
    assert sizes["held", True] + sizes["held", False] >= 150
    assert sum(sizes.values()) >= 400
    assert 0.4 <= sum(count for (_, real), count in sizes.items() if not real) / sum(sizes.values()) <= 0.55


def test_ids_are_unique() -> None:
    records = [record for part in PARTS for record in labelled(part)]
    assert len({record["id"] for record in records}) == len(records)


def test_the_documented_counts_are_those_of_the_set() -> None:
    text = (Path(__file__).parents[2] / "docs" / "attribution-reading.md").read_text(encoding="utf-8")
    for part in PARTS:
        result = score(part)
        assert f"| {part} | {result.right}/{result.made} | {result.right}/{result.expected} |" in text
