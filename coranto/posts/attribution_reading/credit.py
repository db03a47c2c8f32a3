"""The parts of a credit: outlets, author, title, address, date, licence, and what is none of these.

"“Eels are back”, by A. Writer, Harbour Courier, 5 February 2016 (CC BY 4.0)" is taken apart here, in whatever order and
punctuation it comes; which lines are credits at all is decided by the readers that call this.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from coranto.core.partial_date import PartialDate
from coranto.posts.attribution_reading.authors import author_match, is_translators
from coranto.posts.attribution_reading.candidates import (
    at_least_weak,
    is_function,
    is_instruction,
    is_name,
    is_same,
    joined,
    may_be_person,
    paper_of_staff,
)
from coranto.posts.attribution_reading.dates import FoundDate, find_dates
from coranto.posts.attribution_reading.licences import find_licence
from coranto.posts.attribution_reading.lines import Line, Link
from coranto.posts.attribution_reading.name_words import tidied, words_of
from coranto.posts.attribution_reading.outlet_words import is_firm
from coranto.posts.attribution_reading.outlets import Outlet, assess, by_link, is_title
from coranto.posts.attribution_reading.people_and_places import is_person, is_place
from coranto.posts.attribution_reading.site import Site
from coranto.posts.attribution_reading.standing import Standing
from coranto.posts.attribution_reading.word_lists import fold, sections

TRIMMED: Final = " \t.,;:–—-−*•·»«›‹→▸~|\x1f"
GONE: Final = "\x1f"  # stands, letter for letter, where something was taken out
URL: Final = re.compile(r"(?:https?://|www\.)[^\s<>\"“”«»\x1f]+[^\s<>\"“”«»\x1f.,;:!?)\]']", re.I)
MAIL: Final = re.compile(r"\S{1,64}@[^\s@<>()]{1,64}")
QUOTED: Final = re.compile(
    r"“([^“”]{2,200})”|„([^„“”]{2,200})[“”]|\"([^\"]{2,200})\"|‘([^‘’]{4,200})’(?!\w)|«\s?([^«»]{2,200}?)\s?»|"
    r"《([^《》]{2,80})》|「([^「」]{2,80})」|『([^『』]{2,80})』"
)
SEPARATOR: Final = re.compile(
    r"\x1f+|\s[-–—―−]+\s|\s?[|•·;，、،；]\s?|,\s|\s/\s|\s?[:：]\s|[()\[\]（）【】]|(?<=\w\w)/(?=\w\w)|\s{2,}|　"
)
INNER_LABEL: Final = re.compile(r"[\s/|;,.–—-]+(?P<label>[^\W\d_]{2,14})\s?[:：]")
AND: Final = re.compile(r"\s(?:and|und|y|et|e|&|en|og|och|dan|и|та|i|ve)\s|、|和")
SENTENCE_MARKS: Final = frozenset('.!。)]”"»')
SENTENCE_END: Final = re.compile(
    r"(?<=[^\W\d_]{3})[.!]\s+(?=[^\W\d_])|(?<=[)\]”\"»])[.!]?\s+(?=[A-ZÀ-ÞА-Я][a-zà-ÿа-я]+\b)|。"
)
ANCHORS: Final = sections("labels")["anchors"]


@dataclass(slots=True)
class Credit:
    """What one credit holds. ``outlets`` run as printed; ``rest`` are the parts that are nothing known."""

    outlets: list[Outlet] = field(default_factory=list)
    author: str = ""
    title: str = ""
    url: str = ""
    date: PartialDate | None = None
    has_date: bool = False
    licence: str = ""
    rest: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)

    @property
    def best(self) -> Standing:
        """The standing of its best outlet."""
        return max((outlet.standing for outlet in self.outlets), default=Standing.REFUSED)


def read_credit(line: Line, start: int, end: int, site: Site) -> Credit:
    """The credit in ``line.text[start:end]``."""
    return CreditReader(line, start, end, site).read()


class CreditReader:
    """Takes a text apart, blanking what it has understood so that places in the line stay true."""

    def __init__(self, line: Line, start: int, end: int, site: Site) -> None:
        self.line, self.start, self.end, self.site = line, start, end, site
        self.text = line.text[start:end]
        self.credit = Credit()

    def read(self) -> Credit:
        """All of it, the surest parts first."""
        self.cut_pictures()
        self.take_links()
        self.take_addresses()
        self.take_dates()
        self.take_licence()
        self.take_author()
        self.cut_sentence()
        self.take_quoted()
        self.take_rest()
        self.settle()
        return self.credit

    def blank(self, start: int, end: int) -> None:
        """Take ``text[start:end]`` out."""
        self.text = self.text[:start] + GONE * (end - start) + self.text[end:]

    # -- what is taken

    def links(self) -> Iterator[Link]:
        """The links that lie in the text, in its own places."""
        for link in self.line.links:
            start, end = max(link.start - self.start, 0), min(link.end, self.end) - self.start
            if end > start:
                yield Link(start, end, link.url)

    def cut_pictures(self) -> None:
        """Leave what follows "Photo:", which names whose the picture is."""
        for match in INNER_LABEL.finditer(self.text):
            if fold(match["label"]) in sections("labels")["nothing"]:
                self.text = self.text[: match.start()]
                return

    def take_links(self) -> None:
        """Links: to an outlet by name, to an article by title, or to an address."""
        for link in self.links():
            text = self.text[link.start : link.end]
            if self.take_link(text, link.url):
                self.blank(link.start, link.end)

    def take_link(self, text: str, url: str) -> bool:
        """Understand one link; False leaves its text to the other readers."""
        if fold(text).strip(" .:()[]»›→>") in ANCHORS or URL.fullmatch(text.strip()):
            return self.add_linked(by_link(url, self.site))
        if find_dates(text, language=self.site.language) and len(words_of(text)) <= 4:
            return False
        if self.take_titled_link(text, url):
            return True
        outlet = assess(text, self.site, url)
        if outlet.standing >= Standing.STRONG or (
            outlet.standing >= Standing.WEAK and is_name(text) and not is_instruction(outlet)
        ):
            return self.add_linked(outlet)
        if outlet.standing is Standing.REFUSED:
            if by_link(url, self.site).standing is Standing.REFUSED:
                self.credit.refused.append(text)
                return True
            return False
        return self.take_title_link(text, url, outlet)

    def take_titled_link(self, text: str, url: str) -> bool:
        """A link whose text is "Title | Outlet" or "Outlet: Title", as bookmarklets and feeds write it."""
        pieces = [(match.start(), match.end()) for match in re.finditer(r"\s[-–—|»«·•]\s|:\s", text)]
        for start, end in reversed(pieces):
            title, name = text[:start], text[end:]
            outlet = assess(name, self.site, url)
            if is_title(title) and outlet.standing >= Standing.STRONG:
                self.credit.title = self.credit.title or title.strip()
                return self.add_linked(outlet)
        if pieces:
            start, end = pieces[0]
            outlet = assess(text[:start], self.site, url)
            if outlet.standing >= Standing.STRONG and (is_title(text[end:]) or QUOTED.match(text, end)):
                self.credit.title = self.credit.title or text[end:].strip(' “”"«»„')
                return self.add_linked(outlet)
        return False

    def take_title_link(self, text: str, url: str, outlet: Outlet) -> bool:
        """A link whose text is a headline, or a name that nothing speaks for."""
        linked = by_link(url, self.site)
        if linked.standing is Standing.REFUSED:
            return False
        if outlet.standing is Standing.LINKED and not is_title(text) and linked.standing is not Standing.KNOWN:
            is_name = (not outlet.url or is_firm(outlet.name)) and not is_instruction(
                outlet
            )  # else it may be a short headline, and the host is sure
            return self.add_linked(outlet if is_name else linked)
        self.credit.title = self.credit.title or tidied(text)
        return self.add_linked(linked)

    def add_linked(self, outlet: Outlet) -> bool:
        """Keep a linked outlet, or remember that it is none; either way the link is understood."""
        if outlet.standing is Standing.REFUSED:
            self.credit.refused.append(outlet.name)
        else:
            self.credit.outlets.append(outlet)
        return True

    def take_dates(self) -> None:
        """The date; a day or month is preferred to a bare year."""
        found = find_dates(self.text, language=self.site.language, near=self.site.near)
        chosen: FoundDate | None = next((one for one in found if one.is_whole), found[0] if found else None)
        for one in found:
            self.blank(one.start, one.end)
        if chosen:
            self.credit.has_date = chosen.is_whole
            self.credit.date = chosen.date

    def take_licence(self) -> None:
        """A licence or permission."""
        if stated := find_licence(self.text):
            self.credit.licence = stated.text
            self.blank(stated.start, stated.end)

    def take_addresses(self) -> None:
        """Printed addresses. One of mail belongs to a person."""
        for match in MAIL.finditer(self.text) if "@" in self.text else ():
            self.credit.refused.append(match[0])
            self.blank(*match.span())
        if "://" not in self.text and "www" not in self.text.lower():
            return
        for match in URL.finditer(self.text):
            self.blank(*match.span())
            outlet = assess(match[0], self.site)
            if outlet.standing is Standing.REFUSED:
                self.credit.refused.append(match[0])
            else:
                self.credit.outlets.append(outlet)

    def take_author(self) -> None:
        """The author, after "by" or its like."""
        if match := author_match(self.text):
            if not is_translators(self.line.text[: self.start + match.start()]):
                self.credit.author = match[1].strip()
            self.blank(*match.span())

    def cut_sentence(self) -> None:
        """Leave what comes after the first sentence, unless it is the one with the outlet."""
        if SENTENCE_MARKS.isdisjoint(self.text):
            return
        stripped = self.text.lstrip(" \x1f.,;:()")
        offset = len(self.text) - len(stripped)
        if (match := SENTENCE_END.search(stripped)) and match.start() > 2:
            self.text = self.text[: offset + match.start()]

    def take_quoted(self) -> None:
        """A text in quotation marks: a title, unless it is all there is."""
        for match in QUOTED.finditer(self.text):
            inner = next(group for group in match.groups() if group)
            outlet = assess(inner, self.site)
            alone = not self.credit.outlets and not self.text.replace(match[0], "").strip(" \x1f.,;:()-–—")
            if outlet.standing >= Standing.STRONG or (
                not is_title(inner) and match[0][0] in "«《「『„" and not self.has_name_beside(match)
            ):
                self.add_quoted(outlet)
            elif not self.credit.title:
                self.credit.title = inner.strip(" ,.")
            if alone and outlet.standing >= Standing.PLAIN and outlet not in self.credit.outlets:
                self.add_quoted(outlet)
            self.blank(*match.span())

    def has_name_beside(self, match: re.Match[str]) -> bool:
        """Whether an outlet stands beside a quotation."""
        beside = self.text[: match.start()] + GONE + self.text[match.end() :]
        return bool(self.credit.outlets) or any(
            assess(part, self.site).standing >= Standing.WEAK for part in SEPARATOR.split(beside) if part.strip()
        )

    def add_quoted(self, outlet: Outlet) -> None:
        """Keep an outlet whose name was printed between quotation marks."""
        if outlet.standing > Standing.REFUSED:
            self.credit.outlets.append(outlet)
            self.credit.title = "" if self.credit.title == outlet.name else self.credit.title

    def take_rest(self) -> None:
        """What is left, part by part."""
        for part in SEPARATOR.split(self.text):
            if name := part.strip(TRIMMED):
                self.take_part(name)

    def take_part(self, name: str) -> None:
        """One part between separators."""
        if is_place(name):
            self.credit.places.append(name)
            return
        if sections("outlet_words")["particles"].issuperset(words_of(name)) or self.is_beside_date(name):
            return
        if paper := paper_of_staff(name, self.site):
            self.credit.outlets.append(paper)
            return
        if is_function(name) and self.credit.author:
            return
        if self.credit.outlets and " ".join(words_of(name)) in sections("outlet_words")["kinds"]:
            self.credit.outlets[0] = at_least_weak(self.credit.outlets[0])
            return
        outlet = assess(name, self.site)
        if outlet.standing < Standing.KNOWN and (several := self.known_ones(name)):
            self.credit.outlets.extend(several)
        elif outlet.standing >= Standing.PLAIN:
            self.credit.outlets.append(outlet)
        elif outlet.standing is Standing.REFUSED:
            if is_person(name) and not self.credit.author:
                self.credit.author = name
                self.credit.rest.append(name)
            else:
                self.credit.refused.append(name)
        else:
            self.credit.rest.append(name)

    def is_beside_date(self, name: str) -> bool:
        """Whether a part only says what a day is: "Published", 付."""
        return self.credit.has_date and " ".join(words_of(name)) in sections("labels")["of dates"]

    def known_ones(self, name: str) -> list[Outlet]:
        """The outlets of "EFE y Reuters", where all are known."""
        outlets = [assess(part, self.site) for part in AND.split(name)]
        return outlets if len(outlets) > 1 and all(one.standing is Standing.KNOWN for one in outlets) else []

    # -- what it comes to

    def settle(self) -> None:
        """Join what is one outlet, and let a printed name stand for the outlet that only a link showed."""
        self.settle_author()
        merged: list[Outlet] = []
        for outlet in self.credit.outlets:
            same = next((number for number, other in enumerate(merged) if is_same(other, outlet)), None)
            if same is None:
                merged.append(outlet)
            else:
                merged[same] = joined(merged[same], outlet)
        self.credit.outlets = merged
        self.credit.url = next((outlet.url for outlet in merged if outlet.url), "")

    def settle_author(self) -> None:
        """Beside one outlet, a name that could be a person's is the author's: "Agnes Tarrow, Mossgate Gazette"."""
        people = [outlet for outlet in self.credit.outlets if may_be_person(outlet)]
        others = [outlet for outlet in self.credit.outlets if outlet not in people]
        if len(people) == 1 and others and not self.credit.author and others[0].standing > Standing.PLAIN:
            self.credit.author = people[0].name
            self.credit.outlets = others
