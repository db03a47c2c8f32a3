"""What all parts of a running import share."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Max

from coranto.comments.models import Comment
from coranto.core.numbers import Sequence
from coranto.publication.actions import take_number
from coranto.publication.models import Publication
from coranto.wordpress.importing.ledger import Ledger
from coranto.wordpress.importing.notebook import Notebook
from coranto.wordpress.mapping.rows import MenuItemRow
from coranto.wordpress.mapping.site import Site
from coranto.wordpress.models import ImportRun, LooseEnd
from coranto.wordpress.wxr.records import TermRef


@dataclass(slots=True, kw_only=True)
class Work:
    """One run: where it writes, what it knows, what it will do at the end.

    ``authors`` gives the key of an author by login there, ``author_numbers`` the public number by number there;
    ``terms`` the key of a category or tag by taxonomy and slug, and by taxonomy and name for those named without one.
    """

    run: ImportRun
    ledger: Ledger
    notes: Notebook
    publication: Publication
    site: Site
    at: datetime
    authors: dict[str, int] = field(default_factory=dict)
    author_slugs: dict[int, str] = field(default_factory=dict)
    author_numbers: dict[int, int] = field(default_factory=dict)
    bylines: dict[str, int] = field(default_factory=dict)
    terms: dict[tuple[str, str], int] = field(default_factory=dict)
    term_ids: dict[tuple[str, str], int] = field(default_factory=dict)
    category_paths: dict[int, tuple[int, str]] = field(default_factory=dict)
    highest_item: int = 0
    highest_comment: int = 0
    menus: dict[str, int] = field(default_factory=dict)
    menu_items: list[MenuItemRow] = field(default_factory=list)
    commenters: dict[str, int] = field(default_factory=dict)
    sources: dict[str, int] = field(default_factory=dict)
    numbers_of_authors: dict[int, int] = field(default_factory=dict)
    own_sources: dict[str, int] = field(default_factory=dict)
    renamed_pages: list[int] = field(default_factory=list)
    refused_in_a_row: int = 0
    repeated: frozenset[str] = frozenset()
    seen_twice: dict[str, list[str]] = field(default_factory=dict)

    def forget(self) -> None:
        """Go back to the last batch that was written: the transaction of this one was rolled back."""
        self.ledger.forget()
        self.notes.forget()
        self.commenters.clear()
        self.sources.clear()
        self.own_sources.clear()

    def next_number(self) -> int:
        """A public number for an item that cannot have its own: above all that the export holds."""
        if self.run.pk is not None:
            return take_number(sequence=Sequence.CONTENT)
        self.highest_item += 1  # a trial run takes none
        return self.highest_item

    def next_comment_key(self) -> int:
        """A key for a comment that cannot have its own: above all that the export holds, and all that are in use."""
        highest = max(self.highest_comment, Comment.objects.aggregate(top=Max("pk"))["top"] or 0) + 1
        self.highest_comment = highest
        return highest

    def add_loose_ends(self, ends: Iterable[tuple[LooseEnd.Kind, int, str]]) -> None:
        """Note references to items that may arrive later: kind, the key of our row, the number there."""
        rows = [
            LooseEnd(origin=self.ledger.origin, kind=kind, holder=holder, target=target)
            for kind, holder, target in ends
        ]
        LooseEnd.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["origin", "kind", "holder"], update_fields=["target"]
        )

    def term_keys(self, refs: tuple[TermRef, ...]) -> list[int]:
        """The keys of these categories or tags, each once, in order."""
        found = (self.terms.get((ref.domain, ref.slug or ref.name)) for ref in refs)
        return list(dict.fromkeys(key for key in found if key is not None))
