"""The piece of a text where the words asked for stand, with them marked. Everything else is escaped."""

import re
from collections.abc import Sequence
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from coranto.core.plain_text import ELLIPSIS, shortened
from coranto.posts.search.folding import fold_question, is_unspaced
from coranto.posts.search.questions import Question

LOOKED_AT = 40_000
BEFORE, LENGTH = 60, 220
WORD = re.compile(r"[^\s'’ʼ\"“”„«»()\[\]{}<>|/\\.,;:!?…—–-]+")


def highlighted(text: str, question: Question) -> SafeString:
    """All of ``text``, which is short, with the words marked."""
    return _marked(text, _places(text, question))


def snippet(text: str, question: Question) -> SafeString:
    """About two lines of ``text`` round the place where most of the words stand together; else how it begins."""
    text = text[:LOOKED_AT]
    places = _places(text, question)
    if not places:
        return SafeString(escape(shortened(text, LENGTH)))
    start = _best_start(places)
    begin = max(start - BEFORE, 0)
    if begin:
        begin = text.find(" ", begin, start) + 1 or begin
    end = min(begin + LENGTH, len(text))
    if end < len(text):
        end = max(text.rfind(" ", start, end), end - 20) if text.rfind(" ", start, end) > end - 40 else end
    shown = [(first - begin, last - begin) for first, last in places if first >= begin and last <= end]
    marked = _marked(text[begin:end], shown)
    return mark_safe(f"{ELLIPSIS if begin else ''}{marked}{ELLIPSIS if end < len(text) else ''}")


def _marked(text: str, places: Sequence[tuple[int, int]]) -> SafeString:
    pieces, done = [], 0
    for first, last in places:
        if first < done:
            continue
        pieces += [escape(text[done:first]), "<mark>", escape(text[first:last]), "</mark>"]
        done = last
    return mark_safe("".join([*pieces, escape(text[done:])]))


def _places(text: str, question: Question) -> list[tuple[int, int]]:
    """Where the words stand, in order: first and last letter (after it)."""
    whole, starts, runs = _asked(question)
    asked = {word for word in set(WORD.findall(text)) if _is_asked(word, whole, starts)}
    places = [match.span() for match in WORD.finditer(text) if match[0] in asked] if asked else []
    for run in runs:
        places += [(match.start(), match.end()) for match in re.finditer(re.escape(run), text)]
    return sorted(places)


def _asked(question: Question) -> tuple[set[str], tuple[str, ...], list[str]]:
    """The folded words to be found whole, those that may go on, and the runs of unspaced letters."""
    whole: set[str] = set()
    starts: list[str] = []
    runs: list[str] = []
    for term in question.wanted:
        words = term.words.split()
        if is_unspaced(words[0]):
            runs.append(words[0] + "".join(word[-1] for word in words[1:]))
            continue
        whole.update(words[:-1] if term.begins else words)
        if term.begins:
            starts.append(words[-1])
    return whole, tuple(starts), runs


def _is_asked(word: str, whole: set[str], starts: tuple[str, ...]) -> bool:
    folded = _folded(word)
    return folded in whole or folded.startswith(starts)


@lru_cache(maxsize=32_768)
def _folded(word: str) -> str:
    """A word of a text, folded. Texts use the same words over and over."""
    return fold_question(word).strip()


def _best_start(places: Sequence[tuple[int, int]]) -> int:
    """The place from which on most others stand within one snippet."""
    best, most = places[0][0], 0
    for number, (first, _last) in enumerate(places[:200]):
        near = sum(1 for other, _end in places[number : number + 20] if other < first + LENGTH - BEFORE)
        if near > most:
            best, most = first, near
    return best
