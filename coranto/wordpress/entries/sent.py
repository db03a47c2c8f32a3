"""Texts as programs sent them: kept beside the body that was made of them, and given back while that is the body."""

import hashlib
from collections.abc import Iterable, Mapping

from coranto.posts.models import Post
from coranto.wordpress.entries.rights import Entry
from coranto.wordpress.models import SentText


def keep_sent(entry: Entry, content: str) -> None:
    """Keep what was sent; ``entry`` has the body that was made of it."""
    values = {"content": content, "digest": digest_of(entry)}
    if isinstance(entry, Post):
        SentText.objects.update_or_create(post_id=entry.pk, defaults=values)
    else:
        SentText.objects.update_or_create(page_id=entry.pk, defaults=values)


def sent_texts(entries: Iterable[Entry]) -> Mapping[int, str]:
    """By key, the texts of those posts, or those pages, that still are what was sent. One query, if any was written."""
    written = {entry.pk: entry for entry in entries if entry.latest_revision_id is not None}
    if not written:
        return {}
    column = "post" if isinstance(next(iter(written.values())), Post) else "page"
    rows = SentText.objects.filter(**{f"{column}__in": written}).values_list(column, "content", "digest")
    return {key: content for key, content, digest in rows if digest == digest_of(written[key])}


def digest_of(entry: Entry) -> str:
    """The fingerprint of a body."""
    return hashlib.blake2b(entry.body_html.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
