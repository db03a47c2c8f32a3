"""New files that come by an interface: who may send them, and where they stand, as in WordPress."""

import datetime
from collections.abc import Iterable

from wagtail.permissions import policy_registry

from coranto.accounts.models import User
from coranto.core.addresses import normal_path
from coranto.core.moments import at_offset
from coranto.core.numbers import Sequence
from coranto.media.actions import Place, add_file
from coranto.media.models import Attachment, CreditedDocument, CreditedImage
from coranto.media.new_files import plain_name
from coranto.pages.finding import page_path
from coranto.pages.models import StaticPage
from coranto.posts.actions.authors import author_of
from coranto.posts.models import Author, Permalink, Post
from coranto.posts.slugs import numbered_slug, slug_of
from coranto.publication.actions import take_number
from coranto.publication.models import Publication

Parent = Post | StaticPage | None
CHANGE_FILES = "media.change_attachment"


def may_add_files(user: User) -> bool:
    """Whether the person may add pictures and documents at the desk."""
    policies = [policy_registry.get_by_type(kind) for kind in (CreditedImage, CreditedDocument)]
    return all(policy.user_has_permission(user, "add") for policy in policies)


def number_for_files(user: User) -> int:
    """The number under which the person uploads files, if they may; else 0."""
    if not may_add_files(user):
        return 0
    return Author.objects.filter(user=user.pk).values_list("number", flat=True).first() or 0


def may_change_file(user: User, file: Attachment) -> bool:
    """Editors change all files, authors those that they uploaded: as with pictures at the desk."""
    return user.has_perm(CHANGE_FILES) or bool(file.author_number and file.author_number == number_for_files(user))


def add_attachment(
    *, name: str, blocks: Iterable[bytes], parent: Parent, at: datetime.datetime, by: User
) -> Attachment:
    """A new attachment of a post or page, or of nothing. Raise PlainError for a file that is not taken.

    Its title is the name that was sent, as WordPress has it; the slug is made from that, free among all content.
    """
    publication = Publication.objects.current()
    clean = plain_name(name)
    offset = at.astimezone(publication.zone).utcoffset()
    minutes = int(offset.total_seconds() // 60) if offset else 0
    number = take_number(sequence=Sequence.CONTENT)
    slug = free_slug(slug_of(clean.rpartition(".")[0]) or str(number))
    place = Place(
        number=number,
        slug=slug,
        path=path_below(slug, parent),
        folder=f"{at_offset(at, minutes):%Y/%m}",
        parent_number=parent.number if parent else None,
        author_number=author_of(user=by).number,
        utc_offset=minutes,
    )
    return add_file(name=clean, blocks=blocks, place=place, title=clean, at=at, by=by)


def path_below(slug: str, parent: Parent) -> str:
    """Below the post or page if that has an address already; else at the top."""
    above = "/"
    if isinstance(parent, StaticPage):
        above = page_path(parent)
    elif parent is not None:
        above = parent.path or "/"
    return normal_path(f"{above.rstrip('/')}/{slug}/")


def free_slug(wanted: str) -> str:
    """The slug, numbered where a post, page or attachment has it."""
    slug, number = wanted, 1
    while _is_taken(slug):
        number += 1
        slug = numbered_slug(wanted, number)
    return slug


def _is_taken(slug: str) -> bool:
    rows = (Attachment.objects.filter(slug=slug), Post.objects.filter(slug=slug), StaticPage.objects.filter(slug=slug))
    return any(found.exists() for found in rows) or Permalink.objects.filter(path=normal_path(f"/{slug}/")).exists()
