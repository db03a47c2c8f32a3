"""Agencies and outlets that are recognised by name alone, and the key under which spellings of one outlet meet."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final
from urllib.parse import urlsplit

from coranto.posts.attribution_reading.word_lists import FOLDER, fold, sections

HOST: Final = re.compile(r"(?:https?://)?((?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,12})(?::\d+)?(?:/\S*)?", re.I)
HOST_NAME: Final = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+(?:[^\W\d_]{2,24}|xn--[\w-]{2,40})", re.I)
KEY_LENGTH: Final = 250
LONGEST_ADDRESS: Final = 2000
HOSTS: Final = sections("hosts")
THE_WORDS: Final = ("theat", "theor", "theo", "thera", "therm", "thesis", "theme", "there", "these", "they", "theodor")


@dataclass(frozen=True, slots=True)
class KnownOutlet:
    """An entry of ``words/known_outlets.tsv``."""

    name: str
    hosts: tuple[str, ...]
    spellings: tuple[str, ...]
    is_agency: bool


def printed_host(text: str) -> str:
    """The host that a text is, or "": ``www.Example.com/a`` gives ``example.com``, ``Example Times`` gives nothing."""
    match = HOST.fullmatch(text.strip()) if len(text) <= LONGEST_ADDRESS else None
    if not match:
        return ""
    host = plain_host(match[1])
    name, _, ending = host.rpartition(".")
    if "://" in text or match[1][:4].lower() == "www.":
        return host
    is_country = len(ending) == 2 and (ending not in HOSTS["file endings"] or "." in name)
    return host if is_country or ending in HOSTS["endings"] or host in known_hosts() else ""


def plain_host(host: str) -> str:
    """A host in lower case without ``www.``."""
    return host.lower().rstrip(".").removeprefix("www.")


def host_of(url: str) -> str:
    """The host of an http address, or "" for any other, for a number and for an address with a user's name in it."""
    if len(url) > LONGEST_ADDRESS:
        return ""
    try:
        parts = urlsplit(url.strip())
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return ""
    is_sound = parts.scheme.lower() in ("http", "https") and "@" not in parts.netloc and HOST_NAME.fullmatch(host)
    return plain_host(host) if is_sound else ""


def merge_key(name_or_host: str) -> str:
    """The key under which spellings of one outlet meet: "The Example Times", "example times", "exampletimes.example".

    Case, accents, spaces, punctuation, a leading article, the ending of a host do not count; the known outlets' short
    names and hosts lead to their full name. At most 250 characters; a text without a letter or digit is
    its own key.
    """
    known = known_outlet(name_or_host)
    key = plain_key(known.name if known else name_or_host)
    return key or " ".join(name_or_host.split()).casefold()[:250]


@lru_cache(maxsize=4096)
def known_outlet(name_or_host: str) -> KnownOutlet | None:
    """The entry that a name, a short name or a host stands for."""
    host = printed_host(name_or_host)
    while "." in host:
        if host in known_hosts():
            return known_hosts()[host]
        host = host.partition(".")[2]
    spelled = spelling(name_or_host)
    found = known_spellings().get(spelled) or known_spellings().get(f"the {spelled}")
    return found or known_keys().get(plain_key(name_or_host))


def is_known_spelling(name: str) -> bool:
    """Whether a name is printed as the list has it, with "the" or without."""
    spelled = spelling(name)
    return spelled in known_spellings() or f"the {spelled}" in known_spellings()


def spelling(name: str) -> str:
    """A name in the form in which short names are looked up: folded, spaces single, with its article."""
    return " ".join(fold(name).split())


@lru_cache(maxsize=4096)
def plain_key(name_or_host: str) -> str:
    """The key by spelling alone, without the list of known outlets."""
    host = printed_host(name_or_host)
    text = host_label(host) if host else without_article(spelling(name_or_host)).replace(" & ", " and ")
    letters = "".join(char for char in text if char.isalnum() or unicodedata.category(char)[0] == "M")
    return (letters or fold(name_or_host).strip())[:KEY_LENGTH]


def host_label(host: str) -> str:
    """The part of a host that carries the name: ``news.example.co.uk`` gives ``example``; a leading "the" goes too.

    On a host of many weblogs it is the weblog's own part: ``example.blogspot.com`` gives ``example``.
    """
    labels = host.split(".")[:-1]
    if len(labels) > 1 and labels[-1] in HOSTS["second level"]:
        labels = labels[:-1]
    if len(labels) > 1 and labels[-1] in HOSTS["weblogs"]:
        labels = labels[:-1]
    label = labels[-1]
    return label[3:] if label.startswith("the") and len(label) > 6 and not label.startswith(THE_WORDS) else label


def without_article(name: str) -> str:
    """A folded name without its article: always an English "the", others where at least two words remain.

    "Der Standard" and "The Standard", "Le Monde" and a "Monde" are not one outlet.
    """
    first, _, rest = name.removeprefix("l'").partition(" ") if name.startswith("l'") else name.partition(" ")
    if name.startswith("l'"):
        return name[2:] if rest else name
    if first == "the" and rest:
        return rest
    return rest if " " in rest and first in sections("outlet_words")["articles"] else name


@cache
def known_outlets() -> tuple[KnownOutlet, ...]:
    """The entries of ``words/known_outlets.tsv``."""
    found = []
    for line in (FOLDER / "known_outlets.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            kind, name, hosts, others = [*line.split("\t"), "", ""][:4]
            spellings = (name, *filter(None, others.split(";")))
            found.append(KnownOutlet(name, tuple(filter(None, hosts.split(","))), spellings, kind == "agency"))
    return tuple(found)


@cache
def known_hosts() -> dict[str, KnownOutlet]:
    """The entries by host; what is listed first wins, here and below."""
    return {host: outlet for outlet in reversed(known_outlets()) for host in outlet.hosts}


@cache
def known_spellings() -> dict[str, KnownOutlet]:
    """The entries by name and short name as printed, folded."""
    return {spelling(name): outlet for outlet in reversed(known_outlets()) for name in reversed(outlet.spellings)}


@cache
def known_keys() -> dict[str, KnownOutlet]:
    """The entries by the key of their full name."""
    return {plain_key(outlet.name): outlet for outlet in reversed(known_outlets())}
