"""What the desk calls the states of a post."""

from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from coranto.posts.models import Post

STATES = [
    ("public", _("public")),
    ("draft", _("draft")),
    ("pending", _("waiting for review")),
    ("scheduled", _("scheduled")),
    ("private", _("private")),
    ("protected", _("with a password")),
    ("sticky", _("sticky")),
]
CONDITIONS = {
    "public": Q(live=True, is_private=False),
    "draft": Q(live=False, is_pending=False, go_live_at=None),
    "pending": Q(live=False, is_pending=True),
    "scheduled": Q(live=False, go_live_at__isnull=False),
    "private": Q(is_private=True),
    "protected": ~Q(password=""),
    "sticky": Q(is_sticky=True),
}


def shown_state(post: Post) -> str:
    """The state of a post in a word or two."""
    if post.live:
        return _shown_public_state(post)
    if post.go_live_at:
        return gettext("scheduled")
    return gettext("waiting for review") if post.is_pending else gettext("draft")


def _shown_public_state(post: Post) -> str:
    if post.is_private:
        return gettext("private")
    if post.password:
        return gettext("with a password")
    return gettext("public, with a newer draft") if post.has_unpublished_changes else gettext("public")
