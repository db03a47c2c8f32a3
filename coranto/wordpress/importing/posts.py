"""Writing posts, in bulk and past the signals."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

from coranto.core.database.bulk_rows import insert_rows, insert_values, insert_with_keys
from coranto.posts.actions import Addresses, list_posts, record_addresses
from coranto.posts.models import Attribution, Byline, Original, Post
from coranto.posts.permalinks import AddressParts, permalink_path
from coranto.wordpress.importing.attributions import write_attributions
from coranto.wordpress.importing.originals import post_state
from coranto.wordpress.importing.own_knowledge import own_credits, write_own_posts
from coranto.wordpress.importing.plans import Plan, tell
from coranto.wordpress.importing.schedules import schedule
from coranto.wordpress.importing.steps import Step
from coranto.wordpress.importing.work import Work
from coranto.wordpress.mapping.rows import PostRow
from coranto.wordpress.models import Arrival, LooseEnd

Subjects = dict[str, tuple[str, int]]


def write_posts(rows: Sequence[PostRow], plan: Plan, work: Work) -> Subjects:
    """Create the new and change the changed; give back the keys of all, by their names there."""
    fresh = [row for row in rows if plan.steps[row.there] is Step.CREATE]
    stale = [row for row in rows if plan.steps[row.there] is Step.UPDATE]
    posts = {row.there: make_post(row, plan.numbers[row.there], work) for row in fresh}
    insert_with_keys(list(posts.values()))
    for row in stale:
        posts[row.there] = _change(row, plan.arrivals[row.there].here, work)
    written = [*fresh, *stale]
    _file(written, posts, work)
    _address(written, posts, work)
    keyed = [(row, posts[row.there].pk) for row in written]
    write_attributions(keyed, work)
    write_own_posts(keyed, work)
    _remember(written, posts, work)
    for row in written:
        if row.go_live_at:
            schedule(posts[row.there], row.go_live_at, at=work.at)
    list_posts(post_ids=[post.pk for post in posts.values()], at=work.at)
    return _subjects(rows, posts, plan)


def make_post(row: PostRow, number: int, work: Work) -> Post:
    """The post as a row of the database, without what belongs to it."""
    post = Post(
        number=number,
        title=row.title,
        slug=row.slug,
        posted_at=row.moment.at,
        utc_offset=row.moment.offset,
        posted_on=row.moment.local.date(),
        modified_at=row.modified_at,
        live=row.live,
        has_unpublished_changes=not row.live,
        first_published_at=row.moment.at if row.live else None,
        last_published_at=row.modified_at if row.live else None,
        go_live_at=row.go_live_at,
        is_private=row.is_private,
        is_pending=row.is_pending,
        binned_at=row.binned_at,
        was_public=row.was_public,
        password=row.password,
        is_sticky=row.is_sticky,
        format=row.format,
        comments_open=row.comments_open,
        pings_open=row.pings_open,
        author_id=work.authors.get(row.creator),
        guid=row.guid,
        seo_title=row.seo_title,
        seo_description=row.seo_description,
        excerpt=row.excerpt,
        body_html=row.body_html,
        body=row.body,
    )
    post.path = _path(row, post, work)
    return post


def _change(row: PostRow, key: int | None, work: Work) -> Post:
    """Write what the new export says over a post that nobody edited here."""
    old = Post.objects.only("pk", "number", "comment_count", "featured_image", "main_category").get(pk=key)
    post = make_post(row, old.number, work)
    post.pk, post.comment_count = old.pk, old.comment_count
    post.featured_image_id, post.main_category_id = old.featured_image_id, old.main_category_id
    columns = {
        field.attname: getattr(post, field.attname) for field in Post._meta.concrete_fields if field.attname != "id"
    }
    Post.objects.filter(pk=post.pk).update(**{name: value for name, value in columns.items() if name not in KEPT})
    for through in (Post.categories.through, Post.tags.through):
        through.objects.filter(post=post.pk).delete()
    Byline.objects.filter(post=post.pk).delete()
    Attribution.objects.filter(post=post.pk, review=Attribution.Review.READ).delete()
    Original.objects.filter(post=post.pk).delete()
    return post


KEPT = frozenset(
    {"latest_revision_id", "live_revision_id", "locked", "locked_at", "locked_by_id", "expire_at", "expired"}
)
"""Columns of a post that an export says nothing of."""


def _file(rows: Sequence[PostRow], posts: dict[str, Post], work: Work) -> None:
    keyed = [(posts[row.there].pk, row) for row in rows]
    categories = [(key, term) for key, row in keyed for term in work.term_keys(row.categories)]
    tags = [(key, term) for key, row in keyed for term in work.term_keys(row.tags)]
    insert_values(Post.categories.through, ["post_id", "category_id"], categories)
    insert_values(Post.tags.through, ["post_id", "tag_id"], tags)
    insert_rows(Byline(post_id=key, **credit) for key, row in keyed for credit in credits(row, work))


def credits(row: PostRow, work: Work) -> list[dict[str, Any]]:
    """The bylines of a post with co-authors; none where the author alone is credited, as the author is anyway."""
    if row.own:
        return own_credits(row.own, work)
    found: list[dict[str, Any]] = []
    for place, ref in enumerate(row.bylines):
        key = work.bylines.get(ref.slug.removeprefix("cap-")) or work.authors.get(ref.name)
        found.append({"author_id": key, "name": "" if key else ref.name[:250], "order": place})
    alone = len(found) == 1 and found[0]["author_id"] == work.authors.get(row.creator)
    return [] if alone else found


def _address(rows: Sequence[PostRow], posts: dict[str, Post], work: Work) -> None:
    public = [row for row in rows if row.live]
    bent = record_addresses(_addresses(row, posts[row.there], work) for row in public)
    for row in public:
        if path := bent.get(posts[row.there].pk):
            Post.objects.filter(pk=posts[row.there].pk).update(path=path)
            tell(row, "bent", f"its address was another post's, so it got {path}", work, counted=False)


def _addresses(row: PostRow, post: Post, work: Work) -> Addresses:
    """The post's address, and those it had before."""
    former: Iterable[str] = row.own.permalinks if row.own else ()
    if not row.own and (row.old_slugs or row.old_dates):
        former = _former(row, _parts(row, post, work), work.publication.permalink_structure)
    return Addresses(post=post.pk, path=post.path, former=tuple(path for path in former if path != post.path))


def _path(row: PostRow, post: Post, work: Work) -> str:
    """The address as the export has it, or by the pattern; none for what was never public."""
    if not row.live:
        return ""
    if row.address not in ("", "/"):
        return row.address
    return permalink_path(work.publication.permalink_structure, _parts(row, post, work))


def _parts(row: PostRow, post: Post, work: Work) -> AddressParts:
    return AddressParts(
        number=post.number,
        slug=row.slug,
        posted_local=row.moment.local,
        category=_category_path(row, work),
        author=work.author_slugs.get(post.author_id or 0, ""),
    )


def _former(row: PostRow, parts: AddressParts, structure: str) -> Iterable[str]:
    """WordPress keeps former slugs and former days apart; any pair of them may have been the address."""
    slugs = [row.slug, *row.old_slugs]
    days = [parts.posted_local.date(), *map(_day, row.old_dates)]
    for slug, day in product(slugs, filter(None, days)):
        local = datetime.datetime.combine(day, parts.posted_local.time())
        yield permalink_path(structure, replace(parts, slug=slug, posted_local=local))


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _category_path(row: PostRow, work: Work) -> str:
    paths = (work.category_paths[key] for key in work.term_keys(row.categories))
    return min(paths, default=(0, ""))[1]


def _remember(rows: Sequence[PostRow], posts: dict[str, Post], work: Work) -> None:
    originals, ends = [], []
    for row in rows:
        post = posts[row.there]
        state = post_state(
            post,
            work.term_keys(row.categories),
            work.term_keys(row.tags),
            [(credit["author_id"], str(credit["name"])) for credit in credits(row, work)],
        )
        originals.append(Original(post=post, state=state, **row.original))
        work.ledger.add(Arrival.Kind.ITEM, row.there, Arrival.Became.POST, post.pk, row.digest)
        if row.thumbnail:
            ends.append((LooseEnd.Kind.POST_IMAGE, post.pk, row.thumbnail))
    insert_rows(originals)
    work.add_loose_ends(ends)


def _subjects(rows: Sequence[PostRow], posts: dict[str, Post], plan: Plan) -> Subjects:
    keys = {row.there: posts[row.there].pk if row.there in posts else plan.arrivals[row.there].here for row in rows}
    return {there: ("post", key) for there, key in keys.items() if key is not None}
