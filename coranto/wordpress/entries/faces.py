"""Changing the public face of a person: what REST and XML-RPC let people do of what the desk does."""

import datetime
from collections.abc import Mapping

from coranto.core.strangers_text import is_blank, tidy_about, tidy_name, tidy_url
from coranto.posts.actions.filing import address_of, follow_renaming
from coranto.posts.models import Author
from coranto.posts.slugs import slug_of
from coranto.wordpress.entries.errors import UnwritableError

FACE = {"name": (250, tidy_name), "bio": (20_000, tidy_about), "url": (1_000, tidy_url)}
"""How long each may be, and what makes it fit to keep: readers and programs get it."""


def change_face(*, author: Author, changes: Mapping[str, str | None], at: datetime.datetime) -> None:
    """Give an author another ``name``, ``bio``, ``url`` or ``slug``; its former address leads to the new one.

    What is None stays, and so does a name for which there is no other. An address of another scheme than the web's is
    none, as in WordPress. Raise UnwritableError for a slug that is
    another's.
    """
    former = address_of(author)
    for column, (longest, tidy) in FACE.items():
        if (sent := changes.get(column)) is not None:
            value = tidy(sent.strip()[:longest])[:longest]
            setattr(author, column, author.name if column == "name" and is_blank(value) else value)
    if (slug := slug_of(changes.get("slug") or "")) and slug != author.slug:
        if Author.objects.filter(slug=slug).exists():
            raise UnwritableError(400, "Invalid slug.")
        author.slug = slug
    author.save()
    follow_renaming(row=author, former=former, at=at)
