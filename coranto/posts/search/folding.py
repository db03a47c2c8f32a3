"""Text as it is searched: without case, accents and punctuation, and with gaps where a script writes none.

What was written and what is asked go through the same folding, so they meet. Chinese, Japanese, Thai, Lao, Khmer and
Burmese write no gaps between words; a run of such letters becomes its overlapping pairs (``中国人`` becomes
``中国 国人``), so that any two letters in a row can be found, and longer words as phrases of pairs.
"""

import re
import string
import unicodedata
from collections.abc import Callable

UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff]+"
)
DROPPED_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20ff]"
)
"""Accents of Latin, Greek, Cyrillic, Hebrew and Arabic. The vowels of the scripts of India and South-East Asia are
marks too, but they are letters in all but name, and stay."""
PUNCTUATION = str.maketrans(dict.fromkeys(string.punctuation + "\0ʼ", " "))
OTHER_PUNCTUATION = re.compile(
    "[\u00a0-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u2000-\u206f\u3000-\u3004\u3008-\u3020]"
)


def fold(text: str) -> str:
    """``text`` as the index holds it: words with spaces between them. Runs of unspaced letters end in their last letter
    alone, so that it can be found too.
    """
    return _folded(text, _pairs_and_last)


def fold_question(text: str) -> str:
    """What was asked for, folded in the same way; a longer run of unspaced letters is the phrase of its pairs."""
    return _folded(text, _pairs)


def is_unspaced(word: str) -> bool:
    """Whether a folded word is written in a script without gaps between words."""
    return bool(UNSPACED.match(word))


def _folded(text: str, split: Callable[[re.Match[str]], str]) -> str:
    if text.isascii():
        return text.translate(PUNCTUATION).lower()
    folded = DROPPED_MARKS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    plain = OTHER_PUNCTUATION.sub(" ", unicodedata.normalize("NFC", folded)).translate(PUNCTUATION)
    return UNSPACED.sub(split, plain)


def _pairs(run: re.Match[str]) -> str:
    letters = run[0]
    pairs = [letters[place : place + 2] for place in range(len(letters) - 1)]
    return f" {' '.join(pairs or [letters])} "


def _pairs_and_last(run: re.Match[str]) -> str:
    return f"{_pairs(run)}{run[0][-1]} " if len(run[0]) > 1 else f" {run[0]} "
