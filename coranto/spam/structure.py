"""Observations on the shape of a text: its links, markup, capitals, disguises, subjects.

Every observation is a named number between 0 and about 1. Their weights are learnt (the shipped model's and the
site's).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import lexicon
from .folding import Folded
from .links import Links, host_of

_EMOJI = re.compile("[\u2600-\u27bf\U0001f300-\U0001faff]")
_MONEY = re.compile(r"(?:[$€£₽₹¥₴]\s?\d|\d[\d.,]{0,20}\s?(?:[$€£₽₹¥₴]|k\b|usd|eur|rub|руб|тыс))", re.IGNORECASE)
_PHONE = re.compile(r"(?:\+|\b00|\b0|\(0|\b8)[\d\-–.\s()/]{7,16}\d\b|\b\d{7,12}\b")
_MAIL = re.compile(r"[\w.+-]{2,60}@[\w-]{2,60}\.[a-z]{2,10}", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w/.])@[A-Za-z]\w{4,31}")
_MESSENGER = re.compile(
    r"\b(?:t\.me|telegram\.me|wa\.me|api\.whatsapp|discord\.gg|line\.me|vk\.me|viber\.click)\b", re.IGNORECASE
)
_SHORTENER = frozenset(
    [
        "bit.ly",
        "goo.gl",
        "tinyurl.com",
        "is.gd",
        "cutt.ly",
        "t.co",
        "ow.ly",
        "adf.ly",
        "clck.ru",
        "bit.do",
        "rb.gy",
        "tiny.cc",
        "x.co",
        "shorturl.at",
        "linktr.ee",
        "u.to",
    ]
)
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|position\s*:\s*absolute|noscript|<marquee",
    re.IGNORECASE,
)
_BROKEN_LINES = re.compile(r" \n ?\n")
_RUN = re.compile(r"(\S)\1{4,}")
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_SENTENCE_LINK = re.compile(r"(?:https?://|www\.)\S+\s*$")

_NEAR = 60  # words that a link is seen among; more of them excuse nothing

Signals = dict[str, float]


def structure(raw: str, folded: Folded, links: Links) -> Signals:
    """The observations on a text alone, absent ones left out."""
    seen = dict(_shape(folded))
    if links.domains or links.broken:
        seen.update(_linking(raw, folded, links))
    seen.update(_disguise(raw, folded))
    seen.update(_contact(folded.shown))
    return {name: value for name, value in seen.items() if value}


def _scaled(count: int, half: int = 3) -> float:
    """0 for none, growing ever more slowly to 1; ``half`` things make about a half."""
    return count / (count + half) if count else 0.0


def _shape(folded: Folded) -> Iterator[tuple[str, float]]:
    text, words = folded.shown, folded.words
    letters = sum(map(str.isalpha, text)) if len(text) < 400 else max(1, sum(map(str.isalpha, text[:400])))
    if letters >= 20:
        capitals = sum(map(str.isupper, text[:400])) / letters
        if capitals > 0.3:
            yield "shape:capitals", min(1.0, capitals)
    if len(words) >= 30:
        yield "shape:monotonous", max(0.0, 0.5 - len(set(words)) / len(words))
    if not words:
        yield "shape:no words", 1.0
    elif len(words) < 4:
        yield "shape:few words", 1.0
    yield "shape:exclamations", _scaled(text.count("!"), 4)
    yield "shape:question", 0.5 if "?" in text else 0.0
    yield "shape:runs", 0.5 if _RUN.search(text) else 0.0
    yield "shape:broken lines", 1.0 if _BROKEN_LINES.search(text) else 0.0
    if not text.isascii():
        yield "shape:emoji", _scaled(len(_EMOJI.findall(text)), 4)
    yield "shape:cut", 1.0 if folded.cut else 0.0


def _linking(raw: str, folded: Folded, links: Links) -> Iterator[tuple[str, float]]:
    count = max(len(links.addresses) + links.bare, links.in_html + links.in_bbcode)
    yield "link:any", 1.0 if count else 0.0
    yield "link:several", _scaled(count - 1) if count > 1 else 0.0
    yield "link:in html", _scaled(links.in_html, 1)
    yield "link:in bbcode", _scaled(links.in_bbcode, 1)
    yield "link:without scheme", _scaled(links.bare)
    yield "link:broken up", _scaled(links.broken, 1)
    yield "link:among few words", 1.0 / (1 + min(_NEAR, len(folded.words)) / (8 * max(1, count))) if count else 0.0
    yield "link:at the end", 0.5 if _SENTENCE_LINK.search(raw[-500:]) else 0.0
    yield "link:several sites", _scaled(len(links.domains) - 1, 2) if len(links.domains) > 1 else 0.0
    yield "link:shortener", 1.0 if not _SHORTENER.isdisjoint(links.domains) else 0.0
    hosts = [host_of(address) for address in links.addresses[:10]]
    yield "link:long host", max((_host_oddness(host) for host in hosts), default=0.0)
    yield "link:front page only", 0.5 if links.addresses and all(a.count("/") <= 3 for a in links.addresses) else 0.0


def _host_oddness(host: str) -> float:
    name = host.rsplit(".", 1)[0]
    return min(
        1.0, (name.count("-") + name.count(".") + sum(map(str.isdigit, name)) / 2) / 4 + max(0, len(name) - 18) / 20
    )


def _disguise(raw: str, folded: Folded) -> Iterator[tuple[str, float]]:
    yield "disguise:hidden signs", _scaled(folded.hidden_signs, 2)
    yield "disguise:mixed scripts", _scaled(folded.mixed_words, 1)
    yield "disguise:spaced letters", _scaled(folded.spaced_words, 1)
    yield "disguise:digits for letters", _scaled(folded.leet_words, 3)
    yield "disguise:stacked marks", _scaled(folded.stacked_marks, 2)
    if "<" in raw:
        yield "disguise:hidden by style", 1.0 if _HIDING.search(raw[:8000]) else 0.0
        yield "disguise:tags inside words", _scaled(folded.inline_tags, 6)


def _contact(text: str) -> Iterator[tuple[str, float]]:
    text = text[:8000]
    messenger = bool(_MESSENGER.search(text))
    text = _LINK.sub(" ", text)
    has_digits = any(digit in text for digit in "0123456789")
    yield "contact:phone", 1.0 if has_digits and _PHONE.search(text) else 0.0
    yield "contact:money", _scaled(len(_MONEY.findall(text)), 2) if has_digits else 0.0
    if "@" in text:
        yield "contact:mail", 1.0 if _MAIL.search(text) else 0.0
        yield "contact:handle", 0.5 if _HANDLE.search(text) else 0.0
    yield "contact:messenger link", 1.0 if messenger else 0.0


def subject_signals(found: dict[str, list[str]], words: list[str]) -> Signals:
    """The subjects of a text and its stock praise as observations (see :mod:`~.lexicon`)."""
    seen = {f"subject:{subject}": _scaled(len(said), 2) for subject, said in found.items()}
    if len(found) > 2:
        seen["subject:many"] = _scaled(len(found) - 2, 2)
    count = lexicon.praise(words)
    if count:
        seen["praise:stock phrases"] = _scaled(count, 4)
        seen["praise:little else"] = min(1.0, 3 * count / (len(words) + 6))
    return seen
