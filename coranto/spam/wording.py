"""Reasons in words that a moderator understands, for what the models weigh."""

from __future__ import annotations

from collections.abc import Callable

from .evidence import Evidence
from .lexicon import SUBJECTS

PLAIN = {
    "shape:capitals": "written in capitals",
    "shape:monotonous": "the same words again and again",
    "shape:no words": "no words at all",
    "shape:few words": "very few words",
    "shape:exclamations": "exclamation marks",
    "shape:question": "asks a question",
    "shape:runs": "the same sign repeated",
    "shape:broken lines": "blank lines as form-filling programs leave them",
    "shape:emoji": "pictographs",
    "shape:cut": "longer than is read",
    "link:any": "has a link",
    "link:in html": "a link written in HTML",
    "link:in bbcode": "a link written in forum code",
    "link:without scheme": "a site's name without http",
    "link:broken up": "an address broken up to pass filters",
    "link:among few words": "little text around the links",
    "link:at the end": "ends with a link",
    "link:shortener": "a shortened link that hides where it leads",
    "link:long host": "links to an oddly long or numbered host name",
    "link:front page only": "links to the front page of a site",
    "disguise:hidden signs": "invisible signs inside words",
    "disguise:mixed scripts": "look-alike letters of another alphabet inside words",
    "disguise:spaced letters": "letters spaced out to pass filters",
    "disguise:digits for letters": "digits in place of letters",
    "disguise:stacked marks": "piled-up accents",
    "disguise:hidden by style": "text hidden from readers by its style",
    "disguise:tags inside words": "words cut up by markup",
    "contact:phone": "gives a telephone number",
    "contact:money": "names sums of money",
    "contact:mail": "gives an e-mail address",
    "contact:handle": "names an account",
    "contact:messenger link": "links to a messenger account",
    "subject:many": "speaks of many trades at once",
    "praise:stock phrases": "praise in stock phrases",
    "praise:little else": "hardly anything but praise that fits any post",
    "sender:random e-mail": "the e-mail address looks generated",
    "sender:e-mail variants": "an e-mail address as used for many accounts",
    "sender:e-mail of the linked site": "links to the site of the e-mail address",
    "sender:name with a generated tail": "the name ends as generated names do",
    "sender:name is an address": "the name is an address",
    "sender:name is a slogan": "the name is a slogan",
    "sender:name looks random": "the name looks generated",
    "sender:name sells": "the name advertises",
    "sender:website is a deep link": "the author's website is a page deep inside a site",
    "sender:website again in the text": "the author's website again in the text",
    "sender:website sells": "the author's website advertises",
}


def _links(evidence: Evidence) -> str:
    count = max(len(evidence.links.addresses) + evidence.links.bare, evidence.links.in_html + evidence.links.in_bbcode)
    return f"{count} links"


def _sites(evidence: Evidence) -> str:
    return f"links to {len(evidence.links.domains)} different sites"


_COUNTED: dict[str, Callable[[Evidence], str]] = {"link:several": _links, "link:several sites": _sites}


def signal_words(name: str, evidence: Evidence) -> str:
    """A named observation in words."""
    if name in _COUNTED:
        return _COUNTED[name](evidence)
    kind, _, rest = name.partition(":")
    if kind == "subject" and rest in SUBJECTS:
        said = sorted(evidence.subjects.get(rest, ()), key=len, reverse=True)[:3]
        return f"{SUBJECTS[rest][0]}: {', '.join(said)}"
    return PLAIN.get(name, rest or name)


def word_list(words: list[str], is_spam: bool) -> str:
    """The words that weigh most, or that the pieces of words are meant."""
    if not words:
        return "turns of phrase as in spam" if is_spam else "turns of phrase as in good comments"
    return f"{'words as in spam' if is_spam else 'words as in good comments'}: {', '.join(words)}"


def span(minutes: int) -> str:
    """A time span in words."""
    for size, name in ((1440, "day"), (60, "hour"), (1, "minute")):
        count = round(minutes / size)
        if count >= 1:
            return f"in {'an' if name == 'hour' else 'a'} {name}" if count == 1 else f"in {count} {name}s"
    return "within a minute"
