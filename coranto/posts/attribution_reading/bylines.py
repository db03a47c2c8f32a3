"""Unlabelled lines at the head of a post: "Outlet – date", "By A. Writer | Outlet | date", also over several lines."""

import re
from dataclasses import replace
from typing import Final

from coranto.posts.attribution_reading.candidates import is_role
from coranto.posts.attribution_reading.claims import Claim, claims_of
from coranto.posts.attribution_reading.credit import Credit, read_credit
from coranto.posts.attribution_reading.lines import Line, Link
from coranto.posts.attribution_reading.name_words import is_host, words_of
from coranto.posts.attribution_reading.names import standing_by_words
from coranto.posts.attribution_reading.outlet_words import is_dated_alone, is_distinct, is_firm
from coranto.posts.attribution_reading.outlets import Outlet
from coranto.posts.attribution_reading.people_and_places import is_person
from coranto.posts.attribution_reading.result import Relation
from coranto.posts.attribution_reading.site import Site
from coranto.posts.attribution_reading.standing import Standing
from coranto.posts.attribution_reading.word_lists import fold, sections

LONGEST: Final = 140
SHORT: Final = 80
MOST_SPACES: Final = 18
DIGIT: Final = re.compile(r"\d")
PARTED: Final = re.compile(r"[,|/•·]|\s[-–—]\s")
STATIONS: Final = ("news", "radio")
NEVER: Final = Standing.KNOWN + 1
OLDEST: Final = 1980  # a name with an older date is a work's or an event's as often as a paper's
BY: Final = re.compile(
    r"^\W*(?:by|von|par|por|di|door|oleh|av|af|przez|автор|written by|story by)\s*:?\s+(?=[^\W\d_])", re.I
)
FOR: Final = re.compile(
    r"^\W*(?:by|von|par|por)\s+(?P<author>[^|,–—]{3,50}?)\s+(?:for|für|pour|para|of|in|im|dans|en)\s+(?:(?-i:the)\s+)?(?P<name>[^|,–—]{3,60})$",
    re.I,
)
ADDRESS: Final = re.compile(
    r"https?:|www\.|\w\.\w{2,6}/\w", re.I
)  # an address and a day are a reference: when it was looked at
NUMBERED: Final = re.compile(r"^\W*\d+\s?[.)\]]\s|^\[\d+\]")
SENTENCE: Final = re.compile(r"[?!]|[^\W\d_]{3,}\.\s+[^\W\d_]|:\s+\S+(?:\s+\S+){6}")


def read_byline(line: Line, site: Site) -> list[Claim]:
    """The claims of a line that is a name with a date, an author with an outlet, or all three."""
    text = line.text
    if len(text) > LONGEST or line.in_list or line.has_picture or not may_be_byline(text):
        return []
    if match := FOR.match(text):
        return read_for(line, match, site)
    if SENTENCE.search(text):
        return []
    credit = read_credit(line, 0, len(text), site)
    has_by = bool(BY.match(text))
    if len(credit.outlets) != 1 or not is_clean(credit, has_by=has_by):
        return []
    outlet = credit.outlets[0]
    if outlet.standing is Standing.WEAK and len(words_of(outlet.name)) == 1:
        return []
    if ADDRESS.search(text):
        return []
    least = needed(credit, outlet, has_by=has_by, is_heading=line.is_heading)
    if outlet.standing < least and not is_dated_outlet(credit, outlet, line, site):
        return []
    return claims_of(credit, line, Relation.REPUBLISHED, doubt=0.02)


def may_be_byline(text: str) -> bool:
    """Whether a line has a date, an author or parts; prose is passed over at little cost."""
    if NUMBERED.match(text) or text.count(" ") > MOST_SPACES:
        return False
    return bool(DIGIT.search(text) or BY.match(text)) or (len(text) <= SHORT and PARTED.search(text) is not None)


def read_for(line: Line, match: re.Match[str], site: Site) -> list[Claim]:
    """ "By A. Writer for Outlet"."""
    credit = read_credit(line, *match.span("name"), site)
    if len(credit.outlets) != 1 or credit.rest or credit.refused or credit.best < Standing.WEAK:
        return []
    credit.author = match["author"].strip()
    return claims_of(credit, line, Relation.REPUBLISHED, doubt=0.02)


def is_clean(credit: Credit, *, has_by: bool) -> bool:
    """Whether nothing but outlet, author, date stands in the line: no place, no section, no words."""
    strange = [part for part in credit.rest if part != credit.author and not is_role(part)]
    if strange or credit.title:
        return False
    if credit.refused or (credit.places and not has_by):
        return False
    return not credit.licence


def needed(credit: Credit, outlet: Outlet, *, has_by: bool, is_heading: bool) -> int:
    """The standing that the outlet of an unlabelled line must have; more than any has where it cannot be a credit."""
    words = words_of(outlet.name)
    lists = sections("refusals")
    least = needed_by_parts(credit, outlet, words, has_by=has_by, is_heading=is_heading)
    if words and words[0] in lists["about"]:
        return max(least, Standing.MATCHED)
    if any(word in lists["sections"] for word in words if word not in ("news", "media")):
        return max(least, Standing.STRONG)
    return least


def is_dated_outlet(credit: Credit, outlet: Outlet, line: Line, site: Site) -> bool:
    """Whether a line is a name with its date and no more, and the name is of a kind that is so credited."""
    if not credit.has_date or credit.date is None or credit.date.year < OLDEST:
        return False
    if credit.author or line.is_heading or outlet.standing < Standing.WEAK:
        return False
    is_issue = credit.date.day is not None or words_of(outlet.name)[-1] == "magazine"
    return is_issue and is_dated_alone(outlet.name, site.language)


def needed_by_parts(credit: Credit, outlet: Outlet, words: tuple[str, ...], *, has_by: bool, is_heading: bool) -> int:
    """The standing that is needed by what stands beside the outlet: an author, a date, both."""
    with_article = fold(outlet.name.split()[0]) in sections("outlet_words")["articles"] and len(words) > 2
    if has_by and credit.author and credit.has_date:
        is_publisher = len(words) > 1 and is_firm(outlet.name) and not is_spot(words)
        return Standing.PLAIN if is_publisher else Standing.WEAK
    if has_by and credit.author:
        return Standing.WEAK if with_article else Standing.LINKED
    if not credit.has_date:
        return Standing.STRONG if credit.author and is_person(credit.author) else NEVER
    if credit.author:
        return Standing.WEAK
    return needed_with_date(credit, outlet, words, is_heading=is_heading, with_article=with_article)


def needed_with_date(
    credit: Credit, outlet: Outlet, words: tuple[str, ...], *, is_heading: bool, with_article: bool
) -> int:
    """What is needed of a name with nothing but a date: headings of diaries, events and old works look alike."""
    if outlet.standing is not Standing.KNOWN:
        is_old = credit.date is not None and credit.date.year < OLDEST
        by_words = standing_by_words(outlet.name)
        if is_old or (by_words >= Standing.WEAK and not is_distinct(outlet.name)):
            return Standing.KNOWN
        if by_words < Standing.WEAK and not is_host(outlet.name) and (is_spot(words) or not outlet.url):
            return Standing.KNOWN
    if is_heading:
        return Standing.STRONG
    is_daily = credit.date is not None and credit.date.day is not None
    is_station = words[-1] in STATIONS and len(words) > 2
    return (
        Standing.WEAK if with_article or (is_station and is_daily) or has_two_outlet_words(words) else Standing.STRONG
    )


def is_spot(words: tuple[str, ...]) -> bool:
    """Whether a name reads as a place to be at: "Beacon Hotel", "Harbour Hall", "San Telmo"."""
    lists = sections("refusals")
    spots = lists["places words"] | lists["occasions"] | lists["columns"]
    return words[-1] in spots or words[0] in (
        "san",
        "santa",
        "saint",
        "st",
        "new",
        "port",
        "fort",
        "mount",
        "lake",
        "bad",
        "los",
        "las",
        "el",
        "la",
    )


def has_two_outlet_words(words: tuple[str, ...]) -> bool:
    """Whether two outlet words stand in a name, as in "Capstan News Online"."""
    lists = sections("outlet_words")
    return sum(word in lists["weak"] or word in lists["strong"] for word in words) > 1 and not is_person(
        " ".join(words)
    )


def joined_lines(lines: list[Line]) -> Line:
    """Several short lines as one, with bars between them."""
    text = ""
    links: list[Link] = []
    for line in lines:
        offset = len(text) + (3 if text else 0)
        text = f"{text} | {line.text}" if text else line.text
        links.extend(Link(link.start + offset, link.end + offset, link.url) for link in line.links)
    return replace(
        lines[0],
        text=text,
        links=tuple(links),
        in_list=any(line.in_list for line in lines),
        is_heading=any(line.is_heading for line in lines),
        has_picture=any(line.has_picture for line in lines),
    )
