"""Questions about the outlets that one credit names, and how two of them become one."""

import re
from dataclasses import replace
from typing import Final

from coranto.posts.attribution_reading.name_words import is_proper, words_of
from coranto.posts.attribution_reading.names import standing_by_words
from coranto.posts.attribution_reading.outlet_words import is_distinct, is_firm
from coranto.posts.attribution_reading.outlets import Outlet, assess, names_match
from coranto.posts.attribution_reading.site import Site
from coranto.posts.attribution_reading.standing import Standing
from coranto.posts.attribution_reading.word_lists import fold, sections

ABBREVIATION: Final = re.compile(r"[A-ZÀ-ÞА-Я]{2,6}")
STAFF: Final = re.compile(r"^(?P<name>.{4,60}?),?\s+staff(?:\s+(?:writer|reporter|correspondent))?$", re.I)


def at_least_weak(outlet: Outlet) -> Outlet:
    """An outlet that the line calls a newspaper or the like."""
    return replace(outlet, standing=max(outlet.standing, Standing.WEAK))


def may_be_person(outlet: Outlet) -> bool:
    """Whether a candidate is two or three capitalised words that nothing speaks for."""
    plain = outlet.standing is Standing.PLAIN and not outlet.home
    return plain and len(words_of(outlet.name)) in (2, 3) and not is_firm(outlet.name)


def is_name(text: str) -> bool:
    """Whether a link's text with a weak word of outlets in it is a name and no headline: short, or all in capitals."""
    return len(words_of(text)) <= 4 or (len(words_of(text)) <= 6 and is_proper(text, lower_words=0))


def is_instruction(outlet: Outlet) -> bool:
    """Whether nothing but a link speaks for a name that begins with what to do, as in "View Article"."""
    words = words_of(outlet.name)
    is_told = len(words) > 1 and words[0] in sections("labels")["instructions"]
    return is_told and outlet.standing is Standing.LINKED and standing_by_words(outlet.name) < Standing.WEAK


def is_same(one: Outlet, other: Outlet) -> bool:
    """Whether two candidates of one credit are one outlet: by name, or a name beside a link without one."""
    if one.key == other.key or is_abbreviation(other.name, one.name):
        return True
    shown, named = (one, other) if one.home and not other.home else (other, one)
    return bool(shown.home) and not named.home and shown.name in shown.home


def joined(one: Outlet, other: Outlet) -> Outlet:
    """Two candidates as one: the printed name where it can be one, the link's addresses, the better standing."""
    if is_abbreviation(other.name, one.name):
        return replace(one, home=one.home or other.home, url=one.url or other.url)
    shown, named = (one, other) if one.home and one.name in one.home else (other, one)
    if named.standing < Standing.WEAK and not names_match(named.name, shown.name):
        named = shown
    return Outlet(named.name, max(one.standing, other.standing), one.home or other.home, one.url or other.url)


def is_role(text: str) -> bool:
    """Whether a part is a section or a function, as in "Culture" or "Staff writer"."""
    return " ".join(words_of(text)) in sections("refusals")["sections"] or is_function(text)


def is_function(text: str) -> bool:
    """Whether a part is what someone does at a paper, as in "Religion Correspondent"."""
    words = words_of(text)
    return 1 < len(words) <= 4 and words[-1] in ("correspondent", "editor", "columnist", "writer")


def paper_of_staff(text: str, site: Site) -> Outlet | None:
    """The outlet of "Ashgrove Herald-Leader staff writer"."""
    match = STAFF.match(text)
    outlet = assess(match["name"], site) if match else None
    is_sure = outlet is not None and outlet.standing >= Standing.WEAK and is_distinct(outlet.name)
    if outlet is None or not is_sure or len(words_of(outlet.name)) < 2:
        return None
    return replace(outlet, standing=max(outlet.standing, Standing.STRONG))


def is_abbreviation(short: str, name: str) -> bool:
    """Whether a text is the initials of a name, as APO is of "Agence Presse Océane"."""
    if not ABBREVIATION.fullmatch(short):
        return False
    initials = [word[0] for word in words_of(name)]
    capitals = [fold(word[0]) for word in name.split() if word[0].isupper()]
    return len(initials) > 1 and fold(short) in ("".join(initials), "".join(capitals))
