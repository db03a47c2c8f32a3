"""A cheap guess at the language of a text: by its script, and for Latin and Cyrillic scripts by its commonest small
words.

Good enough to tell a site's language from another; a text of too few words gets no guess.
"""

from __future__ import annotations

from collections import Counter
from unicodedata import name

_SCRIPT_OF = {
    **dict.fromkeys(["ru", "uk", "bg", "sr", "be", "mk", "kk"], "cyrillic"),
    "el": "greek",
    "he": "hebrew",
    **dict.fromkeys(["ar", "fa", "ur"], "arabic"),
    "hi": "devanagari",
    "mr": "devanagari",
    "bn": "bengali",
    "th": "thai",
    "si": "sinhala",
    "ta": "tamil",
    "te": "telugu",
    "ko": "hangul",
    "zh": "cjk",
    "ja": "kana",
    "ka": "georgian",
    "hy": "armenian",
    "km": "khmer",
    "my": "myanmar",
    "ml": "malayalam",
    "gu": "gujarati",
}
_LANGUAGE_OF = {
    "greek": "el",
    "hebrew": "he",
    "devanagari": "hi",
    "bengali": "bn",
    "thai": "th",
    "sinhala": "si",
    "tamil": "ta",
    "telugu": "te",
    "hangul": "ko",
    "cjk": "zh",
    "kana": "ja",
    "georgian": "ka",
    "armenian": "hy",
    "khmer": "km",
    "myanmar": "my",
    "malayalam": "ml",
    "gujarati": "gu",
}
_SMALL_WORDS = {
    "en": "the and of to is in that it for you was with on this are have not be at as but they i my what your",
    "de": "der die das und ist nicht ich sie es den zu ein eine mit auf fur von dem wir auch wie aber hat sich so im",
    "fr": "le la les de des et est un une que je vous pas pour dans qui sur ce il nous avec plus mais au du",
    "es": "el la los las de que y en un una es no por con para se lo su como mas pero al del muy",
    "pt": "o a os as de que e em um uma nao por com para se do da dos no na mais mas como muito voce",
    "it": "il la le di che e un una non per con si del della sono come piu ma anche gli nel questo molto",
    "nl": "de het een en van ik is dat niet op te zijn je met voor er aan ook maar heb wat die",
    "pl": "i w na nie to sie z do jest ze jak o co ale tak za po dla od juz czy",
    "tr": "ve bir bu icin da de ne cok ile mi ama gibi daha var ben sen olarak",
    "id": "yang dan di ini itu dengan untuk tidak ada dari saya akan juga ke bisa sudah",
    "sv": "och att det som en ar jag pa inte av for med den har till om ett men var",
    "ru": "и в не на что я с как это по но он для вы у же из за от так все мы бы если",
    "uk": "і в не на що я з як це та до але він для ви у ж за від так все ми якщо є",
    "fa": "و به از که این را با در است برای",
    "ar": "في من على أن هذا إلى ما لا عن هو",
}
_LISTED: dict[str, list[str]] = {}
for _tag, _words in _SMALL_WORDS.items():
    for _word in _words.split():
        _LISTED.setdefault(_word, []).append(_tag)
_DEFAULT = {"cyrillic": "ru", "arabic": "ar"}
_PREFIXES = {"CJK": "cjk", "HIRAGANA": "kana", "KATAKANA": "kana"}


def script_of(tag: str) -> str:
    """The script that a language is usually written in."""
    return _SCRIPT_OF.get(tag, "latin")


def guess(words: list[str], *, by_script: bool = False) -> str:
    """The language tag of folded words (``en``), or with ``by_script`` the name of their script; empty when not
    clear."""
    script = _script(words[:40])
    if by_script:
        return script
    if script in _LANGUAGE_OF:
        return _LANGUAGE_OF[script]
    votes: Counter[str] = Counter()
    for word in words[:80]:
        votes.update(_LISTED.get(word, ()))
    ranked = votes.most_common(2)
    if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[1][1] * 1.2 >= ranked[0][1]):
        return _DEFAULT.get(script, "") if len(words) >= 4 else ""
    return ranked[0][0]


def _script(words: list[str]) -> str:
    votes: Counter[str] = Counter()
    for word in words:
        if word.isascii():
            votes["latin"] += word.isalpha()
        else:
            first = name(word[0], "").split(" ", 1)[0]
            votes[_PREFIXES.get(first, first.lower())] += 2 if first in ("HIRAGANA", "KATAKANA") else 1
    if not votes:
        return ""
    script, count = votes.most_common(1)[0]
    return script if count * 2 > sum(votes.values()) else ""
