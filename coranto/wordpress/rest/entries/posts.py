"""``/wp/v2/posts``."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from coranto.core.bounded_memory import BoundedMemory
from coranto.core.database.prepared_queries import given_moment
from coranto.core.database.remembered_objects import remembered_for_keys
from coranto.posts.details import Details, Filed, load_details, load_terms
from coranto.posts.models import Original, Post
from coranto.publication.current import state_of
from coranto.publication.living_blocks import has_living_blocks
from coranto.wordpress.entries.reading import guid_of, link_of, newest, slug_of_entry, status_of
from coranto.wordpress.rest.answers import Answer, Json, RefusalError
from coranto.wordpress.rest.asked import Asked
from coranto.wordpress.rest.contexts import in_context
from coranto.wordpress.rest.entries import choosing
from coranto.wordpress.rest.entries.editing import action_links, with_raw
from coranto.wordpress.rest.entries.originals import modified_local, raw_of, with_pictures, with_sent
from coranto.wordpress.rest.entries.own_fields import OWN, own_fields, wants_own
from coranto.wordpress.rest.entries.post_classes import class_list
from coranto.wordpress.rest.entries.post_rows import find_page
from coranto.wordpress.rest.entries.readable import EDIT_THIS, in_edit, may_change, readable_posts, sees_hidden
from coranto.wordpress.rest.entries.texts import Raw, rendered_texts, title_of
from coranto.wordpress.rest.links import Links, alternate, entry_links, item, link, with_curies
from coranto.wordpress.rest.moments import gmt, local
from coranto.wordpress.rest.paging import paged
from coranto.wordpress.rest.passwords import check_password, is_text_open

USED = (
    *("number", "title", "slug", "path", "guid", "posted_at", "utc_offset", "modified_at", "password", "is_sticky"),
    *("format", "comments_open", "pings_open", "excerpt", "body_html", "latest_revision_id", "author__number"),
    *("featured_image__id", "featured_image__attachment__number", "live", "is_private", "binned_at"),
)
JOINED = ("author", "featured_image__attachment")
RAW_FIELDS = ("post_id", "content", "fields", "meta")
MOST_ROWS = 4_000_000
"""Bytes of posts, and of their originals, that are remembered, about."""
_public = remembered_for_keys(
    lambda keys: Post.objects.published(given_moment("at")).filter(pk__in=keys).select_related(*JOINED).only(*USED),
    BoundedMemory(MOST_ROWS),
)
_originals = remembered_for_keys(
    lambda keys: Original.objects.filter(post__in=keys).only(*RAW_FIELDS), BoundedMemory(MOST_ROWS)
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A post with all that its body is made of."""

    post: Post
    details: Details
    raw: Raw
    featured: int


def invalid_id() -> RefusalError:
    """For a number that is nothing's."""
    return RefusalError("rest_post_invalid_id", "Invalid post ID.", 404)


def may_not_read() -> RefusalError:
    """For what is there but not public."""
    return RefusalError("rest_forbidden", "Sorry, you are not allowed to do that.", 401)


def permit_one(asked: Asked) -> None:
    """Strangers may read what is published, protected posts with their password."""
    rows = Post.objects.filter(number=asked.values["id"])
    post = rows.only(*STATE).first() if asked.person is None else rows.select_related("author").first()
    if post is None:
        raise invalid_id()
    if asked.context == "edit" and not may_change(asked, post, "read"):
        raise EDIT_THIS
    check_password(asked, post.password)
    if not post.is_published(asked.at) and not sees_hidden(asked, post):
        raise may_not_read()
    asked.found = post.pk


STATE = ("live", "is_private", "posted_at", "password", "number")


def list_posts(asked: Asked) -> Answer:
    """One page of posts."""
    choosing.check_order(asked)
    page = find_page(asked)
    total = choosing.shown_total(asked, page.total)
    bodies = [item(*make(asked, loaded)) for loaded in load(page.keys, asked)]
    return paged(asked, bodies, total, "posts")


def show_post(asked: Asked) -> Answer:
    """One post."""
    loaded = next(iter(load([asked.found], asked)), None)
    if loaded is None:
        raise invalid_id()
    body, links = make(asked, loaded)
    return Answer(body, headers=alternate(link_of(loaded.post)), links=links)


def embedded(numbers: Iterable[int], asked: Asked) -> dict[int, Json]:
    """Published posts as other things embed them, by number."""
    keys = list(Post.objects.published(asked.at).filter(number__in=numbers).values_list("pk", flat=True))
    made = [(loaded.post.number, make(asked, loaded, context="embed")) for loaded in load(keys, asked)]
    return {number: item(*parts) for number, parts in made}


def load(keys: Sequence[int], asked: Asked) -> list[Loaded]:
    """The posts with these keys that may be read, in this order, at a number of queries that does not grow.

    To be changed each is the version that the desk would open, at a query more for those with one that is not public.
    """
    if asked.person is None:
        found = {post.pk: post for post in _public.all(keys, at=asked.at)}
    else:
        found = {post.pk: post for post in readable_posts(asked).filter(pk__in=keys).select_related(*JOINED)}
    details = load_details(found) if wants_own(asked) else load_terms(found)
    originals = {row.post_id: row for row in _originals.all(list(found))}
    raws = {key: raw_of(post, originals.get(key)) for key, post in found.items()}
    for key, post in found.items():
        if in_edit(asked) or not post.live:
            found[key], details[key] = newest_with(post, details[key])
    raws = with_pictures(with_sent(raws, found))
    posts = (found[key] for key in keys if key in found)
    return [Loaded(post, details[post.pk], raws[post.pk], featured_number(post, raws[post.pk])) for post in posts]


def newest_with(post: Post, details: Details) -> tuple[Post, Details]:
    """The version that the desk would open, and what it is filed under."""
    version = newest(post)
    if version is post or not isinstance(version, Post):
        return post, details
    categories = [
        Filed("category", row.pk, row.number, row.name, row.slug, row.path) for row in version.categories.all()
    ]
    tags = [Filed("tag", row.pk, row.number, row.name, row.slug, "") for row in version.tags.all()]
    return version, replace(details, categories=categories, tags=tags)


def featured_number(thing: Post, raw: Raw) -> int:
    """The number of the attachment that is the featured picture: ours, or the one that has not arrived; 0 for none."""
    attachment = getattr(thing.featured_image, "attachment", None) if thing.featured_image_id else None
    return attachment.number if attachment else 0 if thing.featured_image_id else raw.thumbnail


class Made(NamedTuple):
    """A body and its links, which nobody changes, and the post whose identity is in the key to them."""

    body: dict[str, Json]
    links: Links
    post: Post


MOST_MADE = 4_000_000
OF_A_BODY = 6_000
"""Bytes that a body and its links take besides the texts, about."""
_known: BoundedMemory[Made] = BoundedMemory(MOST_MADE)


def make(asked: Asked, loaded: Loaded, *, context: str = "") -> tuple[dict[str, Json], Links]:
    """The body of a post, and its links. For strangers who want it whole they are made once a change."""
    post, details, context = loaded.post, loaded.details, context or asked.context
    if asked.person or asked.fields or wants_own(asked) or has_living_blocks(post.body_html):
        return _made(asked, loaded, context)
    filed = (*details.categories, *details.tags)
    around = (context, is_text_open(asked, post.password), state_of(asked.publication))
    key = (id(post), loaded.raw, filed, around)
    known = _known.get(key)
    if known is None:
        known = Made(*_made(asked, loaded, context), post)
        _known.put(key, known, OF_A_BODY + len(post.body_html) + len(loaded.raw.content))
    return known.body, known.links


def forget_made() -> None:
    """Throw away what is kept; for measuring what a list costs without it."""
    _known.clear()


def _made(asked: Asked, loaded: Loaded, context: str) -> tuple[dict[str, Json], Links]:
    post, details = loaded.post, loaded.details
    status, is_open = status_of(post, asked.at, scheduled="future"), is_text_open(asked, post.password)
    body: dict[str, Json] = {
        "id": post.number,
        "date": local(post.posted_at, post.utc_offset),
        "date_gmt": gmt(post.posted_at),
        "guid": {"rendered": guid_of(post)},
        "modified": modified_local(post, loaded.raw, asked.publication.zone),
        "modified_gmt": gmt(post.modified_at),
        "slug": slug_of_entry(post, status),
        "status": status,
        "type": "post",
        "link": link_of(post),
        "title": {"rendered": title_of(post.title)},
        **rendered_texts(post, loaded.raw, post.path, asked=asked, is_open=is_open),
        "author": post.author.number if post.author else 0,
        "featured_media": loaded.featured,
        "comment_status": "open" if post.comments_open else "closed",
        "ping_status": "open" if post.pings_open else "closed",
        "sticky": post.is_sticky and status != "trash",
        "template": "",
        "format": post.format,
        "meta": {"footnotes": loaded.raw.footnotes if is_open else ""},
        "categories": [term.number for term in details.categories],
        "tags": [term.number for term in details.tags],
        "class_list": class_list(post, details, status, is_locked=not is_open, featured=loaded.featured),
    }
    made = with_raw(asked, post, body) if context == "edit" else in_context("post", body, context)
    if wants_own(asked):
        made[OWN] = own_fields(post, details)
    return made, links_of(loaded, asked)


def links_of(loaded: Loaded, asked: Asked) -> Links:
    """Where all that belongs to a post is found."""
    post = loaded.post
    author = post.author.number if post.author else 0
    links = entry_links("posts", "post", post.number, author=author, featured=loaded.featured)
    links["wp:term"] = [
        link(f"categories?post={post.number}", embeddable=True, taxonomy="category"),
        link(f"tags?post={post.number}", embeddable=True, taxonomy="post_tag"),
    ]
    if in_edit(asked):
        links |= action_links(asked, post, f"posts/{post.number}")
    return with_curies(links)
