"""Credits that are sentences: "This article was originally published by …", "Republished with permission of …"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from coranto.posts.attribution_reading.authors import find_author
from coranto.posts.attribution_reading.claims import Claim, claims_of
from coranto.posts.attribution_reading.credit import ANCHORS, Credit, read_credit
from coranto.posts.attribution_reading.dates import find_dates
from coranto.posts.attribution_reading.licences import find_licence
from coranto.posts.attribution_reading.lines import Line
from coranto.posts.attribution_reading.name_words import TRIM, is_host
from coranto.posts.attribution_reading.names import is_outlet_so_far
from coranto.posts.attribution_reading.outlet_words import is_firm, is_paper_with_article
from coranto.posts.attribution_reading.outlets import Outlet, by_link
from coranto.posts.attribution_reading.people_and_places import is_person
from coranto.posts.attribution_reading.result import Relation
from coranto.posts.attribution_reading.site import Site
from coranto.posts.attribution_reading.standing import Standing
from coranto.posts.attribution_reading.word_lists import FOLDER, fold

LONGEST: Final = 420
LONGEST_TAIL: Final = 200
CUE_WITHIN: Final = 160
PART: Final = re.compile(r"\{([A-Z_]+)\}")
BY_SOMEONE: Final = re.compile(
    r"\b(?:by|from|of|von|der|des|par|de|du|por|del|di|da|dal|door|oleh|av|af)\s+(?:the\s+)?$", re.I
)
REPORTS: Final = re.compile(
    r"^(?P<name>[^:.!?]{3,60}?),?\s+(?:reports|reported|writes|wrote|says|explains|notes|has\s+(?:this|the\s+story|more)|"
    r"berichtet|schreibt|meldet|informa|escribe|publica|rapporte|écrit|scrive|riporta|schrijft|meldt|melaporkan|menulis|"
    r"пишет|сообщает)(?:\s+(?:that|today|yesterday|on\s+\w+))?\s?:$",
    re.I,
)
FIRST_WORD: Final = re.compile(r"[^\W\d_][^\s:,.;]*")
PREPOSITION: Final = re.compile(r"[\s,](?:by|in|on|at|von|in|im|am|par|dans|en|por|su|da|em|no|na|di|oleh)\s")


@dataclass(frozen=True, slots=True)
class Form:
    """A way to say it. ``name`` is where the outlet's name begins: the end of the match."""

    pattern: re.Pattern[str]
    relation: Relation
    needed: Standing


@cache
def grammar() -> tuple[tuple[Form, ...], dict[str, re.Pattern[str]]]:
    """The forms of ``words/sentences.txt``, and its named parts as patterns."""
    parts: dict[str, str] = {}
    forms = []
    text = (FOLDER / "sentences.txt").read_text(encoding="utf-8").partition("[begins -> has]\n")[0]
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        name, equals, part = line.partition(" = ")
        if equals and name.isupper():
            parts[name] = PART.sub(lambda match: parts[match[1]], part)
            continue
        relation, needed, pattern = line.split(" ", 2)
        whole = PART.sub(lambda match: parts[match[1]], pattern)
        forms.append(Form(re.compile(r"^\W*" + whole, re.I), Relation(relation), Standing[needed]))
    return tuple(forms), {name: re.compile(parts[name], re.I) for name in ("STOPS", "TRANSLATED")}


@cache
def cues() -> dict[str, tuple[str, ...]]:
    """First words of credit sentences, folded, and the words one of which must follow."""
    found: dict[str, tuple[str, ...]] = {}
    for line in (FOLDER / "sentences.txt").read_text(encoding="utf-8").partition("[begins -> has]\n")[2].splitlines():
        begins, _, has = line.partition(" -> ")
        for word in begins.split("|"):
            found[fold(word)] = found.get(fold(word), ()) + tuple(has.split("|"))
    return found


def may_be_credit(text: str) -> bool:
    """Whether a line may be a sentence of credit at all. Most are not, and looking for words is quick."""
    if text[-1] == ":" or "©" in text[:6]:
        return True
    if text[0] in '“"«„':
        return "originally" in text[:CUE_WITHIN] or "first" in text[:CUE_WITHIN]
    word = FIRST_WORD.search(text)
    needed = cues().get(fold(word[0])) or cues().get(word[0][:2]) if word else None
    if not needed:
        return False
    lowered = text[:CUE_WITHIN].lower()
    return any(cue in lowered for cue in needed)


def read_sentence(line: Line, site: Site) -> list[Claim]:
    """The claims of a line that is a sentence of credit."""
    if len(line.text) > LONGEST or line.has_picture or line.in_list or not may_be_credit(line.text):
        return []
    if match := REPORTS.match(line.text):
        return read_reports(line, match, site)
    for form in grammar()[0]:
        if match := form.pattern.match(line.text):
            claims = read_form(line, match, form, site)
            if claims:
                return claims
    return []


def read_reports(line: Line, match: re.Match[str], site: Site) -> list[Claim]:
    """ "The Harbour Courier reports:", above an excerpt."""
    credit = read_credit(line, *match.span("name"), site)
    named = len(credit.outlets) == 1 and not credit.refused and not credit.rest and not credit.title
    if not named or credit.best < Standing.STRONG or is_nickname(credit.outlets[0]):
        return []
    return claims_of(credit, line, Relation.EXCERPTED)


def is_nickname(outlet: Outlet) -> bool:
    """Whether a name in small letters is a commenter's, who links to a site of that name: "saltyheron says:"."""
    return outlet.name.islower() and outlet.standing is not Standing.KNOWN and not is_host(outlet.name)


def says_translated(text: str) -> bool:
    """Whether a line says that the post is a translation."""
    return grammar()[1]["TRANSLATED"].search(text) is not None


def read_form(line: Line, match: re.Match[str], form: Form, site: Site) -> list[Claim]:
    """The claims after the words of a form; the rest of the line may add a licence, an address, an author."""
    for start, end in name_places(line, match.end()):
        credit = read_credit(line, start, end, site)
        if credit.refused and not credit.outlets and is_own(credit, site):
            return []
        if is_sound(credit, form, line.text[:start]):
            complete(credit, line, end, match.groupdict(), site)
            relation = Relation.TRANSLATED if says_translated(line.text) else form.relation
            return claims_of(credit, line, relation)
    return []


def is_own(credit: Credit, site: Site) -> bool:
    """Whether what was refused is the site itself."""
    return any(site.owns_name(name) or site.owns_host(name) for name in credit.refused)


def is_sound(credit: Credit, form: Form, before: str) -> bool:
    """Whether exactly one outlet is named, with nothing odd before it."""
    if len(credit.outlets) != 1 or credit.rest or credit.refused:
        return False
    if credit.best < form.needed and not (
        form.needed is Standing.STRONG and is_paper_with_article(credit.outlets[0].name)
    ):
        return False
    if credit.best is Standing.PLAIN and BY_SOMEONE.search(before) and not is_firm(credit.outlets[0].name):
        return False
    return form.needed is not Standing.STRONG or not is_host(credit.outlets[0].name)


def name_places(line: Line, start: int) -> Iterator[tuple[int, int]]:
    """The places where the name may stand: after the form's own preposition, then after the next ones."""
    stop = grammar()[1]["STOPS"].search(line.text, start)
    end = min(stop.start() if stop else len(line.text), start + LONGEST_TAIL)
    cuts = [start]
    ends = []
    for match in PREPOSITION.finditer(line.text, start, end):
        joins = match[0].strip().lower() in ("di", "da") and match[0].startswith(" ")
        if joins and is_outlet_so_far(line.text[cuts[-1] : match.start() + 1]) and not starts_person(line, match.end()):
            continue
        if not any(link.start <= match.start() < link.end for link in line.links):
            ends.append(match.start())
            cuts.append(match.end())
    yield from list(zip(cuts, [*ends, end], strict=True))[:4]


def starts_person(line: Line, start: int) -> bool:
    """Whether a person's name begins here, as after the Italian "da" for "by"."""
    return is_person(" ".join(line.text[start:].split()[:2]).strip(TRIM))


def complete(credit: Credit, line: Line, end: int, groups: dict[str, str | None], site: Site) -> None:
    """Add what the whole line says of the article."""
    rest = line.text[end:]
    credit.author = credit.author or (groups.get("author") or "").strip() or find_author(rest)
    credit.title = credit.title or (groups.get("title") or "").strip(" “”\"'«»")
    if not credit.date:
        dates = find_dates(line.text, language=site.language, near=site.near)
        credit.date = dates[0].date if dates else None
    if stated := find_licence(line.text):
        credit.licence = stated.text
    complete_address(credit, line, site)


def complete_address(credit: Credit, line: Line, site: Site) -> None:
    """Take the article's address from "Read the original here" where the outlet's own link has none."""
    outlet = credit.outlets[0]
    if outlet.url:
        return
    for link in line.links:
        words = fold(line.text[link.start : link.end]).strip(" .:[]()»")
        target = by_link(link.url, site)
        same = target.home == outlet.home or not outlet.home or target.key == outlet.key
        if (
            target.url
            and same
            and (words in ANCHORS or words.startswith(("read", "original")) or words == fold(credit.title))
        ):
            credit.outlets[0] = type(outlet)(outlet.name, outlet.standing, outlet.home or target.home, target.url)
            return
