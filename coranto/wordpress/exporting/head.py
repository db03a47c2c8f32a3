"""The head of each file: the site, its authors and terms."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from html import escape

from django.db.models import Max
from django.utils import timezone

import coranto
from coranto.posts.models import Author, Category, Post, Tag
from coranto.wordpress.exporting.elements import author_xml, site_xml, term_xml
from coranto.wordpress.exporting.own import as_text, author_element, site_elements
from coranto.wordpress.exporting.scope import Scope
from coranto.wordpress.exporting.texts import gmt
from coranto.wordpress.mapping.own_elements import foreign
from coranto.wordpress.mapping.restored import restored
from coranto.wordpress.models import Arrival, KeptItem
from coranto.wordpress.wxr.records import AuthorRecord, Meta, SiteRecord, TermRecord


def head_xml(scope: Scope, menus: dict[int, TermRecord], *, first: bool) -> Iterator[str]:
    """The head, piece by piece. What only Coranto reads stands in the first file alone."""
    publication = scope.publication
    yield site_xml(
        SiteRecord(
            title=publication.name,
            link=scope.url,
            base_site_url=scope.url,
            base_blog_url=scope.url,
            description=publication.tagline,
            language=publication.language,
            pub_date=_newest(),
            generator=f"Coranto {coranto.__version__}",
        )
    )
    if first:
        yield as_text(site_elements(publication, scope.url))
    yield from map(author_xml, _authors())
    yield from map(term_xml, _categories())
    yield from map(term_xml, _tags())
    yield from map(term_xml, _other_terms())
    yield from map(term_xml, menus.values())


def _newest() -> datetime | None:
    """When the newest post appeared: a date that a second export of the same site has too."""
    newest = Post.objects.published(timezone.now()).aggregate(at=Max("posted_at"))["at"]
    return gmt(newest) if newest else None


def _authors() -> Iterator[AuthorRecord]:
    rests = {row.here: row.rest for row in Arrival.objects.filter(became=Arrival.Became.AUTHOR)}
    for author in Author.objects.order_by("number"):
        kept = restored(AuthorRecord, rests.get(author.pk) or {"wp_id": 0, "login": author.login or author.slug})
        yield replace(
            kept,
            wp_id=author.number,
            display_name=_display_name(author, kept),
            email=author.email,
            unknown=(*foreign(kept.unknown), *author_element(author)),
        )


def _display_name(author: Author, kept: AuthorRecord) -> str:
    """As it came if it still says the same."""
    plain = escape(author.name, quote=False)
    return kept.display_name if plain == escape(kept.display_name, quote=False) else plain


def _categories() -> Iterator[TermRecord]:
    for row in Category.objects.order_by("path", "number").select_related("parent").iterator():
        yield replace(_term(row, "category"), parent_slug=row.parent.slug if row.parent else "")


def _tags() -> Iterator[TermRecord]:
    for row in Tag.objects.order_by("number").iterator():
        yield _term(row, "post_tag")


def _term(row: Category | Tag, taxonomy: str) -> TermRecord:
    return TermRecord(
        taxonomy,
        row.number,
        row.slug,
        name=escape(row.name, quote=False),
        description=row.description,
        meta=tuple(Meta(each["key"], each["value"]) for each in row.meta),
    )


def _other_terms() -> Iterator[TermRecord]:
    for row in KeptItem.objects.filter(kind__startswith="term:").order_by("kind", "number", "title"):
        yield restored(TermRecord, row.content)
