"""One short text for all that an export is made of: while it stays the same, so would the export."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model
from wagtail.models import Page, Revision

import coranto
from coranto.comments.models import Comment, Commenter, Thread, Verdict
from coranto.media.models import Attachment, CreditedImage
from coranto.pages.models import PageOriginal, StaticPage
from coranto.posts.models import (
    Attribution,
    Author,
    Byline,
    Category,
    Original,
    Permalink,
    Post,
    Source,
    SourceName,
    Tag,
)
from coranto.publication.models import BlogrollLink, Menu, MenuItem, Publication
from coranto.wordpress.models import Arrival, KeptItem, LooseEnd

ROWS = 200
MODELS: tuple[type[Model], ...] = (
    *(Publication, Menu, MenuItem, BlogrollLink, Author, Category, Tag, Source, SourceName),
    *(Attachment, CreditedImage, StaticPage, PageOriginal, Page),
    *(Post, Original, Byline, Attribution, Permalink, Post.categories.through, Post.tags.through),
    *(Thread, Commenter, Comment, Verdict, Arrival, KeptItem, LooseEnd),
)
"""What the modules beside this one read."""


def fingerprint(*arguments: object) -> str:
    """A digest of every row that an export reads, as they are now, and of these arguments.

    It reads the tables through, a few hundred rows at a time: exact, and a small part of the work of an export.
    """
    digest = hashlib.blake2b(digest_size=16)
    digest.update(repr((coranto.__version__, *arguments)).encode())
    for model in MODELS:
        for row in _rows(model):
            digest.update(repr(row).encode("utf-8", "surrogatepass"))
    drafts = Revision.objects.filter(pk__in=Post.objects.filter(live=False).values("latest_revision"))
    drafts |= Revision.objects.filter(pk__in=StaticPage.objects.filter(live=False).values("latest_revision"))
    for pair in drafts.order_by("pk").values_list("pk", "content").iterator(chunk_size=ROWS):
        digest.update(repr(pair).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _rows(model: type[Model]) -> Iterator[Sequence[Any]]:
    """The rows of a table as the database has them, by key."""
    key = model._meta.pk.column if model._meta.pk else "id"
    table, column = connection.ops.quote_name(model._meta.db_table), connection.ops.quote_name(key)
    last = -1
    while True:
        with connection.cursor() as cursor:
            query = f"SELECT {column}, {table}.* FROM {table} WHERE {column} > %s ORDER BY {column} LIMIT {ROWS}"  # noqa: S608 - our own tables
            cursor.execute(query, [last])
            rows = cursor.fetchall()
        if not rows:
            return
        yield from rows
        last = rows[-1][0]
