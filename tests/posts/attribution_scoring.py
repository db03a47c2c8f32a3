"""Scores the attribution reader on the labelled lines."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coranto.posts.attribution_reading import ReadAttribution, merge_key, read_attributions

HERE = Path(__file__).parent
FIELDS = ("date", "author", "title", "url", "relation", "licence", "order")
OWN_NAMES = ("Digest of the Shore",)
OWN_HOSTS = ("digest.example",)


@dataclass
class Score:
    """Counts over one part: attributions made, right, expected; right fields; what went wrong, in words."""

    made: int = 0
    right: int = 0
    expected: int = 0
    fields: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Right over made."""
        return self.right / self.made

    @property
    def recall(self) -> float:
        """Right over expected."""
        return self.right / self.expected


def labelled(part: str) -> Iterator[dict[str, Any]]:
    """The labelled lines of a part, with the body put in."""
    bodies = json.loads((HERE / "attribution_bodies.json").read_text(encoding="utf-8"))
    for line in (HERE / "attribution_lines.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record["part"] == part:
            body = bodies.get(record["language"], bodies["en"])
            yield {**record, "html": record["html"].replace("{body}", body)}


def read(record: dict[str, Any]) -> list[ReadAttribution]:
    """What the reader makes of one labelled line."""
    return read_attributions(
        record["html"],
        title=record.get("title", ""),
        language=record["language"],
        own_names=OWN_NAMES,
        own_hosts=OWN_HOSTS,
        known_sources=record.get("known_sources"),
    )


def score(part: str) -> Score:
    """The score of a part."""
    result = Score()
    for record in labelled(part):
        compare(record, read(record), result)
    return result


def compare(record: dict[str, Any], found: list[ReadAttribution], result: Score) -> None:
    """Add one line's outcome to the score."""
    wanted = list(record["expected"])
    result.made += len(found)
    result.expected += len(wanted)
    for one in found:
        match = next((want for want in wanted if merge_key(want["source"]) == merge_key(one.source_name)), None)
        if match is None:
            result.wrong.append(f"{record['id']}: {one.source_name} from {one.line!r}")
            continue
        wanted.remove(match)
        result.right += 1
        expected = {"order": record["expected"].index(match), **match}
        result.fields.update(name for name in FIELDS if values(one)[name] == expected.get(name, ""))
    result.missed += [f"{record['id']}: {want['source']}" for want in wanted]


def values(one: ReadAttribution) -> dict[str, object]:
    """An attribution's fields as the labels write them."""
    return {
        "date": str(one.original_date or ""),
        "author": one.author,
        "title": one.title,
        "url": one.url,
        "relation": str(one.relation),
        "licence": one.licence,
        "order": one.order,
    }
