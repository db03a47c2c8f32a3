"""What a post closes with: "(dpa)", "Reuters/AFP", "(Outlet, 5.2.2016)", "– Outlet", and the cite of a quotation."""

import re
from dataclasses import replace
from typing import Final

from coranto.posts.attribution_reading.bylines import read_byline
from coranto.posts.attribution_reading.claims import Claim, Distance, claims_of
from coranto.posts.attribution_reading.credit import Credit, read_credit
from coranto.posts.attribution_reading.datelines import NOT_AGENCIES, is_agency
from coranto.posts.attribution_reading.known_outlets import known_outlet
from coranto.posts.attribution_reading.labelled_lines import credits_picture, label, read_labelled
from coranto.posts.attribution_reading.lines import Line, Link
from coranto.posts.attribution_reading.name_words import CJK
from coranto.posts.attribution_reading.names import standing_by_words
from coranto.posts.attribution_reading.outlet_words import is_paper_with_article
from coranto.posts.attribution_reading.outlets import Outlet, assess
from coranto.posts.attribution_reading.result import Relation
from coranto.posts.attribution_reading.sentences import says_translated
from coranto.posts.attribution_reading.site import Site
from coranto.posts.attribution_reading.standing import Standing

LONGEST: Final = 110
BRACKETED: Final = re.compile(r"^\W{0,3}[(\[（【〔](?P<inside>[^()\[\]（）【】]{2,100})[)\]）】〕][\s.。]*$")
AT_THE_END: Final = re.compile(r"[.!?…。”\"»’]\s{0,2}[(\[（【](?P<inside>[^()\[\]（）【】]{2,90})[)\]）】][\s.。]*$")
AGENCY_AT_THE_END: Final = re.compile(
    r"[.!?…”\"»]\s(?:[-–—]\s?)?(?P<inside>[A-Z]{3,5}|Reuters)\.?$|[.。]\s?/(?P<slashed>[^/\s]{2,20})/\.?$"
)
LABEL_AT_THE_END: Final = re.compile(r"[.!?…”\"»)]\s+(?P<label>(?:[^\s:：]+\s){0,2}[^\s:：]+)\s?[:：]\s")
AGENCIES: Final = re.compile(r"^(?:[a-zäöü]{2,4}(?:/[a-zäöü]{2,4})*\s)?[(\[]?(?P<names>[^()\[\]]{2,60})[)\]]?$")
CLOSERS: Final = (")", "]", "）", "】", "〕")
DASHED: Final = re.compile(r"^\s?(?:[-–—―~]+|--)\s?(?=\S)")


def read_closing(line: Line, site: Site) -> list[Claim]:
    """The claims of one of a post's last lines."""
    if line.in_list or line.has_picture or line.is_heading:
        return []
    readers = (read_agencies, read_bracketed, read_dashed, read_last_words, read_signature)
    return next((claims for reader in readers if (claims := reader(line, site))), [])


def translated(line: Line, claims: list[Claim]) -> list[Claim]:
    """The claims of a line that says besides that the post is a translation."""
    if not says_translated(line.text):
        return claims
    return [
        replace(claim, relation=Relation.TRANSLATED) if claim.relation is Relation.REPUBLISHED else claim
        for claim in claims
    ]


def read_signature(line: Line, site: Site) -> list[Claim]:
    """ "Outlet, 5 February 2016" or "A. Writer, Outlet, 5 February 2016" as a last line."""
    claims = read_byline(line, site)
    return [replace(claim, doubt=claim.doubt + 0.02) for claim in claims if claim.date]


def read_last_words(line: Line, site: Site) -> list[Claim]:
    """A label after the last sentence of a paragraph: "… in spring. Source: Outlet"."""
    start = max(0, len(line.text) - LONGEST)
    for match in LABEL_AT_THE_END.finditer(line.text, start):
        found = label(match["label"])
        if found and (not found[1] or line.links):
            return translated(line, read_labelled(part_of(line, match.start("label"), len(line.text)), site))
    return []


def read_agencies(line: Line, site: Site) -> list[Claim]:
    """A last line of nothing but agencies: "dpa", "AFP/Reuters", "hb/or (dpa, afp)"; or one after the last stop."""
    end = line.text[-40:]
    if (end[-1:].isupper() or end[-1:] in "/.s") and (match := AGENCY_AT_THE_END.search(end)):
        return agencies([match["inside"] or match["slashed"]], line, match[0][1:].strip(), site)
    if len(line.text) > 60 or not (match := AGENCIES.match(line.text)):
        return []
    return agencies(re.split(r"\s?[,/;]\s?|\s(?:and|und|y|et|e|&)\s", match["names"]), line, line.text, site)


def agencies(names: list[str], line: Line, said: str, site: Site) -> list[Claim]:
    """Claims for names that are all of agencies."""
    outlets = [assess(name, site) for name in names]
    sure = all(outlet.standing is Standing.KNOWN and is_agency(outlet.name) for outlet in outlets)
    if not outlets or not sure or any(name.strip().lower() in NOT_AGENCIES or is_signature(name) for name in names):
        return []
    return [Claim(outlet, said, distance=Distance.WIRE, doubt=0.02) for outlet in outlets]


def is_signature(name: str) -> bool:
    """Whether an agency's short name is written as a person's, who signs the post: "Sana" for SANA."""
    known = known_outlet(name)
    return name.istitle() and known is not None and name not in known.spellings and name.upper() in known.spellings


def read_bracketed(line: Line, site: Site) -> list[Claim]:
    """A credit in brackets, as a line of its own or after the last sentence."""
    match = BRACKETED.match(line.text) if len(line.text) <= LONGEST else None
    own_line = match is not None
    if not own_line and line.text.rstrip(" .。")[-1:] not in CLOSERS:
        return []
    match = match or AT_THE_END.search(line.text, max(0, len(line.text) - LONGEST))
    if not match or credits_picture(match["inside"]):
        return []
    inside = part_of(line, *match.span("inside"))
    if claims := read_labelled(inside, site):
        return claims
    outlet = assess(match["inside"], site)
    if agencies := sure_agency(outlet, match["inside"], own_line=own_line):
        return [Claim(agencies, f"({inside.text})", distance=Distance.WIRE, doubt=0.02)]
    credit = read_credit(line, *match.span("inside"), site)
    sound = is_cited(credit, own_line=own_line) or is_linked(credit)
    return claims_of(credit, inside, Relation.REPUBLISHED, doubt=0.03) if sound else []


def sure_agency(outlet: Outlet, name: str, *, own_line: bool) -> Outlet | None:
    """An agency that stands alone in brackets."""
    if outlet.standing is Standing.KNOWN and is_agency(outlet.name) and name.strip().lower() not in NOT_AGENCIES:
        return outlet
    return outlet if own_line and CJK.search(name) and outlet.standing is Standing.STRONG else None


def is_cited(credit: Credit, *, own_line: bool) -> bool:
    """Whether brackets hold one outlet with its date, and no more. A bare year is a scholar's reference."""
    if len(credit.outlets) != 1 or credit.rest or credit.refused or credit.places or not credit.date:
        return False
    return credit.best >= Standing.STRONG and (own_line or (credit.has_date and credit.date.month is not None))


def is_linked(credit: Credit) -> bool:
    """Whether brackets hold one outlet with a link to its article."""
    if len(credit.outlets) != 1 or credit.rest or credit.refused or credit.places or credit.title:
        return False
    outlet = credit.outlets[0]
    named = outlet.standing is Standing.KNOWN or standing_by_words(outlet.name) >= Standing.WEAK
    return bool(outlet.url) and named and outlet.standing >= Standing.STRONG


def part_of(line: Line, start: int, end: int) -> Line:
    """Part of a line as a line."""
    links = tuple(
        Link(max(link.start, start) - start, min(link.end, end) - start, link.url)
        for link in line.links
        if link.start < end and link.end > start
    )
    return replace(line, text=line.text[start:end], links=links)


def read_dashed(line: Line, site: Site) -> list[Claim]:
    """A last line such as "– Outlet" or "— A. Writer, Outlet, 5 February 2016"."""
    match = DASHED.match(line.text)
    if not match or len(line.text) > LONGEST:
        return []
    credit = read_credit(line, match.end(), len(line.text), site)
    return claims_of(credit, line, Relation.REPUBLISHED, doubt=0.04) if is_signed(credit) else []


def is_signed(credit: Credit) -> bool:
    """Whether a dash leads to one outlet, perhaps with its author and date."""
    strange = [part for part in credit.rest if part != credit.author]
    if len(credit.outlets) != 1 or strange or credit.refused or credit.title:
        return False
    has_day = credit.date is not None and credit.date.day is not None  # a book has a year at most
    return credit.best >= Standing.STRONG or (has_day and is_paper_with_article(credit.outlets[0].name))


def read_cite(line: Line, site: Site) -> list[Claim]:
    """The outlet under a quotation: in its <cite> or <footer>, or after a dash at its end."""
    if not line.in_quote:
        return []
    dash = DASHED.match(line.text)
    if len(line.text) > LONGEST or not (dash or line.in_cite):
        return []
    credit = read_credit(line, dash.end() if dash else 0, len(line.text), site)
    strange = [part for part in credit.rest if part != credit.author]
    if len(credit.outlets) != 1 or strange or credit.refused or credit.best < needed_for_cite(credit):
        return []
    return claims_of(credit, line, Relation.QUOTED, doubt=0.02)


def needed_for_cite(credit: Credit) -> Standing:
    """A person is quoted more often than an outlet."""
    return (
        Standing.WEAK
        if credit.outlets[0].name.startswith(("The ", "Le ", "La ", "El ", "Der ", "Die "))
        else Standing.LINKED
    )
