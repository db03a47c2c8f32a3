"""Words that stand in more posts than are counted."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from coranto.posts.models import FoundText
from coranto.posts.search import matching
from coranto.posts.search.folding import fold_question
from coranto.posts.search.matching import Filters, Order, search
from coranto.posts.search.questions import read_question
from tests import world

pytestmark = pytest.mark.django_db

WORDS = ("tide", '"tide"', "tideland", "tide -fog")


def test_a_common_beginning_is_counted_as_before_where_whole_words_are_not_enough(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(matching, "RANKED", 3)
    for number in range(3):
        world.make_post(f"Tide {number}", body="<p>Words.</p>")
    for number in range(2):
        world.make_post(f"Tideland {number}", body="<p>Words.</p>")
    found = [search(FoundText, read_question(words), Filters(), order=Order.DATE, start=0, length=9) for words in WORDS]
    assert [(len(each.keys), each.count) for each in found] == [(5, 4), (3, 3), (2, 2), (5, 4)]


def test_what_is_found_of_a_common_word_is_right_after_every_change(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matching, "COUNTED", 1)
    for number in range(3):
        world.make_post(f"Tide {number}", body="<p>Words.</p>")
    assert len(client.get("/?s=tide").context["page"].hits) == 3
    with CaptureQueriesContext(connection) as asked:
        assert len(client.get("/?s=tide").context["page"].hits) == 3
    assert not any("_fts" in query["sql"] or "tsquery" in query["sql"] for query in asked)
    world.make_post("Tide 3")
    assert len(client.get("/?s=tide").context["page"].hits) == 4


def test_titles_with_the_very_word_come_before_titles_that_go_on_and_texts_the_newest_first_in_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(matching, "RANKED", 3)
    texts = [
        ("A log", "<p>The tide.</p>"),
        ("Tideland", ""),
        ("Tide again", ""),
        ("A map", "<p>Tides.</p>"),
        ("Tide", ""),
    ]
    for day, (title, body) in enumerate(texts, start=1):
        world.make_post(title, body=body or "<p>Words.</p>", at=f"2020-01-{day:02}")
    expected = ["tide", "tide again", "tideland", "a map", "a log"]  # titles are folded in the index
    for start in range(6):
        found = search(FoundText, read_question("tide"), Filters(), order=Order.TITLES, start=start, length=3)
        titles = [FoundText.objects.get(pk=key).title for key in found.keys]
        assert titles == expected[start : start + 3], start


def test_titles_come_before_texts_and_the_newest_first_within_each_as_in_wordpress() -> None:
    texts = [
        ("Salt and tide", "<p>Words.</p>"),  # all of the words in the title
        ("The tide salt", "<p>Words.</p>"),  # the sentence in the title
        ("A log", "<p>Of tide salt.</p>"),  # the sentence in the text
        ("Salted", "<p>By the tide.</p>"),  # any of the words in the title
        ("A map", "<p>Salt, and the tide.</p>"),  # somewhere
        ("Salt, tide, salt", "<p>Salt, tide, salt, tide and tide salt.</p>"),  # fits best
        ("Fog", "<p>A tide of salt and fog.</p>"),
    ]
    for day, (title, body) in enumerate(texts, start=1):
        world.make_post(title, body=body, at=f"2020-01-{day:02}")
    expected = {
        "tide salt": ["salt, tide, salt", "the tide salt", "salt and tide", "salted", "a log", "fog", "a map"],
        "tide": ["salt, tide, salt", "the tide salt", "salt and tide", "fog", "a map", "salted", "a log"],
        "tide salt -fog": ["salt, tide, salt", "the tide salt", "salt and tide", "salted", "a map", "a log"],
        "": ["fog", "salt, tide, salt", "a map", "salted", "a log", "the tide salt", "salt and tide"],
    }
    for words, titles in expected.items():
        for start in range(len(titles)):
            found = search(FoundText, read_question(words), Filters(), order=Order.TITLES, start=start, length=3)
            shown = [" ".join(FoundText.objects.get(pk=key).title.split()) for key in found.keys]
            assert shown == [" ".join(fold_question(title).split()) for title in titles[start : start + 3]], words


def test_many_words_and_an_unwanted_one_are_answered_and_only_the_last_word_goes_on(
    client: Client,
) -> None:
    words = "one two three four five six seven"
    world.make_post("Counting", body=f"<p>{words}</p>")
    world.make_post("Counting on", body=f"<p>{words} eight</p>", at="2020-01-02")
    found = client.get("/", {"s": f"{words} -eight"}).context["page"].hits
    assert [hit.title for hit in found] == ["Counting"]
    world.make_post("Cat sat", at="2020-01-03")
    world.make_post("Category sat", at="2020-01-04")
    keys = search(FoundText, read_question("cat sat"), Filters(), order=Order.TITLES, start=0, length=9).keys
    assert [FoundText.objects.get(pk=key).title for key in keys] == ["cat sat", "category sat"]


def test_signs_alone_find_nothing_and_nothing_typed_finds_everything(client: Client) -> None:
    world.make_post("The tide came in", body="<p>It cost a €.</p>")
    found = {words: len(client.get("/", {"s": words}).context["page"].hits) for words in ("€", "!?", "€ tide", "-fog")}
    assert found == {"€": 0, "!?": 0, "€ tide": 1, "-fog": 1}
    everything = client.get("/?s=")
    assert everything.status_code == 200 and "The tide came in" in everything.content.decode()
