"""Who wrote it, by the words after "by" in the languages of the data."""

import re
from typing import Final

from coranto.posts.attribution_reading.name_words import words_of

CUES: Final = ("by", "von", "par", "por", "di ", "door", "oleh", "av ", "af ", "przez", "автор", "yazan", "作者", "文")
AUTHOR: Final = re.compile(
    r"(?:^|(?<=[\s\x1f,.;(]))(?:written by|story by|text by|by|von|par|por|escrito por|di|door|oleh|av|af|przez|"
    r"автор:?|yazan:?|作者[:：]?|文[:：/])\s+"
    r"([^\x1f,|;()–—]{3,60}?)(?=\s*(?:\x1f|,|/|\||;|\)|\(|$|\s[-–—]\s|(?<=[^\W\d_]{2})\.\s|\.$|\sfor\s|\sfür\s|\sin\s))",
    re.I,
)
TRANSLATOR: Final = re.compile(
    r"translat|übersetz|tradu[ci]|tradott|vertaal|diterjemah|översatt|oversat|перев[её]?[од]|tłumacz", re.I
)


def author_match(text: str) -> re.Match[str] | None:
    """The words "by A. Writer" in a text."""
    lowered = text.lower()
    if not any(cue in lowered for cue in CUES):
        return None
    match = AUTHOR.search(text)
    return match if match and is_author(match[1]) else None


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
