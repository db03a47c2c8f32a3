"""The site's filter learns from people's decisions, in every process, and forgets on demand."""

import dataclasses
from collections.abc import Iterator

import pytest
from django.utils import timezone

from coranto.comments.actions.deciding import decide_comments
from coranto.comments.actions.submitting import submit_comment
from coranto.comments.actions.teaching import learn_archive, standing_lesson, teach_comments, untrain
from coranto.comments.discussions import post_subject
from coranto.comments.models import Comment, FilterDay, FilterLesson, FilterSnapshot, Verdict
from coranto.comments.site_filter import SiteFilter, kept, score, site_filter
from coranto.comments.submissions import Submission
from coranto.comments.tasks import begin_filter, teach_archive
from tests.world import make_comment, make_commenter, make_editor, make_post

pytestmark = pytest.mark.django_db
ODD = "Zanthoxylum lacquer delivered by the umbrella guild at quillwort rates"


@pytest.fixture(autouse=True)
def fresh_filter() -> Iterator[None]:
    """No test sees what another taught this process."""
    site_filter.forget()
    yield
    site_filter.forget()


def value(comment: Comment) -> float:
    """What the filter gives a comment now."""
    return site_filter.current().score(kept(comment)).value


def test_a_moderator_s_mark_counts_with_the_next_comment() -> None:
    first, next_one = make_comment(make_post(), ODD), make_comment(make_post(), ODD + " today")
    before = value(next_one)
    decide_comments(comments=[first], status=Comment.Status.SPAM, at=timezone.now(), by=make_editor())
    assert value(next_one) > before + 0.2
    assert FilterLesson.objects.get().is_spam


def test_the_same_decision_twice_teaches_once_and_the_opposite_takes_it_back() -> None:
    comment, editor = make_comment(make_post(), ODD), make_editor()
    before = value(comment)
    decide_comments(comments=[comment], status=Comment.Status.SPAM, at=timezone.now(), by=editor)
    decide_comments(comments=[comment], status=Comment.Status.SPAM, at=timezone.now(), by=editor)
    assert FilterLesson.objects.count() == 1
    decide_comments(comments=[comment], status=Comment.Status.PUBLISHED, at=timezone.now(), by=editor)
    lesson = standing_lesson(comment)
    assert lesson is not None and not lesson.is_spam
    assert value(comment) < before + 0.05


def test_another_process_learns_it_too_and_a_lesson_can_be_taken_back() -> None:
    comment = make_comment(make_post(), ODD, status=Comment.Status.SPAM)
    other = SiteFilter()
    before = other.current().score(kept(comment)).value
    (lesson,) = teach_comments(comments=[comment], at=timezone.now())
    assert other.current().score(kept(comment)).value == pytest.approx(value(comment))
    untrain(lesson=lesson, at=timezone.now())
    assert other.current().score(kept(comment)).value == pytest.approx(before)
    assert standing_lesson(comment) is None


def test_the_archive_teaches_what_is_good_here() -> None:
    post = make_post()
    for n in range(30):
        make_comment(post, f"The harbour wall number {n} was mended in spring", by=make_commenter(f"r{n}"))
        make_comment(post, f"{ODD} number {n}", by=make_commenter(f"s{n}"), status=Comment.Status.SPAM)
    make_comment(post, "held", status=Comment.Status.HELD)
    assert learn_archive(at=timezone.now()) == (30, 30)
    assert value(make_comment(post, ODD, status=Comment.Status.HELD)) > 0.9
    assert value(make_comment(post, "The harbour wall was mended again", status=Comment.Status.HELD)) < 0.1
    stranger = SiteFilter()
    assert stranger.current().taught == site_filter.current().taught


def test_an_import_without_comments_writes_neither_filter_nor_days() -> None:
    make_post()
    teach_archive.enqueue()
    assert not FilterSnapshot.objects.exists() and not FilterDay.objects.exists()


def test_an_imported_archive_is_taught_once_by_itself() -> None:
    make_comment(make_post(), "The harbour wall was mended in spring")
    begin_filter()
    assert site_filter.current().taught == (0, 1)
    make_comment(make_post(), "Another one, which only a person's decision teaches")
    begin_filter()
    assert site_filter.current().taught == (0, 1)


def test_a_comment_is_scored_on_its_way_in_and_its_verdict_says_why() -> None:
    post = make_post()
    text = "Buy cheap casino chips, viagra and replica watches now: http://casino.example http://pills.example"
    words = Submission(text=text, name="cheap casino", email="x@y.example", url="http://casino.example", form_age=4)
    done = submit_comment(submission=words, subject=post_subject(post), at=timezone.now(), scorer=score)
    assert done.comment is not None and done.comment.status in {Comment.Status.SPAM, Comment.Status.HELD}
    verdict = Verdict.objects.get(comment=done.comment)
    assert verdict.by == Verdict.By.FILTER and verdict.score is not None and verdict.score > 0.5
    assert len(verdict.reasons) >= 3
    good = dataclasses.replace(
        words, text="The bridge was built in 1904.", name="Bea", url="", email="b@y.example", form_age=60
    )
    kept_good = submit_comment(submission=good, subject=post_subject(post), at=timezone.now(), scorer=score)
    assert kept_good.comment is not None and kept_good.comment.status == Comment.Status.HELD
    assert Verdict.objects.get(comment=kept_good.comment).phase == "first"


LONG = (
    "Visitors to the harbour museum will remember the three wooden cranes that stood beside the eastern basin until"
    " the winter of the great ice, when the last of them was taken down for firewood by the lock keeper's sons."
)


def test_one_text_on_several_posts_is_noticed_by_every_process() -> None:
    posts, other_process = [make_post() for _each in range(4)], SiteFilter()
    other_process.current()

    def codes(filter: SiteFilter, comment: Comment) -> dict[str, float]:
        return {each.code: each.weight for each in filter.current().score(kept(comment)).reasons}

    first = make_comment(posts[0], LONG, by=make_commenter("A", email="a@reader.example"))
    assert "repeat:posts" not in codes(site_filter, first)
    for number, post in enumerate(posts[1:3]):
        make_comment(post, LONG + " ", by=make_commenter(f"B{number}", email=f"b{number}@reader.example"))
    last = make_comment(posts[3], LONG, by=make_commenter("C", email="c@reader.example"))
    here, there = codes(site_filter, last), codes(other_process, last)
    assert here["repeat:posts"] == there["repeat:posts"] > 2
    assert codes(SiteFilter(), last)["repeat:posts"] == here["repeat:posts"]


def test_a_text_that_stands_twice_below_one_post_is_no_repetition_elsewhere() -> None:
    post = make_post()
    make_comment(post, LONG, by=make_commenter("A", email="a@reader.example"))
    second = make_comment(post, LONG, by=make_commenter("B", email="b@reader.example"))
    assert "repeat:posts" not in {each.code for each in site_filter.current().score(kept(second)).reasons}


def test_the_filter_does_not_take_its_own_word_for_a_person_s() -> None:
    post = make_post()
    by_filter, by_person, imported = (make_comment(post, f"{ODD} {n}", status="spam") for n in range(3))
    by_filter.verdicts.create(status="spam", by="filter", phase="score", at=timezone.now())
    by_person.verdicts.create(status="held", by="rule", phase="first", at=timezone.now())
    by_person.verdicts.create(status="spam", by="person", phase="person", at=timezone.now())
    imported.verdicts.create(status="spam", by="import", at=timezone.now())
    passed = make_comment(post, "A quiet word.")
    passed.verdicts.create(status="published", by="rule", phase="passed", at=timezone.now())
    assert learn_archive(at=timezone.now()) == (0, 2)


def test_each_import_teaches_what_it_brought_on_top_of_all_that_was_learnt() -> None:
    post = make_post()
    marked = make_comment(post, f"{ODD} again", status="spam")
    teach_comments(comments=[marked], at=timezone.now())
    begin_filter()  # does nothing: something was learnt
    make_comment(post, "The harbour wall was mended in spring")
    make_comment(post, f"{ODD} for all", status="spam")
    assert learn_archive(at=timezone.now()) == (1, 1)
    assert site_filter.current().taught == (2, 1)
    assert learn_archive(at=timezone.now()) == (0, 0)
    make_comment(post, "The ferry has a new bell")
    assert learn_archive(at=timezone.now()) == (1, 0)
    lesson = standing_lesson(marked)
    assert lesson is not None
    untrain(lesson=lesson, at=timezone.now())
    assert site_filter.current().taught == (1, 2)
