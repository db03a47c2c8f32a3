"""Categories as a tree that is one, and other terms."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import unescape

from coranto.core.short_digests import short_digest
from coranto.posts.slugs import cut_slug, encoded_slug, slug_of
from coranto.wordpress.mapping.identity import number_of, term_name
from coranto.wordpress.mapping.rows import JSON, metas
from coranto.wordpress.wxr.records import TermRecord, TermRef


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRow:
    """A term. ``there`` and ``parent`` are names made by :func:`~coranto.wordpress.mapping.identity.term_name`."""

    there: str
    taxonomy: str
    number: int
    slug: str
    name: str
    description: str
    parent: str
    meta: list[JSON]
    digest: str
    record: TermRecord


def declared_terms(terms: Mapping[tuple[str, str], TermRecord], named_only: Iterable[TermRef]) -> list[TermRow]:
    """All terms of an export: those that it declares, then those that only an item names. Each slug once."""
    rows = {row.there: row for row in map(term_row, terms.values())}
    by_name = {(row.taxonomy, row.name): row for row in rows.values()}
    for ref in named_only:
        record = TermRecord(ref.domain, 0, ref.slug or slug_of(unescape(ref.name)), name=ref.name)
        row = term_row(record)
        if row.there not in rows and (ref.slug or (row.taxonomy, row.name) not in by_name):
            rows[row.there] = by_name[row.taxonomy, row.name] = row
    return list(rows.values())


def term_row(record: TermRecord) -> TermRow:
    """A term as a row. Its name is plain text: WordPress stores ``&`` as an entity."""
    name = unescape(record.name).strip() or record.slug
    slug = cut_slug(encoded_slug(record.slug)) or slug_of(name)
    return TermRow(
        there=term_name(record.taxonomy, record.slug or slug),
        taxonomy=record.taxonomy,
        number=number_of(record.wp_id),
        slug=slug,
        name=name[:250],
        description=record.description,
        parent=term_name(record.taxonomy, record.parent_slug) if record.parent_slug else "",
        meta=metas(record.meta),
        digest=short_digest(record.wp_id, record.name, record.description, record.parent_slug, record.meta),
        record=record,
    )


def parents_first(rows: Iterable[TermRow]) -> tuple[list[TermRow], dict[str, str]]:
    """The rows so that each comes after its parent, and why some lost theirs: it is not there, or below itself."""
    waiting = {row.there: row for row in rows}
    lost: dict[str, str] = {}
    ordered: dict[str, TermRow] = {}
    for row in waiting.values():
        line = _line_up(row, waiting, ordered, lost)
        ordered.update((each.there, each) for each in reversed(line))
    return list(ordered.values()), lost


def _line_up(
    row: TermRow, rows: Mapping[str, TermRow], done: Mapping[str, TermRow], lost: dict[str, str]
) -> list[TermRow]:
    """The row and those of its ancestors that are not placed yet, from below; notes what is wrong with the topmost."""
    line: dict[str, TermRow] = {}
    step: TermRow | None = row
    while step is not None and step.there not in done:
        line[step.there] = step
        if step.parent and step.parent not in rows:
            lost[step.there] = "its parent is not in the export, so it stands at the top"
            break
        if step.parent in line:
            lost[step.there] = "it stood below itself, so it stands at the top"
            break
        step = rows.get(step.parent)
    return list(line.values())
