"""Who wrote it, by the words after "by" in the languages of the data."""

import re
from typing import Final

from coranto.posts.attribution_reading.name_words import words_of
from coranto.posts.attribution_reading.names import is_outlet_so_far

CUES: Final = ("by", "von", "par", "por", "di ", "door", "oleh", "av ", "af ", "przez", "автор", "yazan", "作者", "文")
AUTHOR: Final = re.compile(
    r"(?:^|(?<=[\s\x1f,.;(]))(?:written by|story by|text by|by|von|par|por|escrito por|di|door|oleh|av|af|przez|"
    r"автор:?|yazan:?|作者[:：]?|文[:：/])\s+"
    r"([^\x1f,|;()–—]{3,60}?)(?=\s*(?:\x1f|,|/|\||;|\)|\(|$|\s[-–—]\s|(?<=[^\W\d_]{2})\.\s|\.$|\sfor\s|\sfür\s|\sin\s))",
    re.I,
)
PARTED: Final = re.compile(r"[\x1f,|;()]|\s[-–—]\s")
TRANSLATOR: Final = re.compile(
    r"translat|übersetz|tradu[ci]|tradott|vertaal|diterjemah|översatt|oversat|перев[её]?[од]|tłumacz", re.I
)


def author_match(text: str) -> re.Match[str] | None:
    """The words "by A. Writer" in a text."""
    lowered = text.lower()
    if not any(cue in lowered for cue in CUES):
        return None
    match = next((match for match in AUTHOR.finditer(text) if not is_inside_name(text, match)), None)
    return match if match and is_author(match[1]) else None


def is_inside_name(text: str, match: re.Match[str]) -> bool:
    """Whether an Italian "di" joins an outlet's name, as in "Il Corriere di Pontelago", and names no author."""
    return match[0].startswith("di ") and is_outlet_so_far(PARTED.split(text[: match.start()])[-1])


def find_author(text: str) -> str:
    """Who wrote it, by the words after "by"; "" where it says who translated it."""
    match = author_match(text)
    return match[1].strip() if match and not is_translators(text[: match.start()]) else ""


def is_translators(before: str) -> bool:
    """Whether the words before "by" speak of a translation."""
    return TRANSLATOR.search(before) is not None


def is_author(text: str) -> bool:
    """Whether the words after "by" are a name: capitals, no outlet word, no verb."""
    words = text.split()
    return 0 < len(words) <= 6 and words[0][:1].isupper() and not words_of(text)[0].isdigit() and not text.isdigit()
