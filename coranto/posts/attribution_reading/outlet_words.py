"""What words of outlets in a name, and their places in it, say for it."""

import re
from functools import cache, lru_cache
from typing import Final

from coranto.posts.attribution_reading.known_outlets import known_outlet
from coranto.posts.attribution_reading.name_words import CJK, THAI, TRIM, first_letter, words_of
from coranto.posts.attribution_reading.people_and_places import is_person, times
from coranto.posts.attribution_reading.standing import Standing
from coranto.posts.attribution_reading.word_lists import fold, sections

SOMEONES: Final = re.compile(r"\s(?:de|di|da|von|of)\s", re.I)


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
    return Standing.WEAK if weak or is_research_institute(words) else Standing.PLAIN


def is_research_institute(words: tuple[str, ...]) -> bool:
    """Whether a name is that of an institute with its field, as in "Halden Institute for Rural Policy".

    An institute without one is as often where something takes place.
    """
    lists = sections("outlet_words")
    return len(words) > 3 and words[-1] in lists["fields"] and not lists["institutes"].isdisjoint(words[:-1])


def is_paper_with_article(name: str) -> bool:
    """Whether a name is an English paper's with its article, as in "The Anselm Star"."""
    words = words_of(name)
    is_paper = len(words) > 2 and words[0] == "the" and words[-1] in sections("outlet_words")["papers with article"]
    return is_paper and is_distinct(name)


def is_dated_alone(name: str, language: str) -> bool:
    """Whether a name that has only its date beside it is a periodical's or a station's, and no heading.

    "Radio Calder", "Coastwise Magazine" and 入江新聞 are, "Radio Drama", "Parish Magazine" and 学校新聞 are not.
    """
    if CJK.search(name):
        return is_cjk_paper(name, language)
    words, headings = words_of(name), sections("headings")
    if is_research_institute(words):
        return True
    if len(words) < 2 or not is_distinct(name):
        return False
    if words[0] in ("radio", "rádio"):
        return len(words) <= 4 and headings["of radio"].isdisjoint(words[1:])
    return words[-1] == "magazine" and headings["of magazines"].isdisjoint(words[:-1])


def is_cjk_paper(name: str, language: str) -> bool:
    """Whether a name in an East Asian script is a paper's: an ending of papers in that language after its own name."""
    headings = sections("headings")
    ending = next((word for word in headings.get(f"papers {language[:2]}", ()) if name.endswith(word)), "")
    stem = name.removesuffix(ending)
    return bool(ending) and len(stem) > 1 and not any(word in stem for word in headings["of papers"])


def is_strong(word: str) -> bool:
    """Whether a word stands in little else than outlets' names."""
    is_listed = word in sections("outlet_words")["strong"]
    return is_listed or word.endswith(strong_endings()) or word.startswith(strong_stems()) or is_two_papers(word)


def is_two_papers(word: str) -> bool:
    """Whether a word joins two papers that became one, as in "Herald-Leader" or "Post-Gazette"."""
    lists = sections("outlet_words")
    parts = word.split("-")
    return len(parts) == 2 and lists["joined papers"].issuperset(parts)


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
    if (word not in lists["last in english"] and not is_two_papers(word)) or not rest:
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


@lru_cache(maxsize=4096)
def is_distinct(name: str) -> bool:
    """Whether a name is no heading of a diary or a bulletin: it has a word that neither outlets nor headings share.

    "Travel Chronicle", "Diario de viaje" and "Kurznachrichten" have none, "Harbour Chronicle" and "Diario del Muelle"
    have. An English outlet's word stands last or before "of": "Tribune Square" is a place.
    """
    if CJK.search(name):
        return False
    words = words_of(name)
    if not all(is_in_place(words, place) for place in range(len(words))) or is_someones(name):
        return False
    own = [word for word in name.split() if first_letter(word).isupper() or not first_letter(word).islower()]
    own_words = {part for word in own for part in words_of(word)}
    stems = {without_ending(word) for word in own_words - common_words() - times()}
    return bool({stem for stem in stems if stem} - sections("refusals")["common parts"])


def is_someones(name: str) -> bool:
    """Whether a name is a person's diary or letters, as in "El Diario de Ana"."""
    _, of, owner = SOMEONES.sub("\x1f", name).partition("\x1f")
    return bool(of) and is_person(owner)


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
