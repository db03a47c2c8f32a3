"""Words that may have been meant: those of titles and names that differ from what was typed by a letter or two."""

from collections.abc import Iterable

from django.db.models import Q

from coranto.posts.models import SearchWord
from coranto.posts.search.questions import Question

LOOKED_AT = 2_000
SHORTEST = 4


def suggest(question: Question) -> str:
    """The question with likelier words, as it would be typed; nothing where none is known or no word was changed."""
    words = [(term.words, nearest_word(term.words)) for term in question.wanted if " " not in term.words]
    if not any(better and better != word for word, better in words):
        return ""
    better = dict(words)
    return " ".join(better.get(term.words) or _typed(term.words) for term in question.wanted)


def nearest_word(word: str) -> str:
    """The known word at the least distance, if that is small enough; the word itself where it is known."""
    if len(word) < SHORTEST:
        return ""
    candidates = SearchWord.objects.filter(_near(word)).order_by("word").values_list("word", flat=True)[:LOOKED_AT]
    most = 1 if len(word) < 6 else 2
    scored = ((distance(word, candidate, most), candidate) for candidate in candidates)
    best = min(((score, found) for score, found in scored if score <= most), default=None)
    return best[1] if best else ""


def distance(first: str, second: str, most: int) -> int:
    """How many letters must be added, left out, exchanged or swapped to get from one word to the other; above ``most``
    any number may be given.
    """
    if abs(len(first) - len(second)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(second) + 1))
    for place, letter in enumerate(first, 1):
        earlier, before, row = before, row, [place]
        for other_place, other in enumerate(second, 1):
            cost = min(before[other_place] + 1, row[-1] + 1, before[other_place - 1] + (letter != other))
            swapped = place > 1 and other_place > 1 and letter == second[other_place - 2] and first[place - 2] == other
            row.append(min(cost, earlier[other_place - 2] + 1) if swapped else cost)
        if min(row) > most:
            return most + 1
    return row[-1]


def _near(word: str) -> Q:
    """Words that begin with the same two letters, with these two swapped, or with one of them doubled or left out."""
    beginnings = {word[:2], word[1] + word[0], word[1:3], word[0] + word[2]}
    return _any(Q(word__startswith=start) for start in sorted(beginnings))


def _any(conditions: Iterable[Q]) -> Q:
    joined = Q()
    for condition in conditions:
        joined |= condition
    return joined


def _typed(words: str) -> str:
    return f'"{words}"' if " " in words else words
