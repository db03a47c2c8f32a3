"""What the site in the browser's tests of mail begins with; run inside its own process."""

from django.utils import timezone

from coranto.comments.models import CommentRules
from coranto.publication.models import Publication
from tests.desk import person
from tests.world import make_post


def fill() -> None:
    """A post that takes comments at once, and a moderator."""
    make_post("The tide came in", at=timezone.now())
    given = {"hold_first": False, "hold_unsure": False, "wait_seconds": 0, "youngest_form": 0}
    CommentRules.objects.create(publication=Publication.objects.current(), **given)
    moderator = person("moderator")
    moderator.email = "mo@staff.example"
    moderator.save()


def hold() -> None:
    """From now on a moderator looks first."""
    CommentRules.objects.update(hold_all=True)


def release() -> None:
    """And no longer."""
    CommentRules.objects.update(hold_all=False)
