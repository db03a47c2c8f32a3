"""From the lines of a post to its attributions."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from coranto.posts.attribution_reading.bylines import joined_lines, read_byline
from coranto.posts.attribution_reading.chains import read_quoted
from coranto.posts.attribution_reading.claims import Claim, Distance
from coranto.posts.attribution_reading.closings import read_cite, read_closing
from coranto.posts.attribution_reading.datelines import read_dateline
from coranto.posts.attribution_reading.labelled_lines import LABELS, credits_picture, labelled, read_labelled
from coranto.posts.attribution_reading.lines import Line, PostLines
from coranto.posts.attribution_reading.post_lines import post_lines
from coranto.posts.attribution_reading.result import ReadAttribution, Relation
from coranto.posts.attribution_reading.sentences import read_sentence
from coranto.posts.attribution_reading.site import Site
from coranto.posts.attribution_reading.standing import Standing
from coranto.posts.attribution_reading.word_lists import fold

LEAST_CONFIDENCE: Final = 0.8
HEAD: Final = 4  # lines in which a credit, an author or a date line may open a post
TAIL: Final = 8  # lines in which a credit may close it
SHORT: Final = 120
MOST: Final = 6
FACT: Final = re.compile(r"^(?P<label>[^\W\d_][^\s:：]{1,18}(?:\s\S{1,14})?)\s?[:：]\s?\S")
LONGEST_LINE: Final = 1000

Reader = Callable[[Line, Site], list[Claim]]


def read_attributions(
    html: str,
    *,
    title: str = "",
    language: str = "",
    own_names: Collection[str] = (),
    own_hosts: Collection[str] = (),
    known_sources: Mapping[str, str] | None = None,
    posted_on: date | None = None,
) -> list[ReadAttribution]:
    """The outlets that a post says it came from, nearest first. Nothing rather than a wrong outlet.

    ``html`` is the body of a post, rendered or as classic text. ``title`` is the post's, so that its repetition is not
    read. ``language`` (``en``, ``pt-br``) decides what 2/5/2016 means. ``own_names`` and ``own_hosts`` are the site's,
    which are no sources. ``known_sources`` maps names of sources that the site has to their hosts. ``posted_on`` only
    supplies the year to a line that has none ("BERLIN, 5 Feb (Agency)"). Only the first and last lines are looked at.
    """
    site = Site.of(
        own_names=own_names, own_hosts=own_hosts, known_sources=known_sources or {}, language=language, near=posted_on
    )
    lines = post_lines(html)
    claims = [*head_claims(lines, title, site), *tail_claims(lines, title, site)]
    return in_order(merged(sorted(claims, key=lambda claim: claim.distance)))


def head_claims(lines: PostLines, title: str, site: Site) -> list[Claim]:
    """What the first lines say."""
    head = [line for line in lines.head[: HEAD + 2] if not repeats(line, title)]
    head = [with_next(line, head[place + 1 : place + 2]) for place, line in enumerate(head)][:HEAD]
    claims: list[Claim] = []
    dated: list[Claim] = []
    for line in head:
        if credits_picture(line.text):
            continue
        found = without_facts(first_found((read_cite, read_label_of_text, read_sentence), line, site), line, head)
        by = [] if found else read_byline(line, site)
        dated += by
        claims += found or ([] if by else read_dateline(line, site))
    if not dated and not any(claim.distance is Distance.CREDIT for claim in claims):
        dated = read_together(head, site)
    if len({claim.outlet.key for claim in dated}) == 1:
        claims = [*dated, *claims]
    if any(claim.distance is Distance.CREDIT for claim in claims):
        claims += [claim for line in head for claim in read_quoted(line, site)]
    return claims


def is_among_facts(line: Line, neighbours: list[Line]) -> bool:
    """Whether lines beside this one name other facts: "Source: Fen Moor", "Mouth: North Sea", "Length: 41 km"."""
    labels = [FACT.match(other.text) for other in neighbours if abs(other.number - line.number) == 1]
    return any(match is not None and fold(match["label"]) not in LABELS["beside"] for match in labels)


def without_facts(claims: list[Claim], line: Line, neighbours: list[Line]) -> list[Claim]:
    """The claims, less those that only a label speaks for, where the line is one of a list of facts."""
    if not any(claim.outlet.standing is Standing.PLAIN for claim in claims) or not is_among_facts(line, neighbours):
        return claims
    return [claim for claim in claims if claim.outlet.standing is not Standing.PLAIN]


def repeats(line: Line, title: str) -> bool:
    """Whether a line is the post's title again."""
    return len(line.text) == len(title) and fold(line.text) == fold(title)


def read_together(head: list[Line], site: Site) -> list[Claim]:
    """A byline over the first two or three short lines."""
    short: list[Line] = []
    for line in head[:3]:
        if len(line.text) > SHORT // 2 or line.in_list or line.in_quote or line.has_picture:
            break
        short.append(line)
    for count in range(len(short), 1, -1):
        if claims := read_byline(joined_lines(short[:count]), site):
            return claims
    return []


def read_label_of_text(line: Line, site: Site) -> list[Claim]:
    """A labelled line, unless it stands right under the picture that opens a post and is that one's credit."""
    return [] if line.after_picture and line.number < 2 else read_labelled(line, site)


def tail_claims(lines: PostLines, title: str, site: Site) -> list[Claim]:
    """What the last lines say."""
    everything = [*lines.head, *lines.tail]
    tail = everything[max(1, min(HEAD, len(everything) - 3), len(everything) - TAIL) :]
    claims: list[Claim] = []
    for place, line in enumerate(tail):
        if credits_picture(line.text) or repeats(line, title):
            continue
        line = with_next(line, tail[place + 1 : place + 2])
        found = without_facts(first_found((read_cite, read_labelled, read_sentence), line, site), line, tail)
        if not found and place >= len(tail) - 3:
            found = read_closing(line, site)
        claims += found
    return claims


def with_next(line: Line, following: list[Line]) -> Line:
    """A label that stands alone, with the line after it; a credit, with the address under it."""
    if not following or len(line.text) > SHORT or len(following[0].text) > SHORT or following[0].in_list:
        return line
    found = labelled(line)
    if not found or (line.links and found.start >= found.end):
        return line
    bare_address = following[0].text.startswith(("http://", "https://", "www.")) and " " not in following[0].text
    return joined_lines([line, following[0]]) if found.start >= found.end or bare_address else line


def first_found(readers: Iterable[Reader], line: Line, site: Site) -> list[Claim]:
    """The claims of the first reader that has any."""
    for reader in readers:
        if claims := reader(line, site):
            return claims
    return []


def merged(claims: list[Claim]) -> list[Claim]:
    """One claim an outlet: the first, with what later lines add."""
    found: dict[str, Claim] = {}
    for claim in claims:
        if claim.confidence < LEAST_CONFIDENCE or claim.outlet.standing is Standing.REFUSED:
            continue
        key = claim.outlet.key
        found[key] = together(found[key], claim) if key in found else claim
    return list(found.values())[:MOST]


def together(one: Claim, other: Claim) -> Claim:
    """Two claims on one outlet as one."""
    outlet = replace(one.outlet, home=one.outlet.home or other.outlet.home, url=one.outlet.url or other.outlet.url)
    if one.outlet.standing < other.outlet.standing:
        outlet = replace(outlet, standing=other.outlet.standing)
    relation = other.relation if one.relation is Relation.REPUBLISHED else one.relation
    return replace(
        one,
        outlet=outlet,
        relation=relation,
        author=one.author or other.author,
        title=one.title or other.title,
        url=one.url or other.url,
        date=one.date or other.date,
        licence=one.licence or other.licence,
        doubt=min(one.doubt, other.doubt),
    )


def in_order(claims: list[Claim]) -> list[ReadAttribution]:
    """The claims as attributions, numbered from the nearest."""
    return [
        ReadAttribution(
            source_name=claim.outlet.name,
            source_url=claim.outlet.home,
            author=claim.author,
            title=claim.title,
            url=claim.url,
            original_date=claim.date,
            relation=claim.relation,
            licence=claim.licence,
            order=order,
            line=claim.line[:LONGEST_LINE],
            confidence=claim.confidence,
        )
        for order, claim in enumerate(claims)
    ]
