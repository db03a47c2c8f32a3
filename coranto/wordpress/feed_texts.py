"""Texts for feeds as WordPress prints them: of posts that came from there or were sent here by a program, and that
nobody has changed since.

What it cannot print letter by letter, and what was written at the desk, feeds make themselves.
"""

import re
from collections.abc import Sequence

from coranto.core.bounded_memory import BoundedMemory
from coranto.core.database.prepared_for_keys import objects_for_keys
from coranto.feeds.contents import Enclosure
from coranto.feeds.post_items import Texted
from coranto.feeds.printed_texts import PrintedText
from coranto.posts.models import Original, Post
from coranto.wordpress.content.as_printed import print_as_wordpress, print_for_summary
from coranto.wordpress.content.divisions import with_more_place
from coranto.wordpress.rest.entries.originals import raw_of, with_pictures, with_sent
from coranto.wordpress.rest.entries.texts import Raw, summary_words

KEPT_BYTES = 8 * 1024 * 1024
_ADDRESS = re.compile(r"https?://\S+")
_originals = objects_for_keys(
    lambda keys: Original.objects.filter(post__in=keys).only("post_id", "content", "fields", "meta")
)
_kept: BoundedMemory[tuple[str | None, str | None]] = BoundedMemory(KEPT_BYTES)


def texts_of(posts: Sequence[Post]) -> dict[int, PrintedText]:
    """What can be said of these posts, by their keys: one query, and one more where there are pictures in them."""
    by_key = {post.pk: post for post in posts}
    originals = {row.post_id: row for row in _originals.all(list(by_key))}
    raws = {key: raw_of(post, originals.get(key)) for key, post in by_key.items()}
    raws = with_pictures(with_sent(raws, by_key))
    return {key: printed(by_key[key], raw, meta_of(originals.get(key))) for key, raw in raws.items()}


def meta_of(original: Original | None) -> list[dict[str, str]]:
    """The custom fields of the export; none for what was written here."""
    return list(original.meta) if original else []


def printed(post: Texted, raw: Raw, meta: list[dict[str, str]]) -> PrintedText:
    """The text of one."""
    content, words = made(post, raw) if raw.is_known else (None, None)
    return PrintedText(content, words, enclosures_of(meta))


def made(post: Texted, raw: Raw) -> tuple[str | None, str | None]:
    """The first page as HTML and the words of its excerpt, from memory where they were asked for before."""
    key = (post.number, raw)
    found = _kept.get(key)
    if found is None:
        pictures = {picture.number: picture for picture in raw.pictures}
        page = with_more_place(raw.content, post.number)
        content = print_as_wordpress(page, post=post.number, pictures=pictures, footnotes=raw.footnotes)
        text = print_for_summary(page, content, post=post.number)
        found = content, None if text is None else summary_words(text, is_printed=True)
        _kept.put(key, found, len(raw.content) + sum(len(part or "") for part in found))
    return found


def enclosures_of(meta: list[dict[str, str]]) -> tuple[Enclosure, ...]:
    """The files named in fields ``enclosure``: address, length and media type, a line each."""
    found = []
    for field in meta:
        lines = field["value"].split("\n") if field["key"] == "enclosure" else []
        if len(lines) >= 3 and _ADDRESS.fullmatch(lines[0].strip()):
            length = lines[1].strip()
            kind = re.split(r"[ \t]", lines[2].strip())[0]
            found.append(Enclosure(lines[0].strip(), int(length[:18]) if length.isdecimal() else 0, kind))
    return tuple(found)
