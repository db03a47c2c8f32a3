"""Whether a name is an outlet's: what speaks for it, and what against."""

import re
from functools import cache, lru_cache
from typing import Final

from coranto.posts.attribution_reading.name_words import CJK, TRIM, first_letter, is_proper, words_of
from coranto.posts.attribution_reading.outlet_words import is_strong, outlet_word_standing
from coranto.posts.attribution_reading.people_and_places import is_person, places
from coranto.posts.attribution_reading.standing import Standing
from coranto.posts.attribution_reading.word_lists import fold, sections

LONGEST_NAME: Final = 80
MOST_WORDS: Final = 7
NEVER: Final = re.compile(r"^\d+[.)]|[$`^~=@#?;<>{}…*_\\]|\.\.\.|!$|\d{4}|\d{3,}|\d[.:]\d|\bp\.\s*\d|§")


@lru_cache(maxsize=4096)
def standing_by_words(name: str) -> Standing:
    """What the words of a tidied name say, without links and lists of known outlets."""
    if not name or len(name) > LONGEST_NAME or NEVER.search(name) or not any(char.isalpha() for char in name):
        return Standing.ODD
    words = words_of(name)
    if not words or len(words) > MOST_WORDS:
        return Standing.ODD
    if is_refused(name, words):
        return Standing.REFUSED
    return worded(name, words)


def is_outlet_so_far(text: str) -> bool:
    """Whether a text up to a preposition is an outlet's name that goes on with it: "Il Corriere", "Jornal"."""
    words = text.split()
    if not words or not text.endswith(" ") or not words[-1][:1].isupper():
        return False
    return outlet_word_standing(text.strip(), words_of(text)) >= Standing.WEAK and is_proper(text, lower_words=0)


def worded(name: str, words: tuple[str, ...]) -> Standing:
    """The standing that outlet words give, lowered where the rest is no proper name."""
    standing = outlet_word_standing(name, words)
    if is_generic(words):
        return Standing.PLAIN if standing > Standing.PLAIN and len(words) > 1 and name.istitle() else Standing.ODD
    if standing < Standing.STRONG and is_person(name, words):
        return Standing.REFUSED
    return standing if is_proper(name, lower_words=0) or is_sentence_case(name, standing) else Standing.ODD


def is_sentence_case(name: str, standing: Standing) -> bool:
    """Whether a name has small letters after its first word, as many languages write it: "Portowa gazeta".

    Only outlets' words may be small, or what follows a foreign outlet's word that comes first.
    """
    if standing is Standing.PLAIN or not is_proper(name, lower_words=3):
        return False
    lists = sections("outlet_words")
    lower = {fold(word).strip(TRIM) for word in name.split()[1:] if first_letter(word).islower()} - lists["particles"]
    first = words_of(name)[0]
    foreign = (is_strong(first) or first in lists["weak"]) and first not in lists["last in english"]
    return foreign or all(is_strong(word) or word in lists["weak"] for word in lower)


def is_refused(name: str, words: tuple[str, ...]) -> bool:
    """Whether a name is a place, a platform, a section, or speaks of the writer's own things."""
    lists = sections("refusals")
    phrase = " ".join(words)
    if (
        any(phrase in lists[kind] for kind in ("platforms", "sections", "languages", "bare nouns", "works"))
        or phrase in places()
    ):
        return True
    if CJK.search(name):
        return name.startswith(cjk_private()) or name in places()
    if words[0] in lists["titles"] and len(words) > 1:
        return True
    if any(word in lists["private"] or word.removesuffix("'s") in lists["private"] for word in words):
        return True
    return phrase in lists["private"] or any(word in lists["platforms"] for word in words[:1] if len(words) <= 2)


@cache
def cjk_private() -> tuple[str, ...]:
    """Beginnings that speak of the writer's own things, in scripts without spaces."""
    return tuple(word for word in sections("refusals")["private"] if CJK.search(word))


def is_generic(words: tuple[str, ...]) -> bool:
    """Whether nothing in a name tells one outlet from another: "Weekly News", "Update", "Monday"."""
    generic, weekdays = sections("refusals")["generic"], sections("months")["weekdays"]
    return all(word in generic or word in weekdays or word.isdigit() for word in words)
