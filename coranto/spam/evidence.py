"""Everything the models look at, read from a submission once."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from functools import lru_cache

from . import lexicon
from .folding import Folded, fold, fold_word
from .links import Links, domain_of, find_links
from .pieces import named_piece, text_pieces
from .sender import sender
from .structure import Signals, structure, subject_signals
from .submission import Submission

LATEST = 32
"""Texts whose pieces are kept: one is read when it is scored, and again when it is remembered, soon after."""
_PASSAGE = 40  # words
_MOST_PASSAGES = 12
_WORDS = re.compile(r"[^\W\d_]{3,20}")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was read: hashed ``pieces`` (bucket numbers), named ``signals``, and the parts reasons are worded from.

    ``passages`` are the pieces of each part of a long text, so that one bad part among good ones is seen.
    """

    folded: Folded
    links: Links
    pieces: array[int]
    signals: Signals
    subjects: dict[str, list[str]]
    website: str
    passages: tuple[array[int], ...] = ()


def read(submission: Submission) -> Evidence:
    """Read a submission's text and sender. Bounded work: see :func:`~.folding.shorten`."""
    folded, links = _opened(submission.text)
    said = lexicon.subjects({*folded.words, *folded.restored})
    signals = structure(submission.text, folded, links)
    signals.update(subject_signals(said, folded.words))
    signals.update(sender(submission.author, submission.email, submission.url, links))
    pieces = read_pieces(submission)
    website = domain_of(submission.url) if submission.url else ""
    return Evidence(folded, links, pieces, signals, said, website, _passages(folded.words))


def read_pieces(submission: Submission) -> array[int]:
    """The pieces alone: all that a text is recognised by. Never change them: those of the latest texts are kept."""
    return _pieces(submission.text, submission.author, submission.url)


@lru_cache(maxsize=LATEST)
def _pieces(text: str, author: str, url: str) -> array[int]:
    folded, links = _opened(text)
    pieces = text_pieces(folded.words, folded.restored)
    pieces.update(map(named_piece, _names(author, url, links)))
    return array("I", pieces)


@lru_cache(maxsize=4)
def _opened(text: str) -> tuple[Folded, Links]:
    return fold(text), find_links(text)


def _passages(words: list[str]) -> tuple[array[int], ...]:
    if len(words) < 2 * _PASSAGE:
        return ()
    starts = range(0, min(len(words) - _PASSAGE // 2, _PASSAGE * _MOST_PASSAGES), _PASSAGE)
    return tuple(array("I", text_pieces(words[start : start + _PASSAGE])) for start in starts)


def _names(author: str, url: str, links: Links) -> set[str]:
    """Parts of domains and of the author's name, kept apart from the words of the text."""
    names: set[str] = set()
    for domain in [*links.domains[:10], *([domain_of(url)] if url else [])]:
        name, _, ending = domain.rpartition(".")
        names.update((f"ending:{ending}", f"domain:{name}"))
        names.update(f"host:{name[at : at + 4]}" for at in range(min(len(name), 30) - 3))
    if author:
        names.update(f"author:{word}" for word in _WORDS.findall(fold_word(author[:100]))[:8])
    return names
