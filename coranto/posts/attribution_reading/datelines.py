"""Agencies' date lines: "BERLIN (Agency) –", "Agency –", "Madrid, 5 feb (EFE).-", "(서울=연합뉴스)"."""

import re
from collections.abc import Iterator
from typing import Final

from coranto.core.partial_date import PartialDate
from coranto.posts.attribution_reading.claims import Claim, Distance
from coranto.posts.attribution_reading.dates import find_dates
from coranto.posts.attribution_reading.known_outlets import known_outlet
from coranto.posts.attribution_reading.lines import Line
from coranto.posts.attribution_reading.name_words import CJK, is_host, words_of
from coranto.posts.attribution_reading.outlets import Outlet, assess
from coranto.posts.attribution_reading.people_and_places import is_person, is_place
from coranto.posts.attribution_reading.site import Site
from coranto.posts.attribution_reading.standing import Standing
from coranto.posts.attribution_reading.word_lists import sections

SHORTEST_TEXT: Final = 25  # characters of news after a date line
LOOKED_AT: Final = 130
MARKS: Final = ("(", " – ", " - ", " — ", "–", "—", "- ", "[", "/", "【", "［", "〔", "电", "電")
DASH: Final = r"(?:\s?[.:]?\s?[-–—―]+|\.\s?[-–—]|\s?:)"
NAME: Final = r"(?P<name>[^()\[\]\n]{2,45}?)"
PARENTHESIS: Final = re.compile(
    rf"^(?P<place>[^\W\d_][^()\[\]–—:?!\"“”]{{1,70}}?)[,.]?\s?[(\[]{NAME}[)\]](?P<dash>{DASH})?\s?"
)
FIRST: Final = re.compile(rf"^[(\[]{NAME}[)\]]{DASH}\s?")
PLAIN: Final = re.compile(r"^(?P<name>[^\W\d_][^()\[\]–—:,?!\"“”]{1,40}?)\s(?:[-–—]|--)\s(?=[^a-z])")
SLASHED: Final = re.compile(r"^(?P<place>[^/]{3,50})/(?P<name>[^/()]{2,30})/[.\s–—-]")
AFTER_DASH: Final = re.compile(
    r"^(?P<place>[^–—()\[\]\"“”]{3,50}?)\s?(?:[–—]|\s-|\.)\s(?P<name>[^–—()\[\],.:]{2,30})\s?(?:[.:]|\s[–—-])\s"
)
HOST_FIRST: Final = re.compile(r"^(?P<name>[\w-]+(?:\.[\w-]+){1,3}),\s?(?P<place>[^\W\d_][^–—()]{2,30}?)\s?[-–—]+\s")
HOST_SECOND: Final = re.compile(r"^(?P<place>[^\W\d_][^–—(),]{2,30}),\s?(?P<name>[\w-]+(?:\.[\w-]+){1,3})\s?[-–—]+\s")
CHINESE: Final = re.compile(
    r"^[（(【]?(?P<name>[^\s，。（）()\d]{2,6}?(?:社|网|網))[^\s，。\d]{0,8}\d{1,2}月\d{1,2}日(?:电|電|讯|訊)"
)
JAPANESE: Final = re.compile(r"^[［\[【〔](?P<inside>[^］\]】〕]{2,40})[］\]】〕]\s?[-―—－]?\s?")
KOREAN: Final = re.compile(r"^[(\[【](?:[^)\]】=]{1,12}=)?\s?(?P<name>[가-힣A-Z][가-힣\w]{1,9})[)\]】]\s?")
NOT_AGENCIES: Final = sections("refusals")["no agencies"]
JAPANESE_NAMES: Final = ("通信", "新聞", "共同", "時事", "ロイター", "ニュース", "放送")
KOREAN_NAMES: Final = ("뉴스", "통신", "일보", "신문", "뉴스1", "방송", "데일리", "투데이")


def read_dateline(line: Line, site: Site) -> list[Claim]:
    """The agency or outlet that a paragraph of news begins with."""
    if line.in_list or line.is_heading or line.has_picture:
        return []
    head = line.text[:LOOKED_AT]
    if not any(mark in head for mark in MARKS):
        return []
    for end, outlet, date in found_in(head, site):
        if len(line.text) - end >= SHORTEST_TEXT * (0.4 if CJK.search(head) else 1):
            return [Claim(outlet, head_line(line, end), distance=Distance.WIRE, date=date, doubt=0.01)]
    return []


def head_line(line: Line, end: int) -> str:
    """The words of the date line itself, as the line it was read from."""
    return line.text[:end].strip()


def found_in(head: str, site: Site) -> Iterator[tuple[int, Outlet, PartialDate | None]]:
    """Where a date line ends, its outlet and its date, for each form that fits."""
    for pattern, judge in FORMS:
        if (match := pattern.match(head)) and (outlet := judge(match, site)):
            yield match.end(), outlet, dated(match, site)
    for pattern in (JAPANESE, KOREAN, CHINESE):
        if (match := pattern.match(head)) and (outlet := east_asian(match, site)):
            yield match.end(), outlet, None


def dated(match: re.Match[str], site: Site) -> PartialDate | None:
    """The date beside the place."""
    found = find_dates(match[0], language=site.language, near=site.near)
    return next((one.date for one in found if one.is_whole), None)


def in_parenthesis(match: re.Match[str], site: Site) -> Outlet | None:
    """ "BERLIN (Agency) –": a known agency, or a name that looks like one after something that looks like a place."""
    place, name = match["place"], match["name"].strip()
    if name.lower() in NOT_AGENCIES or len(place.split()) > 7 or not place[:1].isupper() or is_person(place):
        return None
    has_date = any(one.is_whole for one in find_dates(place, near=site.near))
    spot = is_place(re.split(r",|\s\d", place)[0].strip()) or place.split(",")[0].isupper()
    outlet = first_assessed(name, site)
    if outlet.standing is Standing.KNOWN and (match["dash"] or has_date):
        return outlet if spot or has_date or is_agency(outlet.name) else None
    if not match["dash"] or not (spot or has_date):
        return None
    if outlet.standing >= Standing.STRONG or (outlet.standing is Standing.WEAK and len(words_of(name)) > 1):
        return outlet
    is_short = re.fullmatch(r"[A-Z]{3,5}", name) is not None
    return Outlet(name, Standing.WEAK) if is_short and has_date else None


def first_assessed(name: str, site: Site) -> Outlet:
    """The outlet of a name, or of the first of several between slashes ("dpa/lno", "Reuters/dpa")."""
    outlet = assess(name, site)
    if outlet.standing < Standing.KNOWN and "/" in name:
        outlet = assess(name.split("/")[0], site)
    return outlet


def alone(match: re.Match[str], site: Site) -> Outlet | None:
    """ "(AFP) –", "(The Estuary Observer) –"."""
    name = match["name"].strip()
    outlet = first_assessed(name, site)
    if name.lower() in NOT_AGENCIES or not name[:1].isalpha() or is_host(name):
        return None
    firm = outlet.standing is Standing.WEAK and name.startswith(("The ", "Le ", "La ", "El ", "Il "))
    return outlet if outlet.standing >= Standing.STRONG or firm else None


def known_only(match: re.Match[str], site: Site) -> Outlet | None:
    """ "Reuters – A ferry …": only a known agency, printed whole."""
    outlet = assess(match["name"], site)
    if outlet.standing is not Standing.KNOWN or outlet.name.lower() in NOT_AGENCIES:
        return None
    return outlet if is_agency(outlet.name) else None


def agency_only(match: re.Match[str], site: Site) -> Outlet | None:
    """ "МОСКВА, 5 фев — РИА Новости." after a place."""
    outlet = known_only(match, site)
    place = re.split(r",|\.|\s\d", match["place"])[0].strip()
    return outlet if outlet and (is_place(place) or place.isupper()) else None


def with_host(match: re.Match[str], site: Site) -> Outlet | None:
    """ "KOMPAS.com, Jakarta -"."""
    outlet = assess(match["name"], site)
    ends_as_host = outlet.standing in (Standing.KNOWN, Standing.MATCHED)
    return outlet if ends_as_host and (is_place(match["place"]) or match["place"].isupper()) else None


def east_asian(match: re.Match[str], site: Site) -> Outlet | None:
    """The agency in the brackets of a Japanese, Korean or Chinese date line."""
    groups = match.groupdict()
    names = [groups["name"]] if "name" in groups else re.split(r"[＝=\s　]+", groups["inside"])
    for name in reversed(names):
        outlet = assess(name, site)
        endings = JAPANESE_NAMES + KOREAN_NAMES
        if outlet.standing is Standing.KNOWN or (name.endswith(endings) and outlet.standing >= Standing.STRONG):
            return outlet
    return None


def is_agency(name: str) -> bool:
    """Whether a name is that of a known agency."""
    known = known_outlet(name)
    return known is not None and known.is_agency


FORMS: Final = (
    (PARENTHESIS, in_parenthesis),
    (FIRST, alone),
    (SLASHED, agency_only),
    (HOST_FIRST, with_host),
    (HOST_SECOND, with_host),
    (PLAIN, known_only),
    (AFTER_DASH, agency_only),
)
