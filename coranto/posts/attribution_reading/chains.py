"""Whom the outlet had it from: "the minister was quoted by the agency as saying", in the first paragraphs of a post."""

import re
from typing import Final

from coranto.posts.attribution_reading.claims import Claim, Distance
from coranto.posts.attribution_reading.lines import Line
from coranto.posts.attribution_reading.outlets import assess
from coranto.posts.attribution_reading.people_and_places import is_person
from coranto.posts.attribution_reading.result import Relation
from coranto.posts.attribution_reading.site import Site
from coranto.posts.attribution_reading.standing import Standing

LOOKED_AT: Final = 500
NAME: Final = r"(?P<name>(?:[A-ZÀ-Þ][\w’'.-]*|of|de|and|for)(?:\s(?:[A-ZÀ-Þ][\w’'.-]*|of|de|and|for)){0,5})"
KIND: Final = r"(?:news\s+agency\s+|agency\s+|newspaper\s+|daily\s+)?"
DE_KIND: Final = r"(?:Nachrichtenagentur\s+|Agentur\s+|Zeitung\s+)?"
QUOTED_BY: Final = (
    re.compile(
        r"\b(?:was|were|is|has been|have been)\s+(?:also\s+)?(?:quoted|cited)\s+(?:\S+\s+)?by\s+(?:the\s+)?"
        rf"{KIND}{NAME}"
        r"(?:\s+news agency|\s+agency|\s+newspaper)?,?\s+as\s+saying"
    ),
    re.compile(rf",\s+(?:as\s+)?(?:quoted|cited)\s+by\s+(?:the\s+)?{NAME}\s*[.,]"),
    re.compile(rf"\b(?:told|in an interview with)\s+(?:the\s+)?{NAME}(?:\s+news agency)\b"),
    re.compile(
        rf"(?:wird|wurde|werden)\s+(?:\S+\s+){{0,3}}?von\s+(?:der\s+|dem\s+)?{DE_KIND}[„\"“]?{NAME}[“\"”]?\s+"
        r"(?:mit den Worten\s+)?zitiert"
    ),
)
QUOTING: Final = ("quoted", "cited", "news agency", "zitiert")
SPEAKER: Final = re.compile(
    r"(?:^|[.,]\s)([A-ZÀ-Þ][\w’'.-]*(?:\s[A-ZÀ-Þ][\w’'.-]*){1,3})\s+(?:was|is)\s+(?:quoted|cited)"
)


def read_quoted(line: Line, site: Site) -> list[Claim]:
    """The agency or paper that a first paragraph quotes someone from. A known name, or one of an outlet's words."""
    text = line.text[:LOOKED_AT]
    if not any(word in text for word in QUOTING):
        return []
    for pattern in QUOTED_BY:
        for match in pattern.finditer(text):
            outlet = assess(match["name"].removeprefix("The "), site)
            if outlet.standing >= Standing.STRONG:
                return [
                    Claim(
                        outlet,
                        sentence_at(text, match),
                        Relation.QUOTED,
                        Distance.QUOTED,
                        author=speaker(text),
                        doubt=0.04,
                    )
                ]
    return []


def speaker(text: str) -> str:
    """Who is quoted, where a person's name is printed."""
    match = SPEAKER.search(text)
    return match[1] if match and is_person(match[1]) else ""


def sentence_at(text: str, match: re.Match[str]) -> str:
    """The sentence around a match."""
    start = max(text.rfind(". ", 0, match.start()) + 2, 0) if ". " in text[: match.start()] else 0
    end = text.find(". ", match.end())
    return text[start : end + 1 if end >= 0 else len(text)].strip()
