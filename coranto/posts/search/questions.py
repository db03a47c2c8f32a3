"""What was typed into the search field, read as WordPress reads it.

Every word must be there, ``-word`` must not be, and ``"words in quotes"`` must stand together. Words also find longer
ones that begin with them.
"""

import re
from dataclasses import dataclass, replace

from coranto.posts.search.folding import fold_question, is_unspaced

QUOTES = str.maketrans("“”„«»＂", '""""""')
PIECE = re.compile(r'(-?)"([^"]*)"|(-?)([^\s"]+)')
HAS_LETTERS = re.compile(r"[^\W_]")
LONGEST = 500
MOST_TERMS = 12
LONGEST_TERM = 100
SHORTEST_BEGINNING = 3
"""Shorter words of plain letters only find themselves: too much begins with them."""


@dataclass(frozen=True, slots=True)
class Term:
    """Folded words that must stand together; ``begins`` says that the last may go on."""

    words: str
    begins: bool


@dataclass(frozen=True, slots=True)
class Question:
    """What must be in a text, and what must not; ``only_signs`` where signs were typed, and no word."""

    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()
    only_signs: bool = False

    def as_sentence(self) -> "Question":
        """What has the words one after the other, and nothing else is asked."""
        last = self.wanted[-1]
        return Question((replace(last, words=" ".join(term.words for term in self.wanted)),))

    def of_whole_words(self) -> "Question":
        """The question without longer words that begin with one wanted. Whatever answers it answers this one."""
        return replace(self, wanted=tuple(replace(term, begins=False) for term in self.wanted))


def read_question(typed: str) -> Question:
    """The question in what was typed. Nothing typed asks for everything, signs alone for what no text has."""
    wanted: dict[Term, None] = {}
    unwanted: dict[Term, None] = {}
    for piece in PIECE.finditer(typed[:LONGEST].translate(QUOTES)):
        minus, phrase, word_minus, word = piece.groups()
        term = _term(phrase, quoted=True) if word is None else _term(word, quoted=False)
        if term:
            (unwanted if minus or word_minus else wanted)[term] = None
    only_signs = not wanted and not unwanted and not typed.isspace() and bool(typed)
    return Question(tuple(wanted)[:MOST_TERMS], tuple(unwanted)[:MOST_TERMS], only_signs)


def _term(text: str, *, quoted: bool) -> Term | None:
    words = " ".join(word for word in fold_question(text[:LONGEST_TERM]).split() if HAS_LETTERS.search(word))
    if not words:
        return None
    last = words.rsplit(" ", 1)[-1]
    return Term(words, not quoted and _may_go_on(last))


def _may_go_on(word: str) -> bool:
    if is_unspaced(word):
        return len(word) == 1
    return len(word) >= (SHORTEST_BEGINNING if word.isascii() else SHORTEST_BEGINNING - 1)
