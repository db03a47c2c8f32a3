"""Making a new post of an old one."""

import datetime

from django.db import transaction

from coranto.accounts.models import User
from coranto.core.numbers import Sequence
from coranto.posts.actions.authors import author_of
from coranto.posts.models import Post
from coranto.publication.actions import take_number

ITS_OWN = (
    *("id", "number", "slug", "path", "guid", "posted_at", "posted_on", "utc_offset", "modified_at", "comment_count"),
    *("live", "live_revision", "latest_revision", "first_published_at", "last_published_at", "go_live_at", "expire_at"),
    *("expired", "locked", "locked_at", "locked_by", "binned_at", "was_public", "is_pending", "is_sticky", "author"),
    *("revisions", "_revisions", "workflow_states", "_workflow_states"),
)
"""What a copy does not share: what it is called by, when it appears, who wrote it."""


@transaction.atomic
def copy_post(*, post: Post, at: datetime.datetime, by: User) -> Post:
    """A draft with the text, credits and filing of ``post`` as they are now, of the person who copies it."""
    made: Post
    made, _children = post.get_latest_revision_as_object().copy_cluster(exclude_fields=list(ITS_OWN))
    made.number = take_number(sequence=Sequence.CONTENT)
    made.author = author_of(user=by)
    made.posted_at = made.modified_at = at
    made.live = False
    made.save()
    made.save_revision(user=by, log_action="wagtail.create", clean=False)
    return made
