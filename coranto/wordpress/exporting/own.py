"""What Coranto alone knows, as elements of its own namespace.

:mod:`coranto.wordpress.mapping.own_elements` reads them.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from coranto.comments.models import Comment
from coranto.posts.models import Author, Post, Source
from coranto.publication.models import BlogrollLink, Publication
from coranto.wordpress.exporting.xml_text import attributes, escaped
from coranto.wordpress.importing.own_knowledge import SETTINGS
from coranto.wordpress.mapping.own_elements import NAMESPACE, PREFIX
from coranto.wordpress.wxr.records import UnknownElement

SOURCES_IN_ONE = 200


def post_element(post: Post) -> UnknownElement:
    """A post's attributions and bylines, former addresses and choices. Always there: also none is worth knowing."""
    main = post.main_category.slug if post.main_category else ""
    inside = "".join(
        (
            *(_attribution(row) for row in post.attributions.all()),
            *(_byline(row) for row in post.bylines.all()),
            *(_tag("permalink", {}, link.path) for link in post.permalinks.all()),
        )
    )
    return _element("post", attributes(canonical=post.canonical, main_category=main), inside)


def comment_element(comment: Comment) -> Iterator[UnknownElement]:
    """A comment's verdicts with their reasons; none for one that was published without any."""
    verdicts = "".join(_verdict(row) for row in comment.verdicts.all())
    if verdicts or comment.edited_at or comment.removed_at or comment.status != Comment.Status.PUBLISHED:
        marks = attributes(edited=_moment(comment.edited_at), removed=_moment(comment.removed_at))
        yield _element("comment", marks, verdicts)


def navigation_element() -> UnknownElement:
    """The mark of a navigation whose menu stands in the export by itself, or is not wanted."""
    return _element("navigation", attributes(menu="none"), "")


def author_element(author: Author) -> Iterator[UnknownElement]:
    """An author's website and what is said about them."""
    if author.url or author.bio:
        yield _element("author", attributes(url=author.url), escaped(author.bio))


def site_elements(publication: Publication, url: str) -> Iterator[UnknownElement]:
    """Settings, the blogroll, the former address, and all outlets with their spellings."""
    former = publication.former_url if publication.former_url and publication.former_url != url else ""
    settings = {name: getattr(publication, name) for name in SETTINGS}
    links = BlogrollLink.objects.order_by("group", "order", "name", "url")
    inside = "".join(
        (
            *(_tag("setting", {"name": name}, _json(value)) for name, value in settings.items()),
            *(_link(row) for row in links),
            *((_tag("former-address", {}, former),) if former else ()),
        )
    )
    yield _element("site", "", inside)
    yield from _sources()


def _sources() -> Iterator[UnknownElement]:
    last = ""
    while rows := list(
        Source.objects.filter(slug__gt=last).order_by("slug").prefetch_related("names")[:SOURCES_IN_ONE]
    ):
        last = rows[-1].slug
        yield _element("sources", "", "".join(map(_source, rows)))


def _source(row: Source) -> str:
    spellings = "\n".join(sorted(each.name for each in row.names.all() if each.name != row.name))
    values = {"slug": row.slug, "name": row.name, "url": row.url, "licence": row.licence, "spellings": spellings}
    return _tag("source", values, row.description)


def _attribution(row: Any) -> str:
    values = {
        "source": row.source.name,
        "source-slug": row.source.slug,
        "relation": row.relation,
        "author": row.author,
        "title": row.title,
        "url": row.url,
        "date": row.original_date,
        "licence": row.licence,
        "order": row.order,
        "confidence": row.confidence,
        "review": row.review,
    }
    return _tag("attribution", values, row.line)


def _byline(row: Any) -> str:
    author = (row.author.login or row.author.slug) if row.author else ""
    return _tag("byline", {"author": author, "role": row.role}, row.name)


def _verdict(row: Any) -> str:
    values = {"status": row.status, "by": row.by, "phase": row.phase, "score": row.score, "at": _moment(row.at)}
    return _tag("verdict", values, _json(row.reasons))


def _link(row: BlogrollLink) -> str:
    return _tag("link", {"name": row.name, "url": row.url, "group": row.group, "order": row.order}, row.description)


def _tag(name: str, values: Mapping[str, object], text: str) -> str:
    return f"<{PREFIX}:{name}{attributes(**values)}>{escaped(text)}</{PREFIX}:{name}>"


def _element(name: str, marks: str, inside: str) -> UnknownElement:
    return UnknownElement(f"{{{NAMESPACE}}}{name}", f"<{PREFIX}:{name}{marks}>{inside}</{PREFIX}:{name}>")


def _moment(at: datetime | None) -> str:
    return at.isoformat() if at else ""


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def as_text(elements: Iterable[UnknownElement]) -> str:
    """Elements as they stand in the head of a file."""
    return "".join(f"{each.xml}\n" for each in elements)
