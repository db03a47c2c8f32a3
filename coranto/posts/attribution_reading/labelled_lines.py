"""Lines that begin with a label: "Source: Harbour Courier", "via Harbour Courier", "Quelle: …", "来源：…"."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from coranto.posts.attribution_reading.candidates import is_role
from coranto.posts.attribution_reading.claims import Claim, claims_of
from coranto.posts.attribution_reading.credit import ANCHORS, Credit, read_credit
from coranto.posts.attribution_reading.lines import Line
from coranto.posts.attribution_reading.name_words import TRIM, words_of
from coranto.posts.attribution_reading.outlet_words import is_firm
from coranto.posts.attribution_reading.outlets import by_link, is_title
from coranto.posts.attribution_reading.people_and_places import is_person
from coranto.posts.attribution_reading.result import Relation
from coranto.posts.attribution_reading.site import Site
from coranto.posts.attribution_reading.source_names import keep_named_source
from coranto.posts.attribution_reading.standing import Standing
from coranto.posts.attribution_reading.word_lists import fold, raw_sections, sections

LONGEST_LABEL: Final = 45
LONGEST_LINE: Final = 320
LONGEST_UNMARKED: Final = 110
OPENING: Final = ' \t-–—*•·>»([{【（〔«"“~|▪►'
FIRST_WORD: Final = re.compile(r"[^\s:：|\])】=–—-]+")
COLON: Final = re.compile(r"\s?[:：]\s?|\s[-–—|]\s|[\]】]\s?|\s=\s")
LABELS: Final = sections("labels")
PREPOSITIONS, BARE = LABELS["prepositions"], LABELS["without a colon"]
NEVER_BARE: Final = (
    *("published", "originally", "first", "republished", "reprinted", "reposted", "cross", "as published", "this"),
    *("publié", "paru", "publicado", "erschienen", "zuerst", "ht "),
)  # these are sentences, read as such
WORD: Final = re.compile(r"[^\W\d_][^\s:：=/|,()]*|[\u3040-\u9fff\uac00-\ud7af]+")
PICTURE_CREDIT: Final = re.compile(r"[:：=]|\b(?:by|via|credit|courtesy|from|von|par|por|di|door|oleh)\b", re.I)
CHAIN: Final = re.compile(
    r",?\s(?P<via>via|through|h/t|vía|lewat|melalui|przez|через)\s"
    r"|,?\s(?P<by>(?:as )?(?:quoted|cited|reported|carried|republished) (?:by|in)|zitiert (?:von|in|bei)|zit\. in|"
    r"cité (?:par|dans)|citado (?:por|en|em)|citato da|aangehaald door|dikutip)\s"
    r"|,?\s(?P<of>quoting|citing|zitiert nach|citant|citando a|со ссылкой на|з посиланням на|mengutip)\s",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label and the place in the line where what it names begins and ends."""

    relation: Relation
    is_weak: bool
    is_marked: bool  # by a colon or its like; else it is only the line's first words
    start: int
    end: int
    words: str = ""


def read_labelled(line: Line, site: Site) -> list[Claim]:
    """The claims of a labelled line."""
    if len(line.text) > LONGEST_LINE or line.has_picture or not (found := labelled(line)):
        return []
    if found.start >= found.end:
        return read_label_alone(line, found, site)
    return read_chain(line, found, site) or read_one(line, found, site)


def labelled(line: Line) -> Labelled | None:
    """The label that a line begins with."""
    text = line.text
    start = len(text) - len(text.lstrip(OPENING))
    if not may_begin_label(text[start : start + LONGEST_LABEL]):
        return None
    end = bracket_end(text, start)
    for mark in COLON.finditer(text, start, start + LONGEST_LABEL):
        if known := label(text[start : mark.start()]):
            return Labelled(*known, True, mark.end(), end, fold(text[start : mark.start()]).strip(TRIM))
    if end - start <= LONGEST_LABEL and (known := label(text[start:end])):
        return Labelled(*known, True, end, end)
    return first_words(text, start, end) if len(text) <= LONGEST_UNMARKED else None


def bracket_end(text: str, start: int) -> int:
    """Where a line ends that may stand in brackets."""
    opened = text[:start]
    end = len(text.rstrip(" "))
    if any(mark in opened for mark in "([【（〔{") and text[:end].rstrip(".").endswith(
        (")", "]", "】", "）", "〕", "}")
    ):
        return len(text[:end].rstrip(".")) - 1
    return end


def first_words(text: str, start: int, end: int) -> Labelled | None:
    """A label without a mark after it: "via X", "Courtesy of X", "Continue reading at X", 转自《X》."""
    for stop in label_ends(text, start, end):
        words = fold(text[start:stop])
        if not (known := label(words)):
            continue
        if fold(text[stop:end]).strip(TRIM) in ANCHORS:
            return Labelled(*known, True, stop, end, words)
        if not words.startswith(NEVER_BARE) and is_whole_without_colon(words):
            return Labelled(*known, False, stop, end, words)
    return None


def is_whole_without_colon(words: str) -> bool:
    """Whether a label needs no mark after it: it is "via" or the like, or it ends with a preposition."""
    return words in BARE or (" " in words and words.split()[-1] in PREPOSITIONS)


def label_ends(text: str, start: int, end: int) -> list[int]:
    """Where the first words of a line may end, the longest first; in Chinese after each of the first signs."""
    if text[start : start + 1] > "\u2e80":
        return [start + count for count in (4, 3, 2) if start + count < end]
    spaces = [match.start() for match in re.finditer(r"\s", text[start : min(end, start + LONGEST_LABEL)])]
    return [start + place for place in reversed(spaces[:6])]


def may_begin_label(text: str) -> bool:
    """Whether the first word, or in scripts without spaces the first two signs, begin any label."""
    word = FIRST_WORD.match(text)
    if word is None:
        return False
    return fold(word[0]) in first_label_words() or text[:2] in first_label_signs()


@cache
def first_label_words() -> frozenset[str]:
    """The first words of all labels."""
    matches = (FIRST_WORD.match(words) for words in all_labels())
    return frozenset(match[0] for match in matches if match)


@cache
def first_label_signs() -> frozenset[str]:
    """The first two signs of labels in scripts without spaces."""
    return frozenset(words[:2] for words in all_labels() if words > "\u0e00")


def label(words: str) -> tuple[Relation, bool] | None:
    """The relation that a label states, and whether the name after it needs more to speak for it."""
    return all_labels().get(fold(re.sub(r"\s?\([^()]*\)", "", words)).strip(" .*_'\"“”»«"))


@cache
def all_labels() -> dict[str, tuple[Relation, bool]]:
    """Every label of ``words/labels.txt``."""
    return {
        word: (relation, kind.endswith(" weak"))
        for relation in Relation
        for kind in (f"{relation} weak", f"{relation}")
        for word in LABELS.get(kind, ())
    }


def credits_picture(text: str) -> bool:
    """Whether a line is the credit of a picture, a map, a film: "Photo: …", "Foto …", "Cover image via …"."""
    start = text[:50].lower()
    words = [word.strip(TRIM) for word in start.split()[:3]] if start[:1] < "\u2e80" else WORD.findall(start)[:3]
    pictures, two = picture_words(), " ".join(words[:2])
    if pictures.isdisjoint(words) and two not in pictures:
        return False
    return words[0] in pictures or two in pictures or PICTURE_CREDIT.search(text, 0, 60) is not None


@cache
def picture_words() -> frozenset[str]:
    """Labels of pictures, with their accents and without."""
    return frozenset(raw_sections("labels")["nothing"] | LABELS["nothing"])


def read_label_alone(line: Line, found: Labelled, site: Site) -> list[Claim]:
    """A label that is itself the link."""
    urls = {link.url for link in line.links if fold(line.text[link.start : link.end]).strip(" .:[]()»") in ANCHORS}
    if len(urls) != 1 or found.is_weak:
        return []
    outlet = by_link(urls.pop(), site)
    return [Claim(outlet, line.text, found.relation, url=outlet.url)] if outlet.standing > Standing.REFUSED else []


def read_one(line: Line, found: Labelled, site: Site) -> list[Claim]:
    """The outlet or outlets after a label."""
    credit = read_credit(line, found.start, found.end, site)
    if found.is_marked and found.words in LABELS["names a source"]:
        keep_named_source(credit, line, found.start, found.end, site)
    keep_told(credit)
    return claims_of(credit, line, found.relation) if is_sound(credit, found, site) else []


def read_chain(line: Line, found: Labelled, site: Site) -> list[Claim]:
    """Two outlets of which one had it from the other: "Source: A via B", "B quoting A", "A, quoted by B"."""
    match = CHAIN.search(line.text, found.start, found.end)
    if not match:
        return []
    first = read_credit(line, found.start, match.start(), site)
    second = read_credit(line, match.end(), found.end, site)
    if not (is_sound(first, found, site) and is_sound(second, found, site)):
        return []
    if match["of"]:
        return [*claims_of(first, line, found.relation), *claims_of(second, line, Relation.QUOTED)]
    nearer = Relation.VIA if match["via"] else Relation.QUOTED
    return [*claims_of(second, line, nearer), *claims_of(first, line, found.relation)]


def keep_told(credit: Credit) -> None:
    """Take headlines out of what nothing is known of."""
    titles = [part for part in credit.rest if is_title(part) and not is_person(part)]
    if titles and credit.best >= Standing.WEAK and not credit.title:
        credit.title = titles[0]
        credit.rest.remove(titles[0])


def is_publisher(credit: Credit, found: Labelled, site: Site) -> bool:
    """Whether a name that little speaks for may be a publisher's; one English or German word is any noun ("Manga")."""
    outlet = credit.outlets[0]
    if outlet.standing > Standing.WEAK or site.knows(outlet.name):
        return True
    is_noun = found.words in LABELS["capitals say nothing"] and site.language[:2] != "fr"
    if is_noun and len(words_of(outlet.name)) == 1 and outlet.name[:1].isupper():
        return False
    return outlet.standing is Standing.WEAK or (not is_work(credit) and is_firm(outlet.name))


def is_sound(credit: Credit, found: Labelled, site: Site) -> bool:
    """Whether a labelled credit names an outlet, and nothing in it speaks against that."""
    if not credit.outlets or any(not is_role(part) for part in credit.refused):
        return False
    strange = [part for part in credit.rest if part != credit.author]
    if found.is_weak and credit.title and credit.outlets[0].name in credit.outlets[0].home:
        return False
    if len(credit.outlets) == 1 and not is_publisher(credit, found, site):
        return False
    if strange and (credit.best < Standing.STRONG or not found.is_marked):
        return False
    needed = needed_standing(found, credit)
    if len(credit.outlets) > 1 and credit.best is not Standing.KNOWN:
        needed = max(needed, Standing.WEAK)
    return all(outlet.standing >= needed for outlet in credit.outlets) and len(credit.outlets) <= 3


def is_work(credit: Credit) -> bool:
    """Whether a name that nothing speaks for reads as a book, a study or an abbreviation: "Holt & Vos 2016", "WHO"."""
    name = credit.outlets[0].name
    return bool(credit.author or (credit.date and not credit.has_date) or re.fullmatch(r"[A-Z0-9]{1,4}", name))


def needed_standing(found: Labelled, credit: Credit) -> Standing:
    """How much must speak for the name after a label. After "via" one word such as "Standard" is not enough."""
    if found.relation is Relation.VIA and len(words_of(credit.outlets[0].name)) == 1:
        return Standing.LINKED
    if found.relation is Relation.VIA or found.is_weak or (found.relation is Relation.EXCERPTED and found.is_marked):
        return Standing.WEAK
    return Standing.PLAIN
