"""Footnotes as WordPress's own block keeps them: marks in the text, the notes in a custom field as JSON.

In a source, `[^1]` stands in the text and the head has a line `footnote-1: the note`.
"""

import json
import re
from uuid import NAMESPACE_URL, uuid5

from scripts.demo_site.markup import inline
from scripts.demo_site.numbering import Register
from scripts.demo_site.sources import Entry

MARK = re.compile(r"\[\^(\d+)\]")


def note_id(entry: Entry, number: str) -> str:
    """The identifier of a note: random in WordPress, the same at every build here."""
    return str(uuid5(NAMESPACE_URL, f"{entry.slug}#{number}"))


def numbers(entry: Entry) -> list[str]:
    """The numbers of the notes in the head, in its order."""
    return [key.removeprefix("footnote-") for key in entry.head if key.startswith("footnote-")]


def with_footnotes(html: str, entry: Entry) -> str:
    """The marks of a rendered body as links, and the block that lists the notes at its end."""
    if not numbers(entry):
        return html

    def link(match: re.Match[str]) -> str:
        name = note_id(entry, match[1])
        return f'<sup data-fn="{name}" class="fn"><a href="#{name}" id="{name}-link">{match[1]}</a></sup>'

    return MARK.sub(link, html) + "\n\n<!-- wp:footnotes /-->"


def footnote_rows(entry: Entry, register: Register) -> list[tuple[str, str]]:
    """The custom field that holds the notes."""
    notes = [
        {"content": inline(entry.head[f"footnote-{number}"], register), "id": note_id(entry, number)}
        for number in numbers(entry)
    ]
    return [("footnotes", json.dumps(notes, ensure_ascii=False, separators=(",", ":")))] if notes else []
