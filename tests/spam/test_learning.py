"""Lessons: effective at once, taken back exactly, bounded, stored and read again."""

from __future__ import annotations

import random
import threading
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coranto.spam.filter import Filter
from coranto.spam.ledger import Ledger, source_number
from coranto.spam.lesson import Lesson
from coranto.spam.submission import Submission

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ODD = Submission(
    "Our workshop repairs pianos and harps, call in any day, the first tuning costs nothing for readers of this page.",
    author="Piano",
    at=NOW,
)


def test_a_lesson_counts_from_the_next_comment_on() -> None:
    one = Filter()
    like_it = Submission(
        "The workshop repairs pianos and organs, call in any day, the first tuning costs nothing for readers.",
        author="Harp",
        at=NOW,
    )
    before = one.score(like_it).value
    one.learn(ODD, True)
    assert one.score(like_it).value > max(0.5, before)


def test_a_good_comment_taught_as_ham_is_no_longer_held() -> None:
    one = Filter()
    suspect = Submission("Check out my website http://piano-repair.example/ for cheap prices, subscribe!", at=NOW)
    before = one.score(suspect).value
    one.learn(suspect, False)
    assert one.score(suspect).value < min(0.5, before)


texts = st.text(alphabet="abcdefgh éкл漢.:/", min_size=0, max_size=200)
lessons = st.lists(
    st.tuples(
        st.builds(
            Submission,
            texts,
            author=st.sampled_from(["", "Ann", "Bob"]),
            ip=st.sampled_from(["", "203.0.113.5"]),
            at=st.sampled_from([None, NOW, NOW - timedelta(days=1)]),
        ),
        st.booleans(),
    ),
    min_size=1,
    max_size=6,
)


@given(lessons, st.randoms())
@settings(max_examples=40, deadline=None)
def test_lessons_taken_back_in_any_order_leave_no_trace(
    taught: list[tuple[Submission, bool]], rng: random.Random
) -> None:
    one = Filter()
    empty = one.to_bytes()
    learnt = [one.learn(submission, is_spam) for submission, is_spam in taught]
    rng.shuffle(learnt)
    for lesson in learnt:
        one.unlearn(lesson)
    assert one.to_bytes() == empty


def test_one_lesson_is_taken_back_out_of_the_middle_and_the_others_stay() -> None:
    one = Filter()
    one.learn(ODD, True)
    lone = one.to_bytes()
    lesson = one.learn(Submission("something else about trains", at=NOW), False)
    one.unlearn(lesson)
    assert one.to_bytes() == lone
    assert one.taught == (1, 0)


def test_what_was_taught_survives_storage() -> None:
    one = Filter()
    one.learn(ODD, True)
    one.remember(ODD)
    again = Filter.from_bytes(one.to_bytes())
    assert again.to_bytes() == one.to_bytes()
    assert again.score(ODD) == one.score(ODD)


def test_a_lesson_is_taken_back_after_storage() -> None:
    one = Filter()
    empty = one.to_bytes()
    lesson = one.learn(ODD, True)
    again = Filter.from_bytes(one.to_bytes())
    again.unlearn(lesson)
    assert again.to_bytes() == empty


def test_a_stored_lesson_repeated_in_another_process_leads_to_the_same_filter() -> None:
    here, there = Filter(), Filter()
    for number in range(3):
        lesson = here.learn(Submission(f"{ODD.text} {number} http://piano.example/", author="Piano", at=NOW), True)
        there.apply(Lesson.from_bytes(lesson.to_bytes()))
    assert there.to_bytes() == here.to_bytes()
    there.unlearn(Lesson.from_bytes(lesson.to_bytes()))
    here.unlearn(lesson)
    assert there.to_bytes() == here.to_bytes()


@pytest.mark.parametrize("junk", [b"", b"junk", b"L1", b"L1junk"])
def test_anything_else_than_a_stored_lesson_is_refused(junk: bytes) -> None:
    with pytest.raises(ValueError, match="lesson"):
        Lesson.from_bytes(junk)


def test_a_reset_forgets_everything() -> None:
    one = Filter()
    one.learn(ODD, True)
    one.reset()
    assert one.to_bytes() == Filter().to_bytes()


@pytest.mark.parametrize(
    "junk", [b"", b"hello", b"CORANTO-SITE-SPAM-1\n", b"CORANTO-SITE-SPAM-1\n\x05\x00\x00\x00abcdefgh"]
)
def test_anything_else_than_an_export_is_refused_in_one_sentence(junk: bytes) -> None:
    with pytest.raises(ValueError, match="spam filter"):
        Filter.from_bytes(junk)


def test_a_cut_export_is_refused_in_one_sentence() -> None:
    one = Filter()
    one.learn(ODD, True)
    with pytest.raises(ValueError, match="damaged"):
        Filter.from_bytes(one.to_bytes()[:-40])


def test_mass_reports_from_one_reporter_teach_ever_less() -> None:
    one = Filter()
    victim = Submission("The council meets on Tuesday and the agenda is public, as it has been for years.", at=NOW)
    units = [one.learn(victim, True, reporter="mob").units for _ in range(60)]
    assert units[:8] == [100] * 8
    assert sum(units) < 1300
    assert units[-1] <= 2


def test_mass_reports_from_one_network_do_not_turn_an_unrelated_good_comment_into_spam() -> None:
    one = Filter()
    for number in range(20):
        one.learn(Submission(f"The mayor said {number} times that the harbour will be open in summer.", at=NOW), False)
    for number in range(200):
        one.learn(
            Submission(
                f"The council meets on Tuesday, item {number} of the public agenda.", ip=f"203.0.113.{number}", at=NOW
            ),
            True,
        )
    bystander = Submission("I was at the council on Tuesday; the agenda was public and the debate was civil.", at=NOW)
    assert one.score(bystander).verdict != "spam"


def test_the_bound_is_per_day() -> None:
    ledger = Ledger()
    for _ in range(20):
        ledger.note([source_number("network 203.0.113.0/24")], NOW.date().toordinal())
    assert ledger.weight(["network 203.0.113.0/24"], NOW) < 0.1
    assert ledger.weight(["network 203.0.113.0/24"], NOW + timedelta(days=1)) == 1.0
    assert ledger.weight(["network 198.51.100.0/24"], NOW) == 1.0


def test_a_site_takes_less_than_three_megabytes_however_much_it_was_taught() -> None:
    one = Filter()
    for number in range(400):
        one.learn(
            Submission(
                " ".join(f"w{number * 37 + at:x}q{at * number:x}" for at in range(60)), author=f"a{number}", at=NOW
            ),
            bool(number % 2),
        )
    assert len(one.to_bytes()) < 3_000_000


def test_threads_that_learn_take_back_and_score_at_once_leave_no_trace() -> None:
    one = Filter()
    empty = one.to_bytes()
    failures: list[Exception] = []

    def work(number: int) -> None:
        try:
            for turn in range(15):
                lesson = one.learn(Submission(f"{ODD.text} {number} {turn}", author=f"A{number}"), bool(number % 2))
                one.score(ODD)
                one.unlearn(lesson)
        except Exception as error:  # noqa: BLE001 - a thread must hand its failure over
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert one.to_bytes() == empty
