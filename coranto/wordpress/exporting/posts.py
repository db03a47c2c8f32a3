"""Posts as items of an export."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape
from typing import Any

from django.db.models import Prefetch

from coranto.posts.models import Attribution, Byline, Category, Permalink, Post, Tag
from coranto.wordpress.exporting.discussions import discussions_of, statuses_of
from coranto.wordpress.exporting.own import post_element
from coranto.wordpress.exporting.scope import Scope
from coranto.wordpress.exporting.texts import (
    base_record,
    binned,
    changed_columns,
    newest_draft,
    out_of_bin,
    pictures_waited_for,
    sent_for_export,
    status_of,
    was_before,
    with_meta,
    with_picture,
    with_statuses,
)
from coranto.wordpress.importing.originals import post_state
from coranto.wordpress.models import LooseEnd
from coranto.wordpress.wxr.records import ItemRecord, Meta, TermRef

NOT_OURS = frozenset({"category", "post_tag", "post_format", "author"})


def post_items(numbers: Sequence[int], scope: Scope) -> Iterator[ItemRecord]:
    """The posts of these numbers with all that belongs to them: a fixed count of queries, however many they are."""
    posts = list(
        Post.objects.filter(number__in=numbers)
        .order_by("number")
        .select_related("author", "original", "latest_revision", "main_category", "featured_image__attachment")
        .defer("body")
        .prefetch_related(
            Prefetch("categories", Category.objects.order_by("slug")),
            Prefetch("tags", Tag.objects.order_by("slug")),
            Prefetch("bylines", Byline.objects.select_related("author").order_by("order", "pk")),
            Prefetch("attributions", Attribution.objects.select_related("source").order_by("order", "pk")),
            Prefetch("permalinks", Permalink.objects.filter(is_current=False).order_by("path")),
        )
    )
    unchanged = {post.pk for post in posts if _is_unchanged(post)}
    in_bin = {post.pk: post.pk in unchanged for post in posts if post.binned_at}
    numbers_of = {post.pk: post.number for post in posts}
    talks = discussions_of("post", numbers_of, scope, in_bin)
    statuses = statuses_of(list(in_bin))
    sent = sent_for_export(posts)
    waiting = pictures_waited_for(LooseEnd.Kind.POST_IMAGE, numbers_of)
    for post in posts:
        item = _item(post, scope, post.pk in unchanged, statuses.get(post.pk, {}), sent.get(post.pk))
        item = with_picture(item, post.featured_image, is_waited_for=post.pk in waiting)
        yield replace(item, comments=tuple(talks.get(post.pk, ())))


def _is_unchanged(post: Post) -> bool:
    original = getattr(post, "original", None)
    return original is not None and original.state == _state(post)


def _item(post: Post, scope: Scope, is_unchanged: bool, statuses: dict[int, str], sent: str | None) -> ItemRecord:
    item = base_record(post, getattr(post, "original", None), post_type="post", slug=post.slug)
    if not is_unchanged:
        item = _changed(post, item, sent)
    if post.binned_at:
        item = replace(item, meta=with_statuses(item.meta, statuses, came_so=is_unchanged))
    link = scope.address(post.path) if post.live and post.path else f"{scope.url}/?p={post.number}"
    terms = (*_terms(post), *(term for term in item.terms if term.domain not in NOT_OURS))
    return replace(item, link=link, terms=terms, unknown=(*item.unknown, post_element(post)))


def _state(post: Post) -> str:
    return post_state(
        post,
        [category.pk for category in post.categories.all()],
        [tag.pk for tag in post.tags.all()],
        [(byline.author_id, byline.name) for byline in post.bylines.all()],
    )


def _changed(post: Post, item: ItemRecord, sent: str | None) -> ItemRecord:
    status = status_of(post, binned=post.binned_at is not None, pending=post.is_pending)
    version = newest_draft(post)
    creator = post.author.login or post.author.slug if post.author else ""
    columns: dict[str, Any] = changed_columns(post, version, status=status, creator=creator, sent=sent)
    item = replace(item, **columns, slug=version.get("slug", post.slug), is_sticky=post.is_sticky)
    meta = with_meta(item.meta, "_yoast_wpseo_title", post.seo_title)
    meta = with_meta(meta, "_yoast_wpseo_metadesc", post.seo_description)
    item = replace(item, meta=_with_old_slugs(post, out_of_bin(meta)))
    return binned(item, was=was_before(post), at=post.binned_at) if post.binned_at else item


def _with_old_slugs(post: Post, meta: tuple[Meta, ...]) -> tuple[Meta, ...]:
    """WordPress redirects from former slugs by a custom field for each."""
    known = {each.value for each in meta if each.key == "_wp_old_slug"} | {post.slug}
    last = (link.path.rstrip("/").rpartition("/")[2] for link in post.permalinks.all())
    return (*meta, *(Meta("_wp_old_slug", slug) for slug in dict.fromkeys(last) if slug not in known))


def _terms(post: Post) -> Iterator[TermRef]:
    for category in post.categories.all():
        yield TermRef("category", category.slug, escape(category.name, quote=False))
    for tag in post.tags.all():
        yield TermRef("post_tag", tag.slug, escape(tag.name, quote=False))
    if post.format != Post.Format.STANDARD:
        yield TermRef("post_format", f"post-format-{post.format}", str(post.format).title())
    for byline in post.bylines.all():
        if byline.author:
            yield TermRef("author", f"cap-{byline.author.slug}", byline.author.login or byline.author.slug)
