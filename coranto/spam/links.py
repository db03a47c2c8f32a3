"""The links of a text and the domains they lead to."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from .folding import fold_word, shorten

_ADDRESS = re.compile(r"(?:https?:)?//[^\s<>\"'\]\)]{3,2000}|\bwww\.[^\s<>\"'\]\)]{3,500}", re.IGNORECASE)
_HTML_LINK = re.compile(r"<a\s[^>]{0,1000}href", re.IGNORECASE)
_BBCODE_LINK = re.compile(r"\[(?:url|link)\b", re.IGNORECASE)
_BARE = re.compile(r"(?<![\w@./-])(?:[\w-]{2,40}\.){1,3}([a-z]{2,10})(?![\w-])", re.IGNORECASE)
_DOTTED = re.compile(r"[\w-]\.[a-z]{2}", re.IGNORECASE)  # without it, no bare name
_BROKEN = re.compile(
    r"\b[\w-]{3,40}\s?(?:\(|\[)?\s?(?:\bdot\b|•|\[\.\]|\(\.\)|(?<=\s)\.|\.(?=\s(?:com|net|org|info|biz|ru|xyz|top|shop)\b))"
    r"\s?(?:\)|\])?\s?(?:com|net|org|info|biz|ru|xyz|top|shop|online|site|club)\b",
    re.IGNORECASE,
)
_ENDINGS = frozenset(
    [
        "com",
        "net",
        "org",
        "info",
        "biz",
        "ru",
        "ua",
        "by",
        "kz",
        "su",
        "us",
        "uk",
        "co",
        "de",
        "fr",
        "es",
        "it",
        "pl",
        "nl",
        "se",
        "no",
        "fi",
        "cz",
        "pt",
        "br",
        "ar",
        "mx",
        "in",
        "cn",
        "jp",
        "kr",
        "tv",
        "cc",
        "ws",
        "me",
        "io",
        "ai",
        "app",
        "dev",
        "pro",
        "xyz",
        "top",
        "site",
        "online",
        "shop",
        "store",
        "club",
        "live",
        "fun",
        "space",
        "website",
        "tech",
        "vip",
        "win",
        "bet",
        "casino",
        "loan",
        "click",
        "link",
        "icu",
        "monster",
        "buzz",
        "cyou",
        "blog",
        "news",
        "one",
    ]
)
_MOST_LINKS = 60  # further links add nothing to the evidence
_SECOND_LEVEL = frozenset(
    [
        "co",
        "com",
        "net",
        "org",
        "ac",
        "gov",
        "edu",
        "or",
        "ne",
        "go",
        "gob",
        "blogspot",
        "github",
        "wordpress",
        "weebly",
        "livejournal",
        "wixsite",
    ]
)
_OWN_HOSTS = frozenset(
    ["blogspot.com", "wordpress.com", "weebly.com", "livejournal.com", "wixsite.com", "github.io", "tumblr.com"]
)


@dataclass(frozen=True, slots=True)
class Links:
    """What a text links to: ``domains`` in order of appearance and unique, the rest counts."""

    addresses: list[str]
    domains: list[str]
    in_html: int = 0
    in_bbcode: int = 0
    bare: int = 0
    broken: int = 0


def find_links(text: str) -> Links:
    """All links of the part of the text that is read (see :func:`~.folding.shorten`)."""
    text = _read_part(text)
    if not text:
        return Links([], [])
    addresses, rest, bare = _found(text)
    return Links(
        addresses=addresses,
        domains=_domains(addresses, bare),
        in_html=len(_HTML_LINK.findall(text)) if "<" in text else 0,
        in_bbcode=len(_BBCODE_LINK.findall(text)) if "[" in text else 0,
        bare=len(bare),
        broken=len(_BROKEN.findall(rest)),
    )


def find_domains(text: str) -> list[str]:
    """The domains alone, as :func:`find_links` gives them, without looking for what else it counts."""
    text = _read_part(text)
    addresses, _rest, bare = _found(text)
    return _domains(addresses, bare)


def _read_part(text: str) -> str:
    """The part of a text that is looked through; empty when there can be no link in it."""
    text, _ = shorten(text)
    if "." not in text and "dot" not in text and "•" not in text:
        return ""
    return html.unescape(text) if "&" in text else text


def _found(text: str) -> tuple[list[str], str, list[str]]:
    """Whole addresses, the text without them, and names of hosts that stand bare in that."""
    addresses = (
        [found.rstrip(".,;:!?*") for found in _ADDRESS.findall(text)[:_MOST_LINKS]]
        if "//" in text or "ww." in text.lower()
        else []
    )
    rest = _ADDRESS.sub(" ", text) if addresses else text
    if not _DOTTED.search(rest):
        return addresses, rest, []
    bare = [found[0] for found in _BARE.finditer(rest) if found[1].lower() in _ENDINGS][:_MOST_LINKS]
    return addresses, rest, bare


def _domains(addresses: list[str], bare: list[str]) -> list[str]:
    return list(dict.fromkeys(domain for domain in map(domain_of, addresses + bare) if domain))


def host_of(address: str) -> str:
    """The host of an address, folded; empty when it has none."""
    if "//" not in address:
        address = f"//{address}"
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return fold_word(host).strip(".").removeprefix("www.")


def domain_of(address: str) -> str:
    """The name under which a site is registered, as near as can be told without the public suffix list.

    >>> domain_of("https://shop.example.co.uk/a?b=c")
    'example.co.uk'
    """
    parts = host_of(address).split(".")
    if len(parts) < 2:
        return ""
    if ".".join(parts[-2:]) in _OWN_HOSTS:
        return ".".join(parts[-3:])
    keep = 3 if len(parts) > 2 and parts[-2] in _SECOND_LEVEL and len(parts[-1]) <= 3 else 2
    return ".".join(parts[-keep:])
