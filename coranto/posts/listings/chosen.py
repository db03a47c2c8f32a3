"""The listing of what was chosen by several fields at once."""

from dataclasses import dataclass, replace

from django.http import QueryDict

from coranto.core.made_of import POSTS
from coranto.core.moments import at_offset
from coranto.core.plain_text import plain_text
from coranto.posts.listings.choices import Choice, fields_of_pages
from coranto.posts.listings.choosing import chosen_ids
from coranto.posts.listings.listing import Listing, Subject
from coranto.posts.listings.orders import in_order
from coranto.posts.listings.titles import JOINED_BY_ALL, heading_of
from coranto.posts.models import Post


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenListing(Listing):
    """A listing whose posts have been found already. ``named`` is what WordPress names it for."""

    ids: tuple[int, ...] = ()
    named: Subject | None = None

    @property
    def named_for(self) -> Subject | None:
        """What the title and the feed in the head are of."""
        return self.named

    @property
    def marks(self) -> tuple[str, ...]:
        """Any post that comes to any listing, or leaves one, may change it."""
        return (POSTS,)

    def count(self) -> int:
        """How many posts were found."""
        return len(self.ids)

    def post_ids(self, *, start: int, length: int, count: int) -> list[int]:
        """Those of one page."""
        return list(self.ids[start : start + max(length, 0)])


def chosen_listing(base: Listing, choice: Choice, fields: QueryDict) -> ChosenListing:
    """The posts of a choice made at the address of ``base`` with these fields, which links to further pages keep."""
    ids = chosen_ids(choice.conditions, choice.dates, oldest_first=choice.oldest_first and not choice.order)
    if choice.order:
        ids = in_order(ids, choice.order, descending=not choice.oldest_first)
    year, month, day = _date(choice, ids)
    kept = fields_of_pages(fields)
    found = ChosenListing(
        kind=choice.kind,
        path=base.path,
        query=f"?{kept.urlencode()}" if kept else "",
        ids=tuple(ids),
        named=choice.named,
        is_exact=not choice.order,
        year=year,
        month=month,
        day=day,
    )
    labels = [*(plain_text(label) for label in choice.labels), heading_of(found) if found.kind != "home" else ""]
    return replace(found, heading=JOINED_BY_ALL.join(filter(None, labels)))


def _date(choice: Choice, ids: list[int]) -> tuple[int, int, int]:
    """The year, month and day that head it, 0 for what does not: those of its first post, as in WordPress."""
    wanted = {"day": 3, "month": 2, "year": 1}.get(choice.dates.kind, 0)
    first = Post.objects.filter(pk=ids[0]).values_list("posted_at", "utc_offset").first() if ids and wanted else None
    if first is None:
        return 0, 0, 0
    local = at_offset(*first)
    return local.year, local.month if wanted > 1 else 0, local.day if wanted > 2 else 0
