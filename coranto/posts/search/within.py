"""Words beside other conditions: ``/tag/rail/?s=tide``, ``/?s=tide&year=2012``. Found is what fulfils both.

A single category narrows the index of words itself. For all else the matches are compared with the posts that the other
conditions choose: the first :data:`~coranto.posts.search.matching.RANKED` matches with as many posts as are looked
through, so no such page costs more on a larger site.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from coranto.posts.listings.choices import Choice, fields_of_pages, is_asked, read_choice
from coranto.posts.listings.choosing import chosen_ids
from coranto.posts.listings.chosen import ChosenListing
from coranto.posts.listings.listing import Listing
from coranto.posts.listings.orders import in_order
from coranto.posts.models import ListingKind
from coranto.posts.search.keys import kind_and_target
from coranto.publication.addresses import Addresses


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """Where words are looked for: ``base`` is the listing at the address, ``fields`` the query, which page links keep.

    ``category`` is the slug of the one category; of the rest ``posts`` are the keys, nothing where any will do.
    """

    base: Listing
    fields: QueryDict
    choice: Choice
    addresses: Addresses
    category: str = ""
    posts: frozenset[int] | None = None

    @property
    def listing(self) -> Listing:
        """What the head of the page names: the listing that is chosen."""
        if self.base.kind in ("source", "format"):
            return self.base
        return ChosenListing(kind=self.choice.kind, path=self.base.path, query="?s", named=self.choice.named)

    @property
    def is_compared(self) -> bool:
        """Whether what was found has to be gone through: not all of it counts, or it comes in another order."""
        return self.posts is not None or bool(self.choice.order) or self.choice.oldest_first

    @property
    def span(self) -> tuple[datetime.datetime, datetime.datetime] | None:
        """Moments between which all of it lies, where a year is given."""
        return self.choice.dates.bounds()

    def address(self, number: int, query: str) -> str:
        """The address of page ``number``, or of the same search for other words."""
        kept = fields_of_pages(self.fields)
        if "s" in kept:
            kept["s"] = query
        return self.addresses.numbered(self.base.path, number) + (f"?{kept.urlencode()}" if kept else "")

    def kept(self, keys: Sequence[int]) -> list[int]:
        """Those of the found keys that count, in the order asked for; pages come after posts where that is not time."""
        found = [(key, *kind_and_target(key)) for key in keys]
        if self.posts is not None:
            found = [(key, kind, target) for key, kind, target in found if kind == "post" and target in self.posts]
        if not self.choice.order:
            return sorted(key for key, *_ in found) if self.choice.oldest_first else [key for key, *_ in found]
        of_posts = {target: key for key, kind, target in found if kind == "post"}
        ids = in_order(list(of_posts), self.choice.order, descending=not self.choice.oldest_first)
        return [*(of_posts[pk] for pk in ids), *(key for key, kind, _ in found if kind != "post")]


def read_within(base: Listing, given: QueryDict, addresses: Addresses) -> Within | None:
    """What the listing at an address and the fields with it narrow words to; nothing where they do not."""
    if base.kind == "home" and not is_asked(given):
        return None
    choice = read_choice(base, given)
    conditions = choice.conditions
    filed = [each for each in conditions if each.kind is ListingKind.CATEGORY and not each.is_refused]
    category = ""
    if len(filed) == 1 and len(filed[0].keys) == 1 and (found := choice.subjects.get("category")):
        category = found.slug
        conditions = [each for each in conditions if each is not filed[0]]
    posts = None
    if conditions or choice.dates.are_given:
        posts = frozenset(chosen_ids(conditions, choice.dates, oldest_first=choice.oldest_first and not choice.order))
    return Within(base=base, fields=given, choice=choice, addresses=addresses, category=category, posts=posts)
