"""Public posts in the order of their authors: an author at a time, so that not all posts of a site are sorted."""

from django.db.models import F

from coranto.posts.models import Author, ListingCount, ListingKind, Post
from coranto.wordpress.rest.asked import Asked
from coranto.wordpress.rest.paging import start_of


def keys_by_author(asked: Asked) -> list[int]:
    """The keys of the page that is asked for: by the number of the author, those of one author by date."""
    is_down = asked.values["order"] == "desc"
    order = ("-posted_at", "-pk") if is_down else ("posted_at", "pk")
    passed, wanted, found = start_of(asked), int(asked.values["per_page"]), list[int]()
    for author in _authors(is_down=is_down):
        rows = Post.objects.published(asked.at).filter(author=author)
        keys = rows.order_by(*order).values_list("pk", flat=True)[passed : passed + wanted - len(found)]
        found += keys
        if len(found) == wanted:
            break
        passed = 0 if keys else passed - rows.count()
    return found


def _authors(*, is_down: bool) -> list[int | None]:
    """The keys of those who have published, by number; who has no number is nobody, and the least."""
    listed = ListingCount.objects.filter(kind=ListingKind.AUTHOR, count__gt=0).values("key")
    number = F("number").desc() if is_down else F("number").asc()
    keys = list(Author.objects.filter(pk__in=listed).order_by(number).values_list("pk", flat=True))
    return [*keys, None] if is_down else [None, *keys]
