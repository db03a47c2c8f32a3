"""Whether a name is an outlet's: how much speaks for it, and what speaks against it."""

import re
from enum import IntEnum
from functools import cache, lru_cache
from typing import Final

from coranto.posts.attribution_reading.known_outlets import known_outlet, printed_host
from coranto.posts.attribution_reading.word_lists import fold, sections, spaced_words

LONGEST_NAME: Final = 80
MOST_WORDS: Final = 7
WORDS: Final = re.compile(r"[^\s/,()\[\]«»„“”\"|]+")
NEVER: Final = re.compile(r"^\d+[.)]|[$`^~=@#?;<>{}…*_\\]|\.\.\.|!$|\d{4}|\d{3,}|\d[.:]\d|\bp\.\s*\d|§")
CJK: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
THAI: Final = re.compile(r"[\u0e00-\u0e7f]")
INITIALS: Final = re.compile(r"(?:[^\W\d_]\.[ -]?)+", re.UNICODE)
TRIM: Final = " \t./,;:|–—-−·•*»«“”„\"'‘’‹›()[]{}【】〔〕（）「」『』《》〈〉<>→←►▸~_#"


class Standing(IntEnum):
    """How much speaks for a name being an outlet's."""

    REFUSED = 0  # a person, a place, "my own photo", Twitter
    ODD = 1  # nothing in particular
    PLAIN = 2  # a proper name of any kind
    WEAK = 3  # it has a word such as "journal" or "institute"
    LINKED = 4  # it links to another site
    STRONG = 5  # it has a word such as "gazette" or "Zeitung"
    MATCHED = 6  # it links to a site of that name, or is a site's address
    KNOWN = 7  # the site or the list of outlets knows it


def tidied(name: str) -> str:
    """A name without the quotes, brackets, dashes and lower-case article around it."""
    text = name.strip(TRIM)
    if name.rstrip().endswith(")") and "(" in text:
        text += ")"
    first, space, rest = text.partition(" ")
    if space and first.islower() and fold(first) in sections("outlet_words")["articles"] and not rest[:1].islower():
        text = rest.strip(TRIM)
    return text


@lru_cache(maxsize=4096)
def words_of(name: str) -> tuple[str, ...]:
    """The folded words of a name."""
    return tuple(fold(word).strip(TRIM) for word in WORDS.findall(name) if word.strip(TRIM))


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


def outlet_word_standing(name: str, words: tuple[str, ...]) -> Standing:
    """STRONG, WEAK or PLAIN by the words of outlets in it."""
    lists = sections("outlet_words")
    phrase = " ".join(words)
    if CJK.search(name):
        return Standing.STRONG if name.endswith(cjk_endings()) and len(name) > 2 else Standing.PLAIN
    common = {fold(word).strip(TRIM) for word in name.split() if word.islower()} & lists["last in english"]
    if THAI.search(name):
        return Standing.STRONG if any(word in name for word in lists["strong"] if THAI.match(word)) else Standing.PLAIN
    placed = [word for place, word in enumerate(words) if word not in common and is_in_place(words, place)]
    if any(is_strong(word) for word in placed):
        return Standing.STRONG
    if any(strong in phrase for strong in lists["strong"] if " " in strong):
        return Standing.STRONG
    weak = any(word in lists["weak"] or word.endswith(weak_endings()) for word in placed)
    return Standing.WEAK if weak else Standing.PLAIN


def is_strong(word: str) -> bool:
    """Whether a word stands in little else than outlets' names."""
    is_listed = word in sections("outlet_words")["strong"]
    return is_listed or word.endswith(strong_endings()) or word.startswith(strong_stems())


@cache
def strong_endings() -> tuple[str, ...]:
    """Endings of one-word names: "Nordsee-Bote", "Waddenkoerier"."""
    return tuple(sections("outlet_words")["strong endings"])


def is_in_place(words: tuple[str, ...], place: int) -> bool:
    """Whether a word stands where it can be an outlet's: in English last or before "of", "Online" and the like.

    "Star Tribune" and "Voice of America" are outlets; "Tribune Square" and "The Chronicle of a Journey" are not.
    """
    lists = sections("outlet_words")
    word, rest = words[place], words[place + 1 :]
    if word not in lists["last in english"] or not rest:
        return True
    if rest[0] == "of":
        return word in lists["before of"] and rest[1:2] not in (("a",), ("an",), ("my",), ("our",))
    return rest[0] in lists["may follow"] or rest[0] in lists["last in english"]


@cache
def weak_endings() -> tuple[str, ...]:
    """Endings that other compounds have too: "Küstenspiegel", but "Wasserspiegel"."""
    return tuple(sections("outlet_words")["weak endings"])


@cache
def strong_stems() -> tuple[str, ...]:
    """Beginnings of words that are inflected: "в Портовой газете"."""
    return tuple(sections("outlet_words")["strong stems"])


@cache
def cjk_endings() -> tuple[str, ...]:
    """Endings of names in Chinese, Japanese and Korean."""
    return tuple(sections("outlet_words")["strong endings cjk"])


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


def is_firm(name: str) -> bool:
    """Whether a proper name that no outlet's word speaks for may be a publisher's rather than a person's or a book's.

    One word ("Polarwind"), an institution ("Strand Policy Foundation"), a known agency's branch ("Reuters Africa"). Two
    or more words otherwise are a person's or a book's as often; in scripts without capitals any word may be a noun.
    """
    words = words_of(name)
    if not first_letter(name).isupper():
        return False
    if len(words) == 1:
        return True
    if not sections("outlet_words")["institutions"].isdisjoint(words):
        return True
    known = known_outlet(words[0])
    return known is not None and known.is_agency and words[0] not in sections("refusals")["ambiguous"]


def is_generic(words: tuple[str, ...]) -> bool:
    """Whether nothing in a name tells one outlet from another: "Weekly News", "Update", "Monday"."""
    generic, weekdays = sections("refusals")["generic"], sections("months")["weekdays"]
    return all(word in generic or word in weekdays or word.isdigit() for word in words)


@lru_cache(maxsize=4096)
def is_distinct(name: str) -> bool:
    """Whether a name is no heading of a diary or a bulletin: it has a word that neither outlets nor headings share.

    "Travel Chronicle", "Diario de viaje" and "Kurznachrichten" have none, "Harbour Chronicle" and "Diario del Muelle"
    have. An English outlet's word stands last or before "of": "Tribune Square" is a place.
    """
    if CJK.search(name):
        return False
    words = words_of(name)
    if not all(is_in_place(words, place) for place in range(len(words))):
        return False
    own = [word for word in name.split() if first_letter(word).isupper() or not first_letter(word).islower()]
    own_words = {part for word in own for part in words_of(word)}
    stems = {without_ending(word) for word in own_words - common_words()}
    return bool({stem for stem in stems if stem} - sections("refusals")["common parts"])


@cache
def common_words() -> frozenset[str]:
    """Words that tell no outlet from another."""
    lists = sections("outlet_words")
    refusals = sections("refusals")
    kinds = ("strong", "weak", "particles", "articles")
    return refusals["generic"].union(refusals["about"], *(lists[kind] for kind in kinds))


def without_ending(word: str) -> str:
    """A word without an outlet's ending, "" where there is nothing else: "kurznachrichten" gives "kurz"."""
    for ending in strong_endings():
        if word.endswith(ending):
            return word.removesuffix(ending).rstrip("-")
    return word


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


def is_proper(name: str, *, lower_words: int) -> bool:
    """Whether a name is written as one: a capital first, and of the rest at most so many words in lower case."""
    letters = [word for word in name.split() if any(char.isalpha() for char in word)]
    if not letters or first_letter(letters[0]).islower():
        return False
    particles = sections("outlet_words")["particles"]
    lower = {fold(word).strip(TRIM) for word in letters[1:] if first_letter(word).islower()} - particles
    if len(lower) > lower_words or lower & sections("refusals")["sentence words"]:
        return False
    return not (lower and len(letters) > 5)


def first_letter(word: str) -> str:
    """The first letter of a word that may begin with "l'" or "d'"."""
    text = re.sub(r"^[ldLDàÀ]['’](?=\w)", "", word)
    return next((char for char in text if char.isalpha()), "")


def is_host(name: str) -> bool:
    """Whether a name is a printed address."""
    return bool(printed_host(name)) and " " not in name.strip()
