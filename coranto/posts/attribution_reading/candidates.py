"""Questions about the outlets that one credit names, and how two of them become one."""

from dataclasses import replace

from coranto.posts.attribution_reading.name_words import is_proper, words_of
from coranto.posts.attribution_reading.outlet_words import is_firm
from coranto.posts.attribution_reading.outlets import Outlet, names_match
from coranto.posts.attribution_reading.standing import Standing
from coranto.posts.attribution_reading.word_lists import sections


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


def is_same(one: Outlet, other: Outlet) -> bool:
    """Whether two candidates of one credit are one outlet: by name, or a name beside a link without one."""
    if one.key == other.key:
        return True
    shown, named = (one, other) if one.home and not other.home else (other, one)
    return bool(shown.home) and not named.home and shown.name in shown.home


def joined(one: Outlet, other: Outlet) -> Outlet:
    """Two candidates as one: the printed name where it can be one, the link's addresses, the better standing."""
    shown, named = (one, other) if one.home and one.name in one.home else (other, one)
    if named.standing < Standing.WEAK and not names_match(named.name, shown.name):
        named = shown
    return Outlet(named.name, max(one.standing, other.standing), one.home or other.home, one.url or other.url)


def is_role(text: str) -> bool:
    """Whether a part is a section or a function, as in "Culture" or "Staff writer"."""
    return " ".join(words_of(text)) in sections("refusals")["sections"]
