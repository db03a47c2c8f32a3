"""Training texts made for this project: empty praise, offers, and altered copies of real texts.

Real spam of a usable licence covers few trades and languages. These texts widen it: patterns composed here
(``flattery.txt``, ``offers.txt``), good comments given a harmless link, spam stripped of its links or disguised.
Everything is drawn from a seeded generator, so the same seed makes the same texts. Hosts are nonsense syllables.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from coranto.spam.submission import Submission

_CHOICE = re.compile(r"\{([^{}]*)\}")
_LINK = re.compile(r"<a\s[^>]*>|</a>|\[/?url[^\]]*\]|https?://\S+|www\.\S+", re.IGNORECASE)
_SYLLABLES = [
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "ka",
    "le",
    "mi",
    "no",
    "pu",
    "ra",
    "se",
    "ti",
    "vo",
    "xu",
    "za",
    "bre",
    "cla",
    "dro",
    "fli",
    "gra",
    "ple",
    "sto",
    "tri",
]
_SPAM_ENDINGS = [
    "com",
    "net",
    "org",
    "info",
    "biz",
    "ru",
    "top",
    "xyz",
    "online",
    "site",
    "shop",
    "club",
    "pro",
    "store",
    "life",
]
_HAM_ENDINGS = ["com", "org", "net", "de", "io", "edu", "gov", "co.uk", "dev", "fr", "eu", "blog"]
_WRONG = {
    "a": "аɑ@",
    "e": "еė3",
    "o": "оο0",
    "i": "іí1",
    "c": "сϲ",
    "p": "рρ",
    "x": "х",
    "y": "у",
    "s": "ѕ$5",
    "h": "һ",
    "а": "a",
    "е": "e",
    "о": "o",
    "с": "c",
    "р": "p",
}
_NAMES = [
    "Anna",
    "Peter",
    "Maria",
    "Tom",
    "Julia",
    "Ali",
    "Eva",
    "Jan",
    "Lena",
    "Omar",
    "Nina",
    "Paul",
    "Sara",
    "Ivan",
    "Lucy",
]


def patterns(name: str) -> list[str]:
    """The patterns of one of the text files beside this module."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def expand(pattern: str, rng: random.Random) -> str:
    """One text of a pattern: every ``{a|b}`` replaced by one of its choices, innermost first."""
    while _CHOICE.search(pattern):
        pattern = _CHOICE.sub(lambda found: rng.choice(found[1].split("|")), pattern)
    return " ".join(pattern.split())


def flattery(rng: random.Random, count: int, listed: Sequence[str] = ()) -> Iterator[Submission]:
    """Empty praise, half of it with a website to promote."""
    listed = listed or patterns("flattery.txt")
    for _ in range(count):
        text = " ".join(expand(rng.choice(listed), rng) for _ in range(rng.choice((1, 1, 1, 2))))
        yield Submission(text, author=_name(rng), url=_address(rng, _SPAM_ENDINGS) if rng.random() < 0.5 else "")


def offers(rng: random.Random, count: int) -> Iterator[Submission]:
    """Advertising with links, addresses and numbers, a part of it disguised."""
    listed = patterns("offers.txt")
    for _ in range(count):
        text = expand(rng.choice(listed), rng)
        text = text.replace("LINK", _spam_link(rng)).replace("MAIL", _mail(rng)).replace("PHONE", _phone(rng))
        text = disguised(text, rng) if rng.random() < 0.15 else text
        yield Submission(" ".join(text.split()), author=_name(rng))


def harmless(rng: random.Random, count: int) -> Iterator[Submission]:
    """Good comments of the kinds that are easily mistaken for spam."""
    listed = patterns("harmless.txt")
    for _ in range(count):
        text = " ".join(
            expand(rng.choice(listed), rng).replace("LINK", _reference(rng)) for _ in range(rng.choice((1, 1, 2)))
        )
        yield Submission(
            text, author=_name(rng), url=_address(rng, _HAM_ENDINGS).rsplit("/", 1)[0] if rng.random() < 0.3 else ""
        )


def with_harmless_links(real: list[Submission], rng: random.Random, count: int) -> Iterator[Submission]:
    """Good texts of some length with one to three links of the kind readers give as a reference."""
    long_enough = [one for one in real if len(one.text) > 50 and "http" not in one.text]
    for one in rng.sample(long_enough, min(count, len(long_enough))):
        text = one.text
        for _ in range(rng.choice((1, 1, 1, 2, 3))):
            text = _insert(text, _reference(rng), rng)
        url = _address(rng, _HAM_ENDINGS).rsplit("/", 1)[0] if rng.random() < 0.3 else one.url
        yield replace(one, text=text, url=url)


def without_links(real: list[Submission], rng: random.Random, count: int) -> Iterator[Submission]:
    """Spam texts with their links removed, so that their words are learnt too."""
    left = [replace(one, text=" ".join(_LINK.sub(" ", one.text).split())) for one in real if _LINK.search(one.text)]
    left = [one for one in left if len(one.text.split()) >= 6]
    yield from rng.sample(left, min(count, len(left)))


def in_disguise(real: list[Submission], rng: random.Random, count: int) -> Iterator[Submission]:
    """Spam texts with look-alike letters, invisible signs, spaced or broken words."""
    for one in rng.sample(real, min(count, len(real))):
        yield replace(one, text=disguised(one.text, rng))


def disguised(text: str, rng: random.Random) -> str:
    """A text with about a third of its longer words disguised in one of the usual ways."""
    return disguised_by(text, rng, rng.choice((look_alike, invisible, spaced, tagged)))


def disguised_by(text: str, rng: random.Random, way: Callable[[str, random.Random], str]) -> str:
    """A text with about a third of its longer words disguised in one way."""
    return re.sub(r"[^\W\d_]{5,}", lambda found: way(found[0], rng) if rng.random() < 0.35 else found[0], text)


def look_alike(word: str, rng: random.Random) -> str:
    """A word with some letters replaced by look-alikes."""
    return "".join(rng.choice(_WRONG[letter]) if letter in _WRONG and rng.random() < 0.5 else letter for letter in word)


def invisible(word: str, rng: random.Random) -> str:
    """A word with an invisible sign inside."""
    at = rng.randrange(1, len(word))
    return word[:at] + rng.choice("\u200b\u200c\u2060\u00ad") + word[at:]


def spaced(word: str, rng: random.Random) -> str:
    """A word with its letters set apart."""
    return rng.choice(" .-*").join(word)


def tagged(word: str, rng: random.Random) -> str:
    """A word cut by markup."""
    at = rng.randrange(1, len(word))
    return word[:at] + rng.choice(("<!-- -->", "<b></b>", "<span></span>")) + word[at:]


def _name(rng: random.Random) -> str:
    plain = rng.choice(_NAMES)
    return rng.choice((plain, plain, "", f"{plain} {_word(rng).title()}", plain.lower() + str(rng.randrange(10, 99))))


def _word(rng: random.Random) -> str:
    return "".join(rng.choice(_SYLLABLES) for _ in range(rng.choice((2, 3, 4))))


def _address(rng: random.Random, endings: list[str]) -> str:
    path = "/".join(_word(rng) for _ in range(rng.choice((0, 1, 1, 2))))
    host = rng.choice(("", "www.")) + _word(rng) + rng.choice(("", "-" + _word(rng)))
    return f"{rng.choice(('http', 'https'))}://{host}.{rng.choice(endings)}/{path}"


def _spam_link(rng: random.Random) -> str:
    address, name = _address(rng, _SPAM_ENDINGS), _word(rng)
    return rng.choice(
        (
            address,
            address,
            f'<a href="{address}">{name}</a>',
            f"<a href={address}>{name} {name}</a>",
            f"[url={address}]{name}[/url]",
            address.split("//")[1].rstrip("/"),
            "",
            f"{address} {_address(rng, _SPAM_ENDINGS)}",
        )
    )


def _reference(rng: random.Random) -> str:
    address = _address(rng, _HAM_ENDINGS) + rng.choice(
        ("", "", "#" + _word(rng), f"?id={rng.randrange(9999)}", ".html")
    )
    return rng.choice(
        (
            address,
            address,
            address,
            f"[{_word(rng)}]({address})",
            f'<a href="{address}">{_word(rng)}</a>',
            f"({address})",
        )
    )


def _insert(text: str, link: str, rng: random.Random) -> str:
    words = text.split(" ")
    at = rng.choice((len(words), rng.randrange(len(words) + 1)))
    return " ".join([*words[:at], link, *words[at:]])


def _mail(rng: random.Random) -> str:
    number = rng.choice(("", str(rng.randrange(999))))
    return f"{_word(rng)}{number}@{rng.choice(('gmail', 'hotmail', 'yahoo', 'outlook', _word(rng)))}.com"


def _phone(rng: random.Random) -> str:
    return rng.choice(("+", "00", "")) + "".join(rng.choice("0123456789") for _ in range(rng.choice((10, 11, 12))))
