"""Finding and making authors."""

from django.db import transaction

from coranto.accounts.models import User
from coranto.core.numbers import Sequence
from coranto.posts.actions.terms import free_slug_in
from coranto.posts.models import Author
from coranto.publication.actions import take_number


@transaction.atomic
def author_of(*, user: User) -> Author:
    """The public face of somebody who signs in, made at their first post."""
    found = Author.objects.filter(user=user).first()
    return found or make_author(name=user.shown_name, user=user)


def make_author(*, name: str, user: User | None = None) -> Author:
    """A new author."""
    slug = free_slug_in(Author.objects.all(), name, "author")
    return Author.objects.create(number=take_number(sequence=Sequence.AUTHOR), name=name[:250], slug=slug, user=user)
