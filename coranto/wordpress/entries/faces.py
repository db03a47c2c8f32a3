"""Changing the public face of a person: what REST and XML-RPC let people do of what the desk does."""

import datetime
from collections.abc import Mapping

from coranto.posts.actions.filing import address_of, follow_renaming
from coranto.posts.models import Author
from coranto.posts.slugs import slug_of
from coranto.wordpress.entries.errors import UnwritableError

LONGEST = {"name": 250, "bio": 20_000, "url": 1_000}


def change_face(*, author: Author, changes: Mapping[str, str | None], at: datetime.datetime) -> None:
    """Give an author another ``name``, ``bio``, ``url`` or ``slug``; its former address leads to the new one.

    What is None stays, and so does a name for which there is no other. Raise UnwritableError for a slug that is
    another's.
    """
    former = address_of(author)
    for column, longest in LONGEST.items():
        if (value := changes.get(column)) is not None:
            value = value.strip()[:longest]
            setattr(author, column, author.name if column == "name" and not value else value)
    if (slug := slug_of(changes.get("slug") or "")) and slug != author.slug:
        if Author.objects.filter(slug=slug).exists():
            raise UnwritableError(400, "Invalid slug.")
        author.slug = slug
    author.save()
    follow_renaming(row=author, former=former, at=at)
