"""What follows when a category, tag, outlet or author got another name or address, or goes."""

import datetime

from django.db import transaction
from django.db.models import QuerySet
from wagtail.contrib.redirects.models import Redirect

from coranto.posts.actions.listings import list_posts
from coranto.posts.actions.terms import settle_category_paths
from coranto.posts.models import Attribution, Author, Byline, Category, ListingEntry, ListingKind, Post, Source, Tag
from coranto.publication.actions import note_change
from coranto.publication.addresses import Addresses, addresses_of
from coranto.publication.models import Publication

Filed = Category | Tag | Source | Author
KINDS: dict[type[Filed], ListingKind] = {
    Category: ListingKind.CATEGORY,
    Tag: ListingKind.TAG,
    Source: ListingKind.SOURCE,
    Author: ListingKind.AUTHOR,
}


def address_of(row: Filed, addresses: Addresses | None = None) -> str:
    """The address of what is listed under it; whoever asks for many looks up how addresses are written once."""
    addresses = addresses or addresses_of(Publication.objects.current())
    if isinstance(row, Category):
        return addresses.category(row.path)
    if isinstance(row, Tag):
        return addresses.tag(row.slug)
    return addresses.source(row.slug) if isinstance(row, Source) else addresses.author(row.slug)


@transaction.atomic
def follow_renaming(*, row: Filed, former: str, at: datetime.datetime) -> None:
    """Lead its former address to its present one, and list and index its posts afresh. To be called after saving it.

    For a category, its place in the tree may be another one too: the addresses of those below it follow.
    """
    moved = {former: address_of(row)}
    if isinstance(row, Category):
        moved = _settle_tree(row, former)
    for old, new in moved.items():
        redirect_former(old, new)
    list_posts(post_ids=posts_under(row), at=at)
    note_change(at=at)


@transaction.atomic
def move_up(*, category: Category, at: datetime.datetime) -> None:
    """Put what stands right below a category where it stands itself, before it goes."""
    for child in category.children.all():
        former = address_of(child)
        child.parent = category.parent
        child.save()
        follow_renaming(row=child, former=former, at=at)


def _settle_tree(category: Category, former: str) -> dict[str, str]:
    addresses = addresses_of(Publication.objects.current())
    before = {row.pk: address_of(row, addresses) for row in Category.objects.all()}
    settle_category_paths()
    after = {row.pk: address_of(row, addresses) for row in Category.objects.all()}
    before[category.pk] = former
    category.refresh_from_db()
    return {before[key]: after[key] for key in after if key in before}


def redirect_former(old: str, new: str) -> None:
    """Lead an address to another one for ever; what led to it leads there too. Nothing where both are the same."""
    if not old or old == new:
        return
    Redirect.objects.filter(redirect_link=old).update(redirect_link=new)
    Redirect.objects.filter(old_path__in=[Redirect.normalise_path(old), Redirect.normalise_path(new)]).delete()
    Redirect.objects.create(old_path=Redirect.normalise_path(old), redirect_link=new, is_permanent=True)


def posts_under(row: Filed) -> set[int]:
    """The keys of the posts filed under it, public or not."""
    if isinstance(row, Category):
        return set(
            Post.categories.through.objects.filter(category__in=_with_descendants(row)).values_list("post", flat=True)
        )
    if isinstance(row, Tag):
        return set(Post.tags.through.objects.filter(tag=row).values_list("post", flat=True))
    if isinstance(row, Source):
        return set(Attribution.objects.filter(source=row).values_list("post", flat=True))
    credited = Byline.objects.filter(author=row).values_list("post", flat=True)
    return {*credited, *Post.objects.filter(author=row).values_list("pk", flat=True)}


def _with_descendants(category: Category) -> set[int]:
    children: dict[int | None, list[int]] = {}
    for key, parent in Category.objects.values_list("pk", "parent_id"):
        children.setdefault(parent, []).append(key)
    found, waiting = {category.pk}, [category.pk]
    while waiting:
        fresh = [key for key in children.get(waiting.pop(), []) if key not in found]
        found.update(fresh)
        waiting += fresh
    return found


def still_used(rows: QuerySet[Filed] | list[Filed]) -> list[Filed]:
    """Those that cannot be deleted: outlets and authors with posts, categories with others below them."""
    return [row for row in rows if _is_used(row)]


def _is_used(row: Filed) -> bool:
    if isinstance(row, Category):
        return row.children.exists()
    if isinstance(row, Source):
        return row.attributions.exists()
    return isinstance(row, Author) and (row.posts.exists() or row.bylines.exists())


@transaction.atomic
def delete_filing(*, rows: list[Filed], at: datetime.datetime) -> None:
    """Delete categories, tags, outlets or authors; posts that were filed under them stay, without them."""
    posts: set[int] = set()
    for row in rows:
        posts |= posts_under(row)
        ListingEntry.objects.filter(kind=KINDS[type(row)], key=row.pk).delete()
        row.delete()
    list_posts(post_ids=posts, at=at)
    note_change(at=at)
