"""What stands in the context ``edit`` beside all else: raw texts, and links that say what may be done."""

import re

from coranto.core.addresses import normal_path
from coranto.pages.models import StaticPage
from coranto.posts.models import Post
from coranto.posts.permalinks import AddressParts, permalink_path
from coranto.posts.policy import sees_all_posts
from coranto.posts.slugs import slug_of
from coranto.publication.addresses import absolute
from coranto.wordpress.entries.reading import content_of
from coranto.wordpress.entries.rights import Entry, publishes_posts
from coranto.wordpress.rest.answers import Json
from coranto.wordpress.rest.asked import Asked
from coranto.wordpress.rest.entries.readable import may_change
from coranto.wordpress.rest.links import Links, rest_url

STAND_IN = "stand-in-for-the-name"
NUMBERED = re.compile(r"-\d+")
BLOCK_MARK = "<!-- wp:"


def with_raw(asked: Asked, entry: Entry, body: dict[str, Json]) -> dict[str, Json]:
    """The body of a post or page with what is only there to be changed."""
    raw, made = content_of(entry), dict[str, Json]()
    for name, value in body.items():
        if name == "slug":
            made["password"] = entry.password
        if name == "class_list":
            made |= {"permalink_template": template_of(asked, entry), "generated_slug": slug_made(entry)}
        made[name] = value
    made["guid"] = {**body["guid"], "raw": body["guid"]["rendered"]}
    made["title"] = {"raw": entry.title, **body["title"]}
    made["content"] = {"raw": raw, **body["content"], "block_version": int(BLOCK_MARK in raw)}
    made["excerpt"] = {"raw": entry.excerpt, **body["excerpt"]}
    return made


def slug_made(entry: Entry) -> str:
    """The slug that it would get by its title; the one that it has where that is the same with a number."""
    made = slug_of(entry.title) or str(entry.number)
    return entry.slug if NUMBERED.fullmatch(entry.slug.removeprefix(made)) else made


def template_of(asked: Asked, entry: Entry) -> str:
    """Its address with ``%postname%`` (``%pagename%``) where the slug stands."""
    if isinstance(entry, StaticPage):
        above = "/".join(page.slug for page in entry.get_ancestors().filter(depth__gt=2)) if entry.pk else ""
        return absolute(normal_path(f"/{above}/{STAND_IN}/")).replace(STAND_IN, "%pagename%")
    if entry.binned_at:
        return absolute(f"/?p={entry.number}")
    category = entry.main_category or entry.categories.order_by("number").first()
    parts = AddressParts(
        number=entry.number,
        slug=STAND_IN,
        posted_local=entry.posted_local,
        category=category.path if category else "",
        author=entry.author.slug if entry.author else "",
    )
    path = permalink_path(asked.publication.permalink_structure, parts)
    return absolute(path).replace(STAND_IN, "%postname%")


def action_links(asked: Asked, entry: Entry, path: str) -> Links:
    """A link for each thing that who asks may do with it; editors of WordPress show their buttons by them."""
    person = asked.person
    if person is None:
        return {}
    is_post, is_editor = isinstance(entry, Post), sees_all_posts(person)
    allowed = {
        "publish": publishes_posts(person) if is_post else may_change(asked, entry, "publish"),
        "sticky": is_post and is_editor,
        "assign-author": is_editor,
        "create-categories": is_post and person.has_perm("posts.add_category"),
        "assign-categories": is_post,
        "create-tags": is_post,
        "assign-tags": is_post,
    }
    return {f"wp:action-{name}": [{"href": rest_url(path)}] for name, may in allowed.items() if may}
