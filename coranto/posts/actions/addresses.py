"""Addresses of posts: giving them, keeping the former ones, never giving one twice."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db import transaction

from coranto.core.addresses import normal_path
from coranto.core.database.bulk_rows import insert_rows
from coranto.posts.models import Permalink, Post
from coranto.posts.permalinks import AddressParts, permalink_path, still_fits
from coranto.posts.slugs import RESERVED, numbered_slug, slug_of
from coranto.publication.addresses import absolute
from coranto.publication.models import Publication

Rows = dict[str, Permalink | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """The addresses one post is to have. ``path`` is as printed; ``former`` ones lead to it."""

    post: int
    path: str
    former: tuple[str, ...] = ()


@transaction.atomic
def settle_permalink(*, post: Post, at: datetime.datetime) -> Permalink:
    """Give a post that goes public its slug, its local day and its address; its former address goes on leading to it.

    To be called whenever a post was published. An address that still says what the post says is kept. The GUID is
    given once, as WordPress does it, so that feed readers see no post twice when it moves. Only the columns ``slug``,
    ``path``, ``guid``, ``posted_on`` and ``utc_offset`` are written, without signals; the instance has them too.
    """
    publication = Publication.objects.current()
    date_post(post=post, publication=publication)
    post.slug = post.slug or slug_of(post.title)
    parts = parts_of(post)
    current = post.permalinks.filter(is_current=True).first()
    if not (current and still_fits(current.path, publication.permalink_structure, parts)):
        post.slug = free_slug(post=post, publication=publication, parts=parts)
        post.path = permalink_path(publication.permalink_structure, replace(parts, slug=post.slug))
        record_addresses([Addresses(post=post.pk, path=post.path)])
    post.guid = post.guid or absolute(f"/?p={post.number}")
    names = ("slug", "path", "guid", "posted_on", "utc_offset")
    columns = {name: getattr(post, name) for name in names}
    Post.objects.filter(pk=post.pk).update(**columns)
    settled: Permalink = post.permalinks.get(is_current=True)
    return settled


def date_post(*, post: Post, publication: Publication) -> None:
    """Set offset and local day from the moment of posting, unless they say the same day already. Saves nothing."""
    if post.posted_on and post.posted_on == post.posted_local.date():
        return
    offset = post.posted_at.astimezone(publication.zone).utcoffset()
    post.utc_offset = int(offset.total_seconds() // 60) if offset else 0
    post.posted_on = post.posted_local.date()


def parts_of(post: Post) -> AddressParts:
    """What the post's address is made of. The category is the one chosen, or that with the lowest number."""
    category = post.main_category or post.categories.order_by("number").first()
    return AddressParts(
        number=post.number,
        slug=post.slug,
        posted_local=post.posted_local,
        category=category.path if category else "",
        author=post.author.slug if post.author else "",
    )


def free_slug(*, post: Post, publication: Publication, parts: AddressParts | None = None) -> str:
    """The post's slug, with ``-2``, ``-3`` … if a published post has it or its address is another's."""
    wanted = post.slug or str(post.number)
    parts = parts or parts_of(post)
    others = Post.objects.exclude(pk=post.pk).filter(live=True)
    number = 1
    while True:
        slug = wanted if number == 1 else numbered_slug(wanted, number)
        path = permalink_path(publication.permalink_structure, replace(parts, slug=slug))
        taken = Permalink.objects.filter(path=normal_path(path)).exclude(post=post.pk).exists()
        if not (slug in RESERVED or taken or others.filter(slug=slug).exists()):
            return slug
        number += 1


@transaction.atomic
def record_addresses(wanted: Iterable[Addresses]) -> dict[int, str]:
    """Write the addresses of posts down as rows; give back those that could not be had: post and its new address.

    A current address comes before a former one of another post, which then loses it. Where two posts claim the same
    current address the one that has it keeps it, and the other's gets ``-2``. Safe to repeat.
    """
    asked = list(wanted)
    paths = {normal_path(path) for each in asked for path in (each.path, *each.former)}
    rows: dict[str, Permalink | None] = dict.fromkeys(paths)
    rows.update((row.path, row) for row in Permalink.objects.filter(path__in=paths))
    settled, bent = _without_clashes(asked, rows)
    posts = [each.post for each in asked]
    stale = Permalink.objects.filter(post__in=posts, is_current=True).exclude(path__in=list(settled))
    stale.update(is_current=False)
    _write_current(settled, rows)
    _write_former(asked, settled, rows)
    return bent


def _without_clashes(asked: list[Addresses], rows: Rows) -> tuple[dict[str, int], dict[int, str]]:
    settled: dict[str, int] = {}
    bent: dict[int, str] = {}
    for each in asked:
        path, number = each.path, 1
        while _is_taken(normal_path(path), each.post, settled, rows):
            number += 1
            path = bent[each.post] = _numbered_path(each.path, number)
        settled[normal_path(path)] = each.post
    return settled, bent


def _is_taken(path: str, post: int, settled: dict[str, int], rows: Rows) -> bool:
    if path in settled:
        return settled[path] != post
    if path not in rows:
        rows[path] = Permalink.objects.filter(path=path).first()
    row = rows[path]
    return bool(row and row.is_current and row.post_id != post)


def _numbered_path(path: str, number: int) -> str:
    slash = "/" if path.endswith("/") else ""
    head, _, name = path.rstrip("/").rpartition("/")
    return f"{head}/{numbered_slug(name or 'post', number)}{slash}"


def _write_current(settled: dict[str, int], rows: Rows) -> None:
    present = [row for path in settled if (row := rows[path])]
    taken_over = [row for row in present if not (row.is_current and row.post_id == settled[row.path])]
    for row in taken_over:
        row.post_id, row.is_current = settled[row.path], True
    Permalink.objects.bulk_update(taken_over, ["post", "is_current"])
    fresh = [Permalink(path=path, post_id=post) for path, post in settled.items() if not rows[path]]
    insert_rows(fresh)


def _write_former(asked: list[Addresses], settled: dict[str, int], rows: Rows) -> None:
    former: dict[str, int] = {}
    for each in asked:
        for path in map(normal_path, each.former):
            if not rows[path] and path not in settled:
                former.setdefault(path, each.post)
    insert_rows(Permalink(path=path, post_id=post, is_current=False) for path, post in former.items())
