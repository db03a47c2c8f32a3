"""The words of a name, and how it is written."""

import re
from functools import lru_cache
from typing import Final

from coranto.posts.attribution_reading.known_outlets import printed_host
from coranto.posts.attribution_reading.word_lists import fold, sections

CJK: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
THAI: Final = re.compile(r"[\u0e00-\u0e7f]")
TRIM: Final = " \t./,;:|–—-−·•*»«“”„\"'‘’‹›()[]{}【】〔〕（）「」『』《》〈〉<>→←►▸~_#"
WORDS: Final = re.compile(r"[^\s/,()\[\]«»„“”\"|]+")


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
