"""The first pass over an export: what it holds and what it refers to, before anything is written.

Memory: one small object for each term, author and attachment, none for posts and comments.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from coranto.wordpress.mapping.files import file_of
from coranto.wordpress.mapping.identity import item_name, number_of
from coranto.wordpress.mapping.inference import Clues
from coranto.wordpress.mapping.origins import SiteAddress
from coranto.wordpress.mapping.site import File
from coranto.wordpress.wxr.records import AuthorRecord, ItemRecord, Problem, Record, SiteRecord, TermRecord, TermRef

TermKey = tuple[str, str]


@dataclass(slots=True)
class Survey:
    """What the first pass found. Numbers are those there; ``clues`` are for settings that an export does not state."""

    site: SiteRecord = field(default_factory=SiteRecord)
    authors: dict[str, AuthorRecord] = field(default_factory=dict)
    terms: dict[TermKey, TermRecord] = field(default_factory=dict)
    named_only: dict[TermRef, None] = field(default_factory=dict)
    creators: dict[str, None] = field(default_factory=dict)
    guests: list[ItemRecord] = field(default_factory=list)
    files: dict[int, File] = field(default_factory=dict)
    blocks: dict[int, str] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    highest_item: int = 0
    highest_comment: int = 0
    bytes_total: int = 0
    problems: list[Problem] = field(default_factory=list)
    repeated: set[str] = field(default_factory=set)
    clues: Clues = field(default_factory=Clues)

    _seen: set[int] = field(default_factory=set)

    @property
    def address(self) -> SiteAddress:
        """Where the site stood."""
        return SiteAddress.of(self.site)

    @property
    def is_empty(self) -> bool:
        """Whether the file held nothing at all."""
        return not (self.counts or self.authors or self.terms)


def survey(records: Iterable[Record], into: Survey) -> None:
    """Take all records in. What an error leaves is in ``into`` all the same."""
    for record in records:
        match record:
            case ItemRecord():
                _take_item(record, into)
            case SiteRecord():
                into.site = _merged_site(into.site, record)
                into.clues.address = into.address
            case AuthorRecord():
                _take_author(record, into)
            case TermRecord():
                _take_term(record, into)


def _merged_site(known: SiteRecord, record: SiteRecord) -> SiteRecord:
    """The latest word on each field: a site's record comes again with more filled in, and with every file."""
    filled = {name: value for name in SiteRecord.__slots__ if (value := getattr(record, name))}
    return replace(known, **filled)


def _take_author(record: AuthorRecord, into: Survey) -> None:
    known = into.authors.get(record.login)
    if not (known and known.display_name and not record.display_name):
        into.authors[record.login] = record


def _take_term(record: TermRecord, into: Survey) -> None:
    key = (record.taxonomy, record.slug)
    known = into.terms.get(key)
    into.terms[key] = _merged_term(known, record) if known else record


def _merged_term(known: TermRecord, record: TermRecord) -> TermRecord:
    """The two ways in which WordPress writes a term, as one: neither has less than the other knew."""
    return replace(
        known,
        wp_id=known.wp_id or record.wp_id,
        parent_slug=known.parent_slug or record.parent_slug,
        name=known.name or record.name,
        description=known.description or record.description,
        meta=known.meta or record.meta,
        unknown=known.unknown or record.unknown,
    )


def _take_item(item: ItemRecord, into: Survey) -> None:
    into.counts[item.post_type] += 1
    if item.wp_id in into._seen and number_of(item.wp_id):
        into.repeated.add(item_name(item))
    into._seen.add(item.wp_id)
    into.highest_item = max(into.highest_item, number_of(item.wp_id))
    for comment in item.comments:
        into.highest_comment = max(into.highest_comment, number_of(comment.wp_id))
    if item.creator:
        into.creators.setdefault(item.creator)
    for term in item.terms:
        if (term.domain, term.slug) not in into.terms:
            into.named_only.setdefault(term)
    _take_by_type(item, into)
    into.clues.take(item)


def _take_by_type(item: ItemRecord, into: Survey) -> None:
    if item.post_type == "attachment":
        into.files[item.wp_id] = file_of(item)
    elif item.post_type in ("wp_block", "wp_navigation"):
        _take_stored_block(item, into)
    elif item.post_type == "guest-author":
        into.guests.append(item)


def _take_stored_block(item: ItemRecord, into: Survey) -> None:
    """Its text, if the public saw it: WordPress prints nothing of a draft, of the bin and of what has a password."""
    if item.status == "publish" and not item.password:
        into.blocks[item.wp_id] = item.content
    else:
        into.blocks.pop(item.wp_id, None)
