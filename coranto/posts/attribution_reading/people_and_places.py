"""Names of people, places and times, which are no outlets'."""

import re
from functools import cache
from typing import Final

from coranto.posts.attribution_reading.name_words import CJK, is_proper, words_of
from coranto.posts.attribution_reading.word_lists import sections, spaced_words

INITIALS: Final = re.compile(r"(?:[^\W\d_]\.[ -]?)+", re.UNICODE)


@cache
def places() -> frozenset[str]:
    """Folded names of towns, countries and states."""
    return spaced_words("places")


@cache
def times() -> frozenset[str]:
    """Folded names of months, weekdays and seasons."""
    lists = sections("months")
    return lists["weekdays"].union(lists["seasons"], *(lists[str(number)] for number in range(1, 13)))


@cache
def given_names() -> frozenset[str]:
    """Folded given names."""
    return spaced_words("given_names")


def is_place(name: str) -> bool:
    """Whether a text is a place, or a place with its state ("Portland, Ore.")."""
    return " ".join(words_of(name)) in places()


def is_person(name: str, words: tuple[str, ...] | None = None) -> bool:
    """Whether a name reads as a person's: a given name or initials first, two to four words, or a given name alone."""
    words = words_of(name) if words is None else words
    if not 1 <= len(words) <= 5 or CJK.search(name):
        return False
    if words[0] in sections("refusals")["titles"] and len(words) > 1:
        return True
    if len(words) > 1 and INITIALS.match(name) and not name.isupper():
        return True
    return words[0] in given_names() and is_proper(name, lower_words=0)
