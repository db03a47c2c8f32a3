"""The word lists in ``words/``: sections in square brackets, words between bars, ``#`` for remarks."""

import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "words"
COMBINING: Final = dict.fromkeys(range(768, 880))


def fold(text: str) -> str:
    """Text in the form that words are compared in: lower case, without accents, straight apostrophes.

    Vowel signs of Indic and Thai scripts stay: they are letters there.
    """
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(COMBINING)
    return unicodedata.normalize("NFC", plain).replace("’", "'")


@cache
def raw_sections(name: str) -> dict[str, frozenset[str]]:
    """The sections of ``words/NAME.txt``, words as written, in lower case."""
    found: dict[str, set[str]] = {}
    words: set[str] = set()
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            words = found.setdefault(line.strip("[]"), set())
        elif line and not line.startswith("#"):
            words.update(word.strip().lower() for word in line.split("|"))
    return {section: frozenset(words - {""}) for section, words in found.items()}


@cache
def sections(name: str) -> dict[str, frozenset[str]]:
    """The sections of a list of words, words folded."""
    return {section: frozenset(map(fold, words)) for section, words in raw_sections(name).items()}


def spaced_words(name: str) -> frozenset[str]:
    """The words of ``words/NAME.txt`` parted by spaces; a hyphen inside one stands for a space too."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    words = {fold(word) for line in lines for word in line.split()}
    return frozenset(words | {word.replace("-", " ") for word in words})
