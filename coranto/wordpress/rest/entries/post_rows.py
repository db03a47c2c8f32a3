"""Which posts a list holds."""

from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q, QuerySet

from coranto.posts.listings.finding import category_listing, tag_listing
from coranto.posts.listings.listing import Listing, home_listing
from coranto.posts.models import FORMAT_KEYS, Category, FoundText, ListingEntry, ListingKind, Post, Tag
from coranto.posts.search.keys import kind_and_target
from coranto.posts.search.matching import RANKED, Filters, Order, search
from coranto.posts.search.questions import read_question
from coranto.wordpress.rest.asked import Asked
from coranto.wordpress.rest.counted import KeptTotals
from coranto.wordpress.rest.entries import choosing
from coranto.wordpress.rest.entries.by_author import keys_by_author
from coranto.wordpress.rest.entries.readable import in_edit, is_public_list, of_status, readable_posts
from coranto.wordpress.rest.entries.term_filters import filed, filed_one_by_one
from coranto.wordpress.rest.paging import start_of

SEARCHED_WHOLE = 3_000
"""Up to so many posts a search reads them all, so that parts of words are found as in WordPress; then the index is
asked, which knows whole words and their beginnings."""
FEW = 500
"""Up to so many posts changed lately are sorted by themselves, instead of looking through all for them."""
MANY = 1_000
"""From so many posts on the total is kept, and those filed under several terms are found by looking through all."""

COLUMNS = {
    "author": "author__number",
    "date": "posted_at",
    "id": "number",
    "modified": "modified_at",
    "slug": "slug",
    "title": "title",
}
SEARCHED = {
    "post_title": ("title",),
    "post_content": ("searched",),
    "post_excerpt": ("excerpt",),
}
PLAIN = frozenset(
    {"context", "page", "per_page", "offset", "order", "orderby", "status", "ignore_sticky", "search_columns",
     "tax_relation", "search_semantics"}
)  # fmt: skip


totals = KeptTotals(from_=MANY)


@dataclass(frozen=True, slots=True)
class Page:
    """The keys of the posts of one page, in order, and how many there are on all."""

    keys: list[int]
    total: int


def find_page(asked: Asked) -> Page:
    """The page that is asked for."""
    asked = _as_understood(asked)
    listing = _listing(asked) if is_public_list(asked) else None
    if listing and asked.values["exclude"]:
        return _page_without(_left_out(listing, asked), asked)
    if listing and asked.values["orderby"] == "date":
        return _page_of(listing, asked)
    if listing and listing == home_listing() and asked.values["orderby"] == "author":
        total = listing.count()
        return Page(keys_by_author(asked, total), total)
    rows: QuerySet[Post] = _base(asked).filter(_chosen(asked))
    if listing:
        total = listing.count()
        return Page(choosing.page_keys(rows, asked, COLUMNS, total=total), total)
    if asked.values["search"]:
        rows = rows if in_edit(asked) else rows.filter(password="")
        if is_public_list(asked) and home_listing().count() > SEARCHED_WHOLE:
            return _from_index(asked, rows)
        rows = choosing.with_searched(rows).filter(_matching(asked))
    elif asked.values["modified_after"] or asked.values["modified_before"]:
        return _changed(asked, rows)
    return _counted_page(rows, asked)


def _counted_page(rows: QuerySet[Post], asked: Asked) -> Page:
    """A page of what is in no listing. Its total is kept, because to count takes longer than to find ten."""
    if not is_public_list(asked):
        return Page(choosing.page_keys(rows, asked, COLUMNS), rows.count())
    total = totals.of(asked, rows.count)
    if total >= MANY and asked.values["orderby"] == "date" and not asked.values["search"]:
        rows = _base(asked).filter(_narrowed(asked), *filed_one_by_one(asked))
    return Page(choosing.page_keys(rows, asked, COLUMNS, total=total), total)


def _as_understood(asked: Asked) -> Asked:
    """The question as WordPress takes it: sticky posts are a list of numbers to it, as are those of ``include``, and
    where there is one it looks at no list of those to leave out."""
    values, without = asked.values, dict[str, Any]()
    if values["sticky"] or values["include"]:
        without["exclude"] = []
    if values["sticky"] is False and values["include"]:
        without["sticky"] = None
    return choosing.understood(replace(asked, values={**values, **without}) if without else asked)


def _left_out(listing: Listing, asked: Asked) -> set[int]:
    """The keys of the posts that would be in the listing but for ``exclude``, read by the posts, which are few."""
    unwanted = choosing.one_of("number", asked.values["exclude"])
    keys = list(Post.objects.published(asked.at).filter(unwanted).values_list("pk", flat=True))
    entries = ListingEntry.objects.filter(post_id__in=keys).values_list("post_id", "kind", "key")
    return {pk for pk, kind, key in entries if kind == listing.index and listing.first_key <= key <= listing.last_key}


def _page_without(left_out: set[int], asked: Asked) -> Page:
    """A page of a listing without some posts: as many more are read from its beginning, and those passed over."""
    start, per_page = start_of(asked), int(asked.values["per_page"])
    reach = {"exclude": [], "page": 1, "offset": 0, "per_page": start + per_page + len(left_out)}
    whole = find_page(replace(asked, values={**asked.values, **reach}))
    kept = [key for key in whole.keys if key not in left_out]
    return Page(kept[start : start + per_page], whole.total - len(left_out))


def _changed(asked: Asked, rows: QuerySet[Post]) -> Page:
    """Posts by when they were changed: programs that ask again and again for what is new find few or none.

    In the order of change the database looks into the index of it; without one it goes through all posts.
    """
    order = "-modified_at" if asked.values["modified_after"] else "modified_at"
    few = list(rows.order_by(order, "pk").values_list("pk", flat=True)[: FEW + 1])
    if len(few) > FEW:
        return _counted_page(rows, asked)
    return Page(choosing.page_keys(rows.filter(pk__in=few), asked, COLUMNS, total=len(few)), len(few))


def _page_of(listing: Listing, asked: Asked) -> Page:
    """A page of a listing, which is read by key: it costs the same however many posts there are."""
    total, start = listing.count(), start_of(asked)
    length = min(int(asked.values["per_page"]), total - start)
    if asked.values["order"] == "desc":
        return Page(listing.post_ids(start=start, length=length, count=total), total)
    if length <= 0:
        return Page([], total)
    keys = listing.post_ids(start=total - start - length, length=length, count=total)
    return Page(list(reversed(keys)), total)


def _base(asked: Asked) -> QuerySet[Post]:
    """The posts among which is chosen.

    The end of a list is named as one bound with the moment: of two SQLite took the later, and went through all newer
    posts.
    """
    if is_public_list(asked):
        return Post.objects.published(min(asked.at, choosing.end_of(asked) or asked.at))
    return readable_posts(asked).filter(of_status(asked.values["status"], asked.at))


def _listing(asked: Asked) -> Listing | None:
    """The public listing that holds the posts asked for, and those of ``exclude``: all, or those of one term or
    format only."""
    values = asked.values
    narrowed = {name for name, value in values.items() if value not in (None, []) and name not in PLAIN}
    narrowed.discard("exclude")
    if len(narrowed) > 1:
        return None
    if not narrowed:
        return home_listing()
    name = narrowed.pop()
    if name == "sticky" and values["sticky"]:
        return Listing(kind="sticky", path="", index=ListingKind.STICKY, first_key=0, last_key=0)
    if name == "format" and len(values[name]) == 1 and values[name][0] != Post.Format.STANDARD:
        key = FORMAT_KEYS[values[name][0]]
        return Listing(kind="format", path="", index=ListingKind.FORMAT, first_key=key, last_key=key)
    if name not in ("categories", "tags") or len(values[name]["terms"]) != 1:
        return None
    number = abs(values[name]["terms"][0])
    if name == "tags":
        tag = Tag.objects.filter(number=number).first()
        return tag_listing(tag, asked.addresses) if tag else None
    category = Category.objects.filter(number=number).first()
    alone = category and (values[name]["include_children"] or not category.children.exists())
    return category_listing(category, asked.addresses) if category and alone else None


def _chosen(asked: Asked) -> Q:
    return _narrowed(asked) & filed(asked)


def _narrowed(asked: Asked) -> Q:
    """All conditions but those of terms."""
    values = asked.values
    chosen = choosing.narrowed(asked, author="author__number")
    if values["sticky"] is not None:
        chosen &= Q(is_sticky=values["sticky"])
    if values["format"]:
        chosen &= Q(format__in=values["format"])
    return chosen


def _matching(asked: Asked) -> Q:
    names = asked.values["search_columns"] or list(SEARCHED)
    columns = [column for name in names for column in SEARCHED[name]]
    return choosing.containing(asked.values["search"], columns)


def _from_index(asked: Asked, rows: QuerySet[Post]) -> Page:
    """Of what the index finds, as far as it ranks, the posts that are chosen."""
    question = read_question(asked.values["search"])
    order = Order.DATE if asked.values["orderby"] == "date" else Order.TITLES
    found = search(FoundText, question, Filters(), order=order, start=0, length=RANKED)
    places = [target for kind, target in map(kind_and_target, found.keys) if kind == "post"]
    start, per_page = start_of(asked), int(asked.values["per_page"])
    if asked.values["orderby"] in ("date", "relevance"):
        public = set(rows.filter(pk__in=places).values_list("pk", flat=True))
        kept = [key for key in places if key in public]
        if asked.values["orderby"] == "date" and asked.values["order"] == "asc":
            kept.reverse()
        return Page(kept[start : start + per_page], len(kept))
    chosen = rows.filter(pk__in=places)
    return Page(choosing.page_keys(chosen, asked, COLUMNS), chosen.count())
