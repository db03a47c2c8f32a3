"""Deciding on comments, phase by phase. No database: phases are pure."""

import dataclasses
import datetime
import re
from pathlib import Path
from typing import Any

import pytest

from coranto.comments import phases
from coranto.comments.models import CommentRules
from coranto.comments.phases import decide
from coranto.comments.submissions import Circumstances, Reason, Scored, Submission
from tests.conftest import ROOT

NOW = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)
GOOD = Submission(text="The bridge was built in 1904.", name="Bea", email="bea@reader.example", form_age=40)
KNOWN = Circumstances(at=NOW, approved_before=3)


def outcome(
    submission: Submission = GOOD, known: Circumstances = KNOWN, scored: Any = "ham", **rules: Any
) -> tuple[str, str]:
    """What is decided, and by which phase."""
    score = Scored({"ham": 0.01, "unsure": 0.6, "spam": 0.97, "discard": 0.9999}[scored], scored, (Reason("words"),))
    decision = decide(submission, known, CommentRules(**rules), lambda a, b: score)
    return str(decision.outcome), decision.phase


def but(**changes: object) -> Submission:
    """The good comment with something else about it."""
    return dataclasses.replace(GOOD, **changes)  # type: ignore[arg-type]


def when(**changes: object) -> Circumstances:
    """The ordinary circumstances with something else about them."""
    return dataclasses.replace(KNOWN, **changes)  # type: ignore[arg-type]


def test_a_good_comment_of_somebody_known_is_published() -> None:
    assert outcome() == ("published", "passed")


@pytest.mark.parametrize(
    ("submission", "known", "rules", "expected"),
    [
        (GOOD, when(is_open=False), {}, ("refused", "closed")),
        (GOOD, when(closed_since=NOW), {}, ("refused", "closed")),
        (GOOD, KNOWN, {"needs_account": True}, ("refused", "account")),
        (but(text=" \n\t "), KNOWN, {}, ("refused", "empty")),
        (but(text="\u200b \u2060\u3000\n\u3164\u0301\u200d"), KNOWN, {}, ("refused", "empty")),
        (but(name=" "), KNOWN, {}, ("refused", "empty")),
        (but(name="\u3164\u2800"), KNOWN, {}, ("refused", "empty")),
        (but(email=""), KNOWN, {}, ("refused", "empty")),
        (but(name="", email=""), KNOWN, {"needs_name": False, "hold_first": False}, ("published", "passed")),
        (but(text="x" * 20_001), KNOWN, {}, ("refused", "long")),
        (but(text="x" * 20_000), KNOWN, {}, ("published", "passed")),
        (but(parent=7), when(parent_is_published=False), {}, ("refused", "parent")),
        (GOOD, when(is_duplicate=True), {}, ("refused", "duplicate")),
        (GOOD, when(seconds_since_last=14.9), {}, ("refused", "fast")),
        (GOOD, when(seconds_since_last=15.0), {}, ("published", "passed")),
        (GOOD, when(in_last_hour=60), {}, ("refused", "fast")),
        (but(is_staff=True), when(seconds_since_last=1.0), {"hold_all": True}, ("published", "staff")),
        (but(trap_filled=True), KNOWN, {}, ("spam", "trap")),
        (but(form_age=0.5), KNOWN, {}, ("held", "trap")),
        (but(form_age=None), KNOWN, {}, ("published", "passed")),
        (GOOD, when(approved_before=0), {}, ("held", "first")),
        (GOOD, when(approved_before=0), {"hold_first": False}, ("published", "passed")),
        (GOOD, when(is_trusted=True, approved_before=0), {}, ("published", "trusted")),
        (GOOD, KNOWN, {"hold_all": True}, ("held", "all")),
        (but(text="see http://a.example and https://b.example"), KNOWN, {}, ("held", "links")),
        (but(text="see http://a.example"), KNOWN, {}, ("published", "passed")),
        (but(text="see http://a.example and https://b.example"), KNOWN, {"hold_links": 0}, ("published", "passed")),
        (GOOD, KNOWN, {"hold_words": "harbour\nbridge"}, ("held", "words")),
        (GOOD, KNOWN, {"hold_words": "brid*"}, ("held", "words")),
        (GOOD, KNOWN, {"hold_words": "brid\nrid*"}, ("published", "passed")),
    ],
)
def test_each_phase_decides_what_it_is_for(
    submission: Submission, known: Circumstances, rules: dict[str, object], expected: tuple[str, str]
) -> None:
    assert outcome(submission, known, **rules) == expected


@pytest.mark.parametrize(
    ("kind", "value", "submission"),
    [
        ("name", "cheap*", but(name="Cheap Lamps")),
        ("email", "*@spam.example", but(email="a@SPAM.example")),
        ("network", "192.0.2.0/24", but(network_address="192.0.2.77")),
        ("network", "2001:db8::/32", but(network_address="2001:db8::1")),
        ("word", "casino", but(text="Best CASINO here")),
        ("domain", "bad.example", but(text="at https://shop.bad.example/x")),
        ("domain", "bad.example", but(url="http://bad.example")),
        ("domain", "bad.example", but(url="HTTP://WWW.BAD.example.:8080")),
        ("domain", "bad.example", but(text="at https://me@bad.example:443/x")),
    ],
)
def test_what_is_blocked_is_spam(kind: str, value: str, submission: Submission) -> None:
    assert outcome(submission, when(blocks=((kind, value),))) == ("spam", "block")
    assert outcome(GOOD, when(blocks=((kind, value),))) == ("published", "passed")


def test_a_block_that_cannot_be_read_blocks_nobody() -> None:
    assert outcome(but(network_address="192.0.2.1"), when(blocks=(("network", "everything"),))) == (
        "published",
        "passed",
    )


@pytest.mark.parametrize("address", ["http://[x", "http://[::1", "http://", "http://:80/"])
def test_an_address_that_makes_no_sense_leads_to_no_blocked_domain(address: str) -> None:
    known = when(blocks=(("domain", "bad.example"),))
    assert outcome(but(url=address), known) == ("published", "passed")
    assert outcome(but(text=f"See {address}"), known) == ("published", "passed")


@pytest.mark.parametrize(
    ("scored", "expected"),
    [("unsure", "held"), ("spam", "spam"), ("discard", "discarded"), ("ham", "published")],
)
def test_the_score_decides_before_the_rules_for_holding(scored: str, expected: str) -> None:
    assert outcome(scored=scored)[0] == expected
    if scored in {"spam", "discard"}:
        assert outcome(known=when(approved_before=0), scored=scored, hold_all=True)[0] == expected


def test_what_the_filter_is_unsure_of_is_held_only_if_the_owner_says_so() -> None:
    assert outcome(scored="unsure", hold_unsure=False) == ("published", "passed")
    assert outcome(known=when(is_trusted=True), scored="unsure") == ("published", "trusted")


def test_the_documentation_names_every_phase() -> None:
    named = set(re.findall(r"^\| `(\w+)` \|", (ROOT / "docs" / "discussion.md").read_text(), re.MULTILINE))
    written = set(
        re.findall(r'(?:refuse|hold)\("(\w+)"|Decision\(Outcome\.\w+, "(\w+)"', Path(phases.__file__).read_text())
    )
    assert named == {one or other for one, other in written} - {"passed"}


def test_words_in_patterns_are_taken_literally() -> None:
    assert outcome(hold_words=".*\n(") == ("published", "passed")
    assert outcome(but(text="a" * 5_000 + "!"), hold_words="a*b") == ("published", "passed")
