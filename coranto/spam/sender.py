"""Observations on who sends: the name, the e-mail address and the website given with a text."""

from __future__ import annotations

import re

from . import lexicon
from .folding import fold_word
from .links import Links, domain_of

_TAIL = re.compile(r"^[A-Z][a-z]{2,}[a-z](?:[A-Z]{1,2}|[A-Z][a-z]{1,2})$")
_WORDS = re.compile(r"[^\W_]+")
_LOOKS_RANDOM = re.compile(r"[bcdfghjklmnpqrstvwxz]{5,}|\d{4,}|(?:[a-z]\d){3,}")
_ADDRESS = re.compile(r"https?:|www\.|\.(?:com|net|org|ru|info|biz|xyz|top|shop|online|site)\b", re.IGNORECASE)


def sender(author: str, email: str, url: str, links: Links) -> dict[str, float]:
    """Named observations between 0 and 1; nothing is concluded from a field that is empty."""
    seen: dict[str, float] = {}
    author, email, url = author[:200], email[:200], url[:1000]
    if author:
        seen.update(_name(author))
    if url:
        seen.update(_website(url, links))
    if email:
        local, _, host = email.lower().partition("@")
        if _LOOKS_RANDOM.search(local) or sum(map(str.isdigit, local)) > 4:
            seen["sender:random e-mail"] = 1.0
        if local.count(".") > 3 or "+" in local:
            seen["sender:e-mail variants"] = 1.0
        if host and domain_of(host) in links.domains:
            seen["sender:e-mail of the linked site"] = 1.0
    return seen


def _name(author: str) -> dict[str, float]:
    words = _WORDS.findall(fold_word(author))
    seen = {
        "sender:name with a generated tail": 1.0 if _TAIL.match(author) else 0.0,
        "sender:name is an address": 1.0 if _ADDRESS.search(author) else 0.0,
        "sender:name is a slogan": 1.0 if len(words) > 3 else 0.0,
        "sender:name looks random": 1.0 if _LOOKS_RANDOM.search(author.lower()) else 0.0,
        "sender:name sells": 1.0 if set(lexicon.subjects(words)) - {"contact", "urgency"} else 0.0,
    }
    return {name: value for name, value in seen.items() if value}


def _website(url: str, links: Links) -> dict[str, float]:
    seen: dict[str, float] = {}
    domain = domain_of(url)
    rest = url.split("//", 1)[-1].partition("/")[2]
    if (rest.count("/") >= 1 and len(rest) > 12) or "?" in rest:
        seen["sender:website is a deep link"] = 1.0
    if domain and domain in links.domains:
        seen["sender:website again in the text"] = 1.0
    if set(lexicon.subjects(_WORDS.findall(fold_word(url)))) - {"contact", "urgency"}:
        seen["sender:website sells"] = 1.0
    return seen
