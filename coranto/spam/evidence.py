"""Everything the models look at, read from a submission once."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass

from . import lexicon
from .folding import Folded, fold, fold_word
from .links import Links, domain_of, find_links
from .pieces import named_piece, text_pieces
from .sender import sender
from .structure import Signals, structure, subject_signals
from .submission import Submission

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
    folded = fold(submission.text)
    links = find_links(submission.text)
    said = lexicon.subjects({*folded.words, *folded.restored})
    signals = structure(submission.text, folded, links)
    signals.update(subject_signals(said, folded.words))
    signals.update(sender(submission.author, submission.email, submission.url, links))
    pieces = _pieces(submission, folded, links)
    website = domain_of(submission.url) if submission.url else ""
    return Evidence(folded, links, pieces, signals, said, website, _passages(folded.words))


def read_pieces(submission: Submission) -> array[int]:
    """The pieces alone, at half the cost: all that a text is recognised by."""
    return _pieces(submission, fold(submission.text), find_links(submission.text))


def _pieces(submission: Submission, folded: Folded, links: Links) -> array[int]:
    pieces = text_pieces(folded.words, folded.restored)
    pieces.update(map(named_piece, _names(submission, links)))
    return array("I", pieces)


def _passages(words: list[str]) -> tuple[array[int], ...]:
    if len(words) < 2 * _PASSAGE:
        return ()
    starts = range(0, min(len(words) - _PASSAGE // 2, _PASSAGE * _MOST_PASSAGES), _PASSAGE)
    return tuple(array("I", text_pieces(words[start : start + _PASSAGE])) for start in starts)


def _names(submission: Submission, links: Links) -> set[str]:
    """Parts of domains and of the author's name, kept apart from the words of the text."""
    names: set[str] = set()
    for domain in [*links.domains[:10], *([domain_of(submission.url)] if submission.url else [])]:
        name, _, ending = domain.rpartition(".")
        names.update((f"ending:{ending}", f"domain:{name}"))
        names.update(f"host:{name[at : at + 4]}" for at in range(min(len(name), 30) - 3))
    if submission.author:
        names.update(f"author:{word}" for word in _WORDS.findall(fold_word(submission.author[:100]))[:8])
    return names
