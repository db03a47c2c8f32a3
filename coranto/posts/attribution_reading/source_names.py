"""Names that only their place speaks for: a link's short text after "Source:", a Russian name in quotation marks."""

import re
from dataclasses import replace
from typing import Final

from coranto.posts.attribution_reading.credit import Credit
from coranto.posts.attribution_reading.lines import Line
from coranto.posts.attribution_reading.name_words import first_letter, is_proper, tidied, words_of
from coranto.posts.attribution_reading.names import is_generic, standing_by_words
from coranto.posts.attribution_reading.outlets import Outlet, is_title
from coranto.posts.attribution_reading.site import Site
from coranto.posts.attribution_reading.standing import Standing
from coranto.posts.attribution_reading.word_lists import sections

LABELS: Final = sections("labels")
MOST_WORDS: Final = 2  # beside articles and particles; three are a headline as often
NOUNS_BIG: Final = ("", "en", "de")  # where a small letter in a short text tells a headline from a name
QUOTED_CYRILLIC: Final = re.compile(r"[«„](?P<name>[^«»„“”]{3,40})[»“”]")
CYRILLIC: Final = re.compile(r"[\u0400-\u04ff]")


def keep_named_source(credit: Credit, line: Line, start: int, end: int, site: Site) -> None:
    """Give the one outlet after a label of sources the name that is printed there, where that can be no headline."""
    if len(credit.outlets) != 1 or credit.rest or credit.refused or credit.author:
        return
    is_book = credit.date is not None and not credit.has_date  # of a bare year
    outlet = credit.outlets[0]
    if outlet.home and outlet.name in outlet.home:
        named = name_in_link(outlet, line, start, end, site)
    else:
        named = None if is_book else name_in_quotes(outlet, line.text[start:end], site)
    if named:
        credit.outlets[0] = named
        credit.title = "" if credit.title == named.name else credit.title


def name_in_link(outlet: Outlet, line: Line, start: int, end: int, site: Site) -> Outlet | None:
    """The outlet that only its host shows, under the name in its link."""
    texts = [line.text[link.start : link.end] for link in line.links if start <= link.start and link.end <= end]
    name = tidied(texts[0]) if len(texts) == 1 else ""
    if not may_be_named(name, site.language[:2]):
        return None
    return replace(outlet, name=name, standing=Standing.LINKED)


def name_in_quotes(outlet: Outlet, text: str, site: Site) -> Outlet | None:
    """The outlet in quotation marks, which Russian and its kin put around the names of papers: «Вечерний лиман»."""
    match = QUOTED_CYRILLIC.search(text)
    if not match or outlet.standing > Standing.PLAIN or tidied(match["name"]) != outlet.name:
        return None
    is_sure = CYRILLIC.search(outlet.name) and may_be_named(outlet.name, site.language[:2])
    return replace(outlet, standing=Standing.WEAK) if is_sure else None


def may_be_named(name: str, language: str) -> bool:
    """Whether a short text can be a name: neither a headline, a document, a person nor a word for nothing certain."""
    words = words_of(name)
    little = sections("outlet_words")["articles"] | sections("outlet_words")["particles"]
    count = sum(word not in little for word in words)
    if not 1 <= count <= MOST_WORDS or is_title(name) or not first_letter(name).isupper():
        return False
    if standing_by_words(name) is Standing.REFUSED or is_generic(words) or any(char.isdigit() for char in name):
        return False
    if not LABELS["documents"].isdisjoint(words) or words[0] in LABELS["instructions"]:
        return False
    return is_proper(name, lower_words=0) or (language not in NOUNS_BIG and is_proper(name, lower_words=1))
