"""Scores, verdicts and reasons, with the model that comes with the package."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import log
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coranto.spam.filter import Filter
from coranto.spam.submission import History, Score, Submission

CASINO = Submission(
    "Best online casino bonus! Free spins, win real money now "
    '<a href="http://casino-spins.top/win">online casino</a> http://slots-win.xyz/',
    author="CasinoKing777",
    url="http://casino-spins.top/",
)
KIND = Submission(
    "I was at the harbour when the ferry came in, and the minister said nothing of the kind. The date is wrong.",
    author="Eva",
)
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def log_odds(score: Score) -> float:
    return log(score.value / (1 - score.value))


def codes(score: Score) -> set[str]:
    return {reason.code for reason in score.reasons}


def test_casino_links_are_spam_with_at_least_three_reasons() -> None:
    score = Filter().score(CASINO)
    assert score.verdict in ("spam", "discard")
    assert len([reason for reason in score.reasons if reason.weight > 0]) >= 3
    assert any("casino" in reason.words for reason in score.reasons)


def test_an_innocent_comment_is_ham() -> None:
    assert Filter().score(KIND).verdict == "ham"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "a",
        "👍",
        "Thanks!",
        "See https://example.org/report.pdf",
        "شكرا على المقال، كان مفيدا",
        "谢谢你的文章，写得很清楚",
        "Danke für den Artikel, der Link im zweiten Absatz geht nicht.",
        "ধন্যবাদ, লেখাটা ভালো লাগল",
        "ขอบคุณครับ บทความดีมาก",
        "\ud800 lone",
    ],
)
def test_a_harmless_text_in_any_language_is_never_called_spam(text: str) -> None:
    assert Filter().score(Submission(text)).verdict in ("ham", "unsure")


submissions = st.builds(
    Submission,
    text=st.text(max_size=600),
    author=st.text(max_size=30),
    email=st.sampled_from(["", "a@example.org", "not an address", "x.y+z@gmail.com"]),
    url=st.sampled_from(["", "http://[", "https://example.org/a/b?c", "//", "example.org"]),
    ip=st.sampled_from(["", "203.0.113.9", "2001:db8::1", "nonsense", "127.0.0.1"]),
    user_agent=st.sampled_from(["", "curl/8", "Mozilla/5.0"]),
    site_language=st.sampled_from(["", "de", "ru", "pt-BR"]),
    post_title=st.text(max_size=60),
    post_text=st.text(max_size=300),
    form_age_seconds=st.none() | st.floats(-5, 1e7),
    honeypot_filled=st.booleans(),
    keys_typed=st.none() | st.integers(-1, 900),
    history=st.none() | st.builds(History, st.integers(-1, 50), st.integers(-1, 50)),
    at=st.none() | st.just(NOW),
)


@given(submissions, st.booleans())
@settings(max_examples=150, deadline=None)
def test_the_weights_of_all_reasons_add_up_to_the_score(submission: Submission, is_spam: bool) -> None:
    one = taught_filter()
    one.learn(submission, is_spam)
    score = one.score(submission)
    total = sum(reason.weight for reason in score.reasons)
    assert 0 <= score.value <= 1
    if abs(total) < 25:
        assert log_odds(score) == pytest.approx(total, abs=1e-4)


_kept: list[Filter] = []


def taught_filter() -> Filter:
    if not _kept:
        _kept.append(Filter())
        _kept[0].learn(CASINO, True)
        _kept[0].learn(KIND, False)
    return _kept[0]


def test_scoring_changes_nothing() -> None:
    one = Filter()
    one.learn(CASINO, True)
    before = one.to_bytes()
    assert one.score(CASINO) == one.score(CASINO)
    assert one.to_bytes() == before


def test_spam_in_the_middle_of_a_long_comment_is_seen() -> None:
    words = "The harbour wall was mended in spring, and the ferry has a new bell that nobody hears. "
    long = replace(KIND, text=words * 100 + f"{CASINO.text} " * 3 + words * 60)
    assert len(long.text) > 14_000
    alone = Filter().score(replace(KIND, text=words * 160))
    assert alone.verdict == "ham"
    assert Filter().score(long).verdict != "ham"


def test_a_filled_trap_makes_any_text_spam() -> None:
    for text in (KIND.text, "Thanks", "Nice walk by the mill, thank you."):
        assert Filter().score(replace(KIND, text=text, honeypot_filled=True)).value > 0.9


def test_a_filled_trap_alone_is_not_dropped_unseen_unless_certainty_is_very_high() -> None:
    score = Filter().score(replace(KIND, honeypot_filled=True))
    assert "form:trap" in codes(score)
    assert score.verdict != "discard"


def test_discarding_takes_a_hard_ground_besides_the_text() -> None:
    loud = replace(CASINO, text=CASINO.text * 4)
    assert Filter().score(loud).verdict == "spam"
    assert Filter().score(replace(loud, honeypot_filled=True)).verdict == "discard"


def test_the_same_text_on_many_posts_is_noticed_and_told() -> None:
    one = Filter()
    text = (
        "I really like how you explained this matter, it made my whole week and I told all of my friends about the page"
    )
    first = Submission(text, author="Ann", post_key="0", at=NOW)
    alone = one.score(first).value
    for number in range(1, 10):
        one.remember(
            replace(first, post_key=str(number), author=f"Ann{number}", at=NOW - timedelta(minutes=6 * number))
        )
    score = one.score(first)
    assert score.value > alone
    assert any(reason.words == "nearly the same text on 9 other posts in an hour" for reason in score.reasons)


def test_a_text_that_was_remembered_does_not_count_against_itself() -> None:
    one = Filter()
    submission = replace(KIND, post_key="5", at=NOW)
    before = one.score(submission)
    one.remember(submission)
    assert one.score(submission) == before


def test_links_to_a_marked_domain_are_told_with_their_number() -> None:
    one = Filter()
    for number in range(14):
        one.learn(
            Submission(
                f"Number {number} of a row of texts, look at http://bad-place.example/{number}",
                at=NOW - timedelta(days=number),
            ),
            True,
        )
    score = one.score(
        Submission("A wholly different sentence about ferries and harbours http://bad-place.example/new", at=NOW)
    )
    assert any(reason.words == "links to bad-place.example: marked as spam 14 times" for reason in score.reasons)


def test_praise_that_fits_any_post_scores_higher_than_praise_of_this_post() -> None:
    post = Submission(
        "",
        post_title="Ferry strike in the harbour",
        post_text="The ferry workers of the harbour strike for a third week over unpaid wages and night shifts.",
    )
    empty = replace(post, text="Wonderful blog! Keep up the great work, thank you for sharing.")
    fitting = replace(
        post, text="Wonderful report on the ferry strike, the wages of the harbour workers are a scandal."
    )
    assert Filter().score(empty).value > 0.5 > Filter().score(fitting).value
    assert "fit:none" in codes(Filter().score(empty))
    assert "fit:close" in codes(Filter().score(fitting))


@pytest.mark.parametrize(
    ("change", "code", "more_suspect"),
    [
        ({"form_age_seconds": 0.6}, "form:fast", True),
        ({"keys_typed": 2}, "form:not typed", True),
        ({"keys_typed": 200}, "form:typed", False),
        ({"user_agent": "python-requests/2"}, "form:tool", True),
        ({"history": History(approved=12)}, "history", False),
        ({"history": History(spam=4)}, "history", True),
        ({"site_language": "ru"}, "language", True),
    ],
)
def test_each_circumstance_moves_the_score_its_way(change: dict[str, Any], code: str, more_suspect: bool) -> None:
    plain, changed = Filter().score(KIND), Filter().score(replace(KIND, **change))
    assert code in codes(changed)
    assert (changed.value > plain.value) is more_suspect
