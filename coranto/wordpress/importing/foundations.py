"""What items stand on: the publication's settings, authors, categories, tags and menus. Written before any item."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from coranto.comments.models import Comment
from coranto.core.database.row_keys import reserve_keys
from coranto.core.numbers import Sequence
from coranto.pages.models import StaticPage
from coranto.posts.models import Post
from coranto.publication.actions import reserve_numbers
from coranto.publication.models import Publication
from coranto.wordpress.importing.authors import AuthorPlan, plan_authors, write_authors
from coranto.wordpress.importing.own_knowledge import own_settings, write_own_site
from coranto.wordpress.importing.survey import Survey
from coranto.wordpress.importing.terms import TermPlan, plan_terms, write_terms
from coranto.wordpress.importing.work import Work
from coranto.wordpress.mapping.identity import number_of
from coranto.wordpress.mapping.own_elements import own_site


@dataclass(frozen=True, slots=True)
class Foundations:
    """What is to be done before any item."""

    settings: dict[str, Any]
    authors: list[AuthorPlan]
    terms: list[TermPlan]


def plan_foundations(found: Survey, work: Work) -> Foundations:
    """Decide on all of it, count and tell; nothing is written."""
    is_empty = work.ledger.is_new and not (Post.objects.exists() or StaticPage.objects.exists())
    settings = new_settings(found, work.publication) if is_empty else {}
    for name, value in settings.items():
        work.notes.happened("changed", "setting", f"{name.replace('_', ' ')} is “{value}” from now on")
    return Foundations(settings, plan_authors(found, work), plan_terms(found, work))


@transaction.atomic
def lay_foundations(found: Survey, work: Work) -> None:
    """Decide on all of it and do it, in one transaction; safe to repeat."""
    plan = plan_foundations(found, work)
    if plan.settings:
        settle_publication(plan.settings, work.publication)
    reserve(found)
    write_authors(plan.authors, work)
    write_terms(plan.terms, work)
    write_own_site(own_site(found.site.unknown), work)
    work.ledger.flush()
    work.notes.flush()


def new_settings(found: Survey, publication: Publication) -> dict[str, Any]:
    """The name, address pattern, language and clock of the site that moves into an empty home."""
    site, clues = found.site, found.clues
    wanted: dict[str, Any] = {
        "name": site.title[:250] or publication.name,
        "tagline": site.description[:500],
        "language": site.language[:20] or publication.language,
        "former_url": (site.base_blog_url or site.link)[:250],
        "permalink_structure": clues.structure,
        "category_base": clues.base("category"),
        "tag_base": clues.base("post_tag"),
        "time_zone": clues.zone_name if clues.offsets else publication.time_zone,
        "front_page_number": clues.front_page or None,
    } | own_settings(own_site(site.unknown), publication)
    return {name: value for name, value in wanted.items() if getattr(publication, name) != value}


def settle_publication(settings: Mapping[str, Any], publication: Publication) -> None:
    """Let the publication have these settings."""
    for name, value in settings.items():
        setattr(publication, name, value)
    publication.save()
    publication.site.site_name = publication.name
    publication.site.save()


def reserve(found: Survey) -> None:
    """See to it that nothing made here meanwhile gets a number that the export holds."""
    highest_author = max((number_of(author.wp_id) for author in found.authors.values()), default=0)
    highest_term = max((number_of(term.wp_id) for term in found.terms.values()), default=0)
    reserve_numbers(sequence=Sequence.CONTENT, up_to=found.highest_item)
    reserve_numbers(sequence=Sequence.TERM, up_to=highest_term)
    reserve_numbers(sequence=Sequence.AUTHOR, up_to=highest_author)
    reserve_keys(Comment, up_to=found.highest_comment)
