"""What items stand on: the publication's settings, authors, categories, tags and menus. Written before any item."""

from django.db import transaction

from coranto.comments.models import Comment
from coranto.core.numbers import Sequence
from coranto.core.row_keys import reserve_keys
from coranto.pages.models import StaticPage
from coranto.posts.models import Post
from coranto.publication.actions import reserve_numbers
from coranto.wordpress.importing.authors import write_authors
from coranto.wordpress.importing.survey import Survey
from coranto.wordpress.importing.terms import write_terms
from coranto.wordpress.importing.work import Work
from coranto.wordpress.mapping.identity import number_of


@transaction.atomic
def lay_foundations(found: Survey, work: Work) -> None:
    """Write all of it in one transaction; safe to repeat."""
    if work.ledger.is_new and not (Post.objects.exists() or StaticPage.objects.exists()):
        settle_publication(found, work)
    reserve(found)
    write_authors(found, work)
    write_terms(found, work)
    work.ledger.flush()
    work.notes.flush()


def settle_publication(found: Survey, work: Work) -> None:
    """Give an empty home the name, address pattern, language and clock of the site that moves in."""
    publication, site, clues = work.publication, found.site, found.clues
    wanted = {
        "name": site.title[:250] or publication.name,
        "tagline": site.description[:500],
        "language": site.language[:20] or publication.language,
        "former_url": (site.base_blog_url or site.link)[:250],
        "permalink_structure": clues.structure,
        "category_base": clues.base("category"),
        "tag_base": clues.base("post_tag"),
    }
    if clues.offsets:
        wanted["time_zone"] = clues.zone_name
    if clues.front_page:
        wanted["front_page_number"] = clues.front_page
    for name, value in wanted.items():
        if getattr(publication, name) != value:
            setattr(publication, name, value)
            work.notes.happened("changed", "setting", f"{name.replace('_', ' ')} is now “{value}”")
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
