"""Writing the rows that are searched. Only what everybody may read is in them: no drafts, nothing private or protected.

Posts are written by :func:`coranto.posts.actions.list_posts`, whenever what the public sees of them has changed. Apps
above write their own rows by :func:`write_texts`.
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db import transaction

from coranto.core.chunks import chunks
from coranto.core.database.bulk_rows import insert_values
from coranto.core.plain_text import plain_text
from coranto.posts.models import (
    Attribution,
    Byline,
    FoundText,
    ListingEntry,
    ListingKind,
    Post,
    SearchText,
    SearchWord,
)
from coranto.posts.search.folding import fold
from coranto.posts.search.keys import key_of

CHUNK = 200
LONGEST_BODY = 300_000
"""Characters of a body that are searched. PostgreSQL holds no vector larger than a megabyte."""
WORD = re.compile(r"[^\W\d_]{4,30}")
FILED = {ListingKind.CATEGORY: "c", ListingKind.SOURCE: "s"}
EVERYTHING = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What is to be found of one thing; plain text, not folded."""

    kind: str
    target: int
    at: datetime.datetime
    title: str = ""
    body: str = ""
    source: str = ""
    author: str = ""
    filed: str = ""


class Row(NamedTuple):
    """The columns of a :class:`~coranto.posts.models.SearchText`, folded. There are many, and a model costs more."""

    key: int
    kind: str
    target: int
    title: str
    body: str
    source: str
    author: str
    filed: str


def index_posts(post_ids: Iterable[int], *, at: datetime.datetime) -> None:
    """Bring the searched rows of these posts in line with what the public may see at that moment. Safe to repeat."""
    for chunk in chunks(sorted(set(post_ids)), CHUNK):
        write_texts(FoundText, "post", chunk, _post_texts(chunk, at))


@transaction.atomic
def write_texts(model: type[SearchText], kind: str, targets: Collection[int], texts: Iterable[Text]) -> None:
    """Let the rows of ``targets`` of that kind be exactly ``texts``. Rows that are right already are not touched."""
    rows = model._default_manager.filter(kind=kind, target__in=targets).values_list(*Row._fields)
    present = {row.target: row for row in map(Row._make, rows)}
    wanted = {text.target: _row(text) for text in texts}
    stale = [row.key for target, row in present.items() if wanted.get(target) != row]
    fresh = [row for target, row in wanted.items() if present.get(target) != row]
    if stale:
        model._default_manager.filter(pk__in=stale).delete()
    insert_values(model, Row._fields, fresh)
    _learn_words(fresh)


def write_new_texts(model: type[SearchText], texts: Iterable[Text]) -> None:
    """Write the rows of things that were made just now, and so have none yet: nothing is looked up first."""
    rows = [_row(text) for text in texts]
    insert_values(model, Row._fields, rows)
    _learn_words(rows)


def _row(text: Text) -> Row:
    return Row(
        key=key_of(text.kind, text.target, text.at),
        kind=text.kind,
        target=text.target,
        title=_words(text.title),
        body=_words(text.body[:LONGEST_BODY]),
        source=_words(text.source),
        author=_words(text.author),
        filed=f"{EVERYTHING} {text.filed}".strip(),
    )


def _words(text: str) -> str:
    return " ".join(fold(text).split())


def _learn_words(rows: Sequence[Row]) -> None:
    """Keep the words of titles and names, for suggestions."""
    found = {word for row in rows for word in WORD.findall(f"{row.title} {row.source} {row.author}")}
    known = set(SearchWord.objects.filter(word__in=found).values_list("word", flat=True)) if found else set()
    SearchWord.objects.bulk_create(
        [SearchWord(word=word) for word in sorted(found - known)], ignore_conflicts=True, batch_size=500
    )


def _post_texts(ids: Sequence[int], at: datetime.datetime) -> Iterator[Text]:
    sources, authors, filed = _source_names(ids), _author_names(ids), _filing(ids)
    posts = Post.objects.published(at).filter(pk__in=ids, password="").select_related("author")
    for post in posts.only("title", "excerpt", "body_html", "posted_at", "author__name"):
        name = post.author.name if post.author else ""
        yield Text(
            kind="post",
            target=post.pk,
            at=post.posted_at,
            title=plain_text(post.title),
            body=plain_text(f"{post.excerpt} {post.body_html}" if post.excerpt else post.body_html),
            source=" ".join(sources[post.pk]),
            author=" ".join([name, *authors[post.pk]]),
            filed=" ".join(filed[post.pk]),
        )


def _source_names(ids: Sequence[int]) -> dict[int, list[str]]:
    names: dict[int, list[str]] = defaultdict(list)
    rows = Attribution.objects.shown().filter(post__in=ids).values_list("post_id", "source__name", "author", "title")
    for post, *words in rows:
        names[post] += words
    return names


def _author_names(ids: Sequence[int]) -> dict[int, list[str]]:
    names: dict[int, list[str]] = defaultdict(list)
    for byline in Byline.objects.filter(post__in=ids).select_related("author").order_by("order", "pk"):
        names[byline.post_id].append(str(byline))
    return names


def _filing(ids: Sequence[int]) -> dict[int, list[str]]:
    filed: dict[int, list[str]] = defaultdict(list)
    rows = ListingEntry.objects.filter(post__in=ids, kind__in=FILED).order_by("kind", "key")
    for post, kind, key in rows.values_list("post_id", "kind", "key"):
        filed[post].append(f"{FILED[ListingKind(kind)]}{key}")
    return filed
