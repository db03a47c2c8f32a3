"""Public posts in the order of their authors: by what is counted of each, so that posts need not all be sorted."""

from collections.abc import Iterator, Sequence

from django.db.models import F

from coranto.posts.models import Author, ListingCount, ListingKind, Post
from coranto.wordpress.rest.asked import Asked
from coranto.wordpress.rest.paging import start_of


def keys_by_author(asked: Asked, total: int) -> list[int]:
    """The keys of the page that is asked for, of ``total`` posts: by the number of the author, then by date.

    Only of the first and the last author on the page posts may be left out, so there are few queries.
    """
    is_down = asked.values["order"] == "desc"
    order = ("-posted_at", "-pk") if is_down else ("posted_at", "pk")
    number = "-author__number" if is_down else "author__number"
    posts = Post.objects.published(asked.at)
    found: list[tuple[int, list[int]]] = []
    whole: list[int | None] = []
    authors = _authors(total, is_down=is_down)
    pieces = _pieces(authors, start_of(asked), int(asked.values["per_page"]))
    for place, (author, start, length, is_whole) in enumerate(pieces):
        if is_whole and author is not None:
            whole.append(author)
            place_of_whole = place
        else:
            keys = posts.filter(author=author).order_by(*order).values_list("pk", flat=True)
            found.append((place, list(keys[start : start + length])))
    if whole:
        keys = posts.filter(author__in=whole).order_by(number, *order).values_list("pk", flat=True)
        found.append((place_of_whole, list(keys)))
    return [key for _, keys in sorted(found) for key in keys]


def _pieces(
    authors: Sequence[tuple[int | None, int]], start: int, wanted: int
) -> Iterator[tuple[int | None, int, int, bool]]:
    """Whose posts are on the page: key of the author, the first of their posts, how many, whether that is all."""
    for author, count in authors:
        length = min(count - start, wanted)
        if length > 0:
            yield author, start, length, length == count
            wanted -= length
        start = max(start - count, 0)
        if not wanted:
            return


def _authors(total: int, *, is_down: bool) -> list[tuple[int | None, int]]:
    """The keys of those who have published, with how much, by number; who has no number is nobody, and the least."""
    counts = dict(ListingCount.objects.filter(kind=ListingKind.AUTHOR, count__gt=0).values_list("key", "count"))
    number = F("number").desc() if is_down else F("number").asc()
    keys = Author.objects.order_by(number).values_list("pk", flat=True)
    known = [(key, counts[key]) for key in keys if key in counts]
    nobody = (None, max(total - sum(counts.values()), 0))
    return [*known, nobody] if is_down else [nobody, *known]
