"""Folding: one plain spelling for a text, whatever was done to disguise it.

Handled: compatibility characters (Unicode NFKC), accents on Latin letters, zero-width signs, look-alike letters of
other scripts inside a word, letters spaced out, digits and signs for letters, tags and comments inside words. What
was undone is counted, because honest writers seldom need it.

The look-alike pairs follow from the shapes of the letters (compare Unicode Technical Standard 39); only those that
occur in disguised Latin and Cyrillic words are kept.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass, field

FRONT, BACK = 20_000, 4_000
"""Characters read of a text, its first and its last ones: all of a comment of the usual greatest length. The middle of
a longer one is skipped."""

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e007f]+"
)
_HIDDEN = re.compile(
    "(?<=[a-zA-Zа-яА-Яα-ωΑ-Ω])[\u00ad\u034f\u180e\u200b-\u200d\u2060-\u2064\ufeff]+(?=[a-zA-Zа-яА-Яα-ωΑ-Ω])"
)
_MARKS_ON_LATIN = re.compile("([a-zа-я])[\u0300-\u036f]+")
_MANY_MARKS = re.compile("[\u0300-\u036f]{3,}")
_WORD = re.compile(r"[^\s!-/:-@\[-`{-~¡-¿‐-⁊、-〟！-／：-＠]+")
_COMMENT_OR_INLINE = re.compile(
    r"<!--.{0,2000}?-->|</?(?:b|i|u|s|em|strong|span|font|small|big|wbr|mark|sub|sup)(?:\s[^<>]{0,400})?/?>",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<[a-zA-Z/!][^<>]{0,1000}>")
_BBCODE = re.compile(r"\[/?[a-zA-Z*]{1,8}(?:=[^\[\]]{0,1000})?\]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S{1,1000}", re.IGNORECASE)
_SPACED = re.compile(r"(?<![^\W_])[^\W\d_](?:[ .\-_*·|]{1,2}[^\W\d_]){3,40}(?![^\W_])")
_LEET = re.compile(r"(?<![\w@#./:$€])[a-z]++[0134578@$€!|][a-z0134578@$€!|]{0,100}[a-z](?![\w@./])")
_LATIN = re.compile("[a-z]")
_CYRILLIC_OR_GREEK = re.compile("[а-яѐ-џԁһӏԛԝα-ωϲϳօոսցհ]")
_DIGITS = str.maketrans("123456789", "000000000")

_PAIRS = (
    "аa еe оo рp сc уy хx іi јj ѕs ԁd һh ӏl ԛq ԝw кk мm тt вb нh гr пn ьb иu зe лn дd яr шw ξe "
    "αa βb γy δd εe ζz ηn ιi κk μu νv οo ρp σo τt υu χx ωw ϲc ϳj օo ոn սu ցg հh"
)
_LOOK_ALIKES = {pair[0]: pair[1] for pair in _PAIRS.split()}
_TO_LATIN = str.maketrans(_LOOK_ALIKES)
_TO_LATIN_STRICT = str.maketrans({pair[0]: pair[1] for pair in _PAIRS.split() if pair[0] not in "гпиздляш"})
_TO_CYRILLIC = str.maketrans("aeopcyxkmtbhijsu", "аеорсухкмтвніјѕи")
_UNLEET = str.maketrans("0134578@$€!|", "oieastbaseil")
_OWN_ALPHABETS = {
    **{0x1F130 + i: chr(97 + i) for i in range(26)},
    **{0x1F150 + i: chr(97 + i) for i in range(26)},
    **{0x1F170 + i: chr(97 + i) for i in range(26)},
    **{
        ord(sign): letter
        for sign, letter in zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢɑɡıⅼ", "abcdefghijklmnoprstuvwyzagil", strict=True)
    },
}


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text. ``shown`` keeps its letters' case and line breaks without markup; ``words`` are folded words."""

    shown: str
    words: list[str]
    restored: list[str] = field(default_factory=list)
    hidden_signs: int = 0
    mixed_words: int = 0
    spaced_words: int = 0
    leet_words: int = 0
    stacked_marks: int = 0
    inline_tags: int = 0
    cut: int = 0


def shorten(text: str) -> tuple[str, int]:
    """The part of a text that is read, and the number of characters left out between its front and its back."""
    if len(text) <= FRONT + BACK:
        return text, 0
    return f"{text[:FRONT]} {text[-BACK:]}", len(text) - FRONT - BACK


def fold_word(text: str) -> str:
    """A short text (a name, a domain) in folded spelling: compatibility forms, case, accents, invisible signs."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", _INVISIBLE.sub("", text)).translate(_OWN_ALPHABETS).casefold()
    return unicodedata.normalize("NFC", _MARKS_ON_LATIN.sub(r"\1", text))


def fold(text: str) -> Folded:
    """Fold a text. The work is bounded by ``FRONT + BACK`` characters, however long the text is."""
    text, cut = shorten(text)
    hidden = 0 if text.isascii() else len(_HIDDEN.findall(text))
    stacked = 0 if text.isascii() else len(_MANY_MARKS.findall(text))
    shown, inline = _without_markup(text)
    plain = fold_word(_ADDRESS.sub(" ", shown))
    plain, spaced = _close_up(plain)
    restored, leet = _read_leet(plain)
    words = [word for word in _WORD.findall(plain.translate(_DIGITS)) if len(word) < 60]
    mixed = 0
    if not plain.isascii() and _LATIN.search(plain) and _CYRILLIC_OR_GREEK.search(plain):
        words, mixed = _one_script(words)
    return Folded(shown, words, restored, hidden, mixed, spaced, leet, stacked, inline, cut)


def _without_markup(text: str) -> tuple[str, int]:
    inline = 0
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text, inline = _COMMENT_OR_INLINE.subn("", text)
        text = _TAG.sub(" ", text)
    if "[" in text:
        text = _BBCODE.sub(" ", text)
    return text, inline


def _close_up(text: str) -> tuple[str, int]:
    return _SPACED.subn(lambda found: re.sub(r"[^\w]|_", "", found[0]), text)


def _read_leet(text: str) -> tuple[list[str], int]:
    restored = [found.translate(_UNLEET) for found in _LEET.findall(text)][:50]
    return restored, len(restored)


def _one_script(words: list[str]) -> tuple[list[str], int]:
    latin_text = sum(1 for word in words if _LATIN.search(word) and not _CYRILLIC_OR_GREEK.search(word)) * 2 > len(
        words
    )
    folded, mixed = [], 0
    for word in words:
        if _LATIN.search(word) and _CYRILLIC_OR_GREEK.search(word):
            mixed += 1
            word = word.translate(_TO_LATIN if _belongs_to_latin(word, latin_text) else _TO_CYRILLIC)
        elif latin_text and len(word) > 3 and all(letter in _LOOK_ALIKES for letter in word):
            mixed += 1
            word = word.translate(_TO_LATIN)
        folded.append(word)
    return folded, mixed


def _belongs_to_latin(word: str, latin_text: bool) -> bool:
    """Of two readings of a word of two scripts: the only one that leaves one script, else the one of the other
    words."""
    as_latin = not _CYRILLIC_OR_GREEK.search(word.translate(_TO_LATIN_STRICT))
    as_cyrillic = not _LATIN.search(word.translate(_TO_CYRILLIC))
    return latin_text if as_latin == as_cyrillic else as_latin
