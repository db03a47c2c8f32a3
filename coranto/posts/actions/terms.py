"""Finding and making what posts are filed under, by name."""

import csv
from collections.abc import Iterable
from typing import TypeVar

from django.db import transaction
from django.db.models import QuerySet

from coranto.core.numbers import Sequence
from coranto.posts.models import Author, Category, Source, Tag
from coranto.posts.slugs import numbered_slug, slug_of
from coranto.publication.actions import take_number

Row = TypeVar("Row", Author, Category, Source, Tag)
BELOW = ">"


def split_names(text: str) -> list[str]:
    """The names in a line with commas between them; a name in quotation marks may hold commas. Each once."""
    names = next(csv.reader([" ".join(text.split())], skipinitialspace=True), []) if text.strip() else []
    return list(dict.fromkeys(name.strip()[:250] for name in names if name.strip()))


@transaction.atomic
def name_tags(*, names: str, present: Iterable[Tag] = ()) -> list[Tag]:
    """The tags of these names, made where there are none.

    An imported site may have several tags of one name: those that are on the post already (``present``) come first,
    then one that is spelled alike, then one in other letters.
    """
    own = list(present)
    found: list[Tag] = []
    for name in split_names(names):
        found += _tags_called(name, own) or [make_tag(name=name)]
    return found


def _tags_called(name: str, own: list[Tag]) -> list[Tag]:
    if alike := [tag for tag in own if tag.name == name]:
        return alike
    if alike := [tag for tag in own if tag.name.casefold() == name.casefold()]:
        return alike[:1]
    rows = Tag.objects.order_by("pk")
    tag = rows.filter(name=name).first() or rows.filter(name__iexact=name).first()
    return [tag] if tag else []


def find_tags(*, names: str, present: Iterable[Tag] = ()) -> list[Tag]:
    """Those of these names that are tags already, found as by :func:`name_tags`."""
    own = list(present)
    return [tag for name in split_names(names) for tag in _tags_called(name, own)]


@transaction.atomic
def name_categories(*, names: str) -> list[Category]:
    """The categories of these names, made where there are none; ``World > Alps`` is Alps below World."""
    return [found for name in split_names(names) if (found := _category_of(name.split(BELOW)))]


def make_tag(*, name: str) -> Tag:
    """A new tag."""
    number = take_number(sequence=Sequence.TERM)
    return Tag.objects.create(number=number, name=name, slug=free_slug_in(Tag.objects.all(), name))


def make_category(*, name: str, parent: Category | None) -> Category:
    """A new category below ``parent``."""
    slug = free_slug_in(Category.objects.all(), name)
    path = f"{parent.path}/{slug}" if parent else slug
    number = take_number(sequence=Sequence.TERM)
    return Category.objects.create(number=number, name=name, slug=slug, parent=parent, path=path)


@transaction.atomic
def settle_category_paths() -> None:
    """Write every category's path anew from the tree; to be called when one got another slug or parent."""
    rows = {row.pk: row for row in Category.objects.all()}
    changed = []
    for row in rows.values():
        path = "/".join(_line(row, rows))
        if row.path != path:
            row.path = path
            changed.append(row)
    Category.objects.bulk_update(changed, ["path"], batch_size=200)


def _line(row: Category, rows: dict[int, Category]) -> list[str]:
    """The slugs from the root to a category. A ring, which the form refuses, would end at its second round."""
    slugs: list[str] = []
    step: Category | None = row
    while step is not None and len(slugs) <= len(rows):
        slugs.insert(0, step.slug)
        step = rows.get(step.parent_id) if step.parent_id else None
    return slugs


def _category_of(names: list[str]) -> Category | None:
    parent: Category | None = None
    for name in (part.strip() for part in names):
        if name:
            found = Category.objects.filter(name__iexact=name, parent=parent).first()
            parent = found or make_category(name=name, parent=parent)
    return parent


def free_slug_in(rows: QuerySet[Row], name: str, fallback: str = "term") -> str:
    """A slug made of the name that no row of the kind has."""
    wanted = slug_of(name) or fallback
    number, slug = 1, wanted
    while rows.filter(slug=slug).exists():
        number += 1
        slug = numbered_slug(wanted, number)
    return slug
