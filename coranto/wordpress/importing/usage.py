"""What posts and pages use (pictures, files, authors), noted for the desk, which says so before one of them is deleted.

Wagtail notes it whenever something is saved. An import writes in bulk and would take much longer with it, so it is
done after, in the background, a portion at a time.
"""

from django.db import models, transaction
from django_tasks import task
from wagtail.models import ReferenceIndex

from coranto.pages.models import StaticPage
from coranto.posts.models import Post

PORTION = 100
NOTED: dict[str, type[models.Model]] = {"post": Post, "page": StaticPage}


def note_usage_of_all() -> None:
    """Begin with the oldest of each kind."""
    for kind in NOTED:
        note_usage.enqueue(kind=kind, after=0)


@task()  # type: ignore[untyped-decorator]  # django_tasks carries no types
def note_usage(kind: str, after: int) -> None:
    """Note what a portion of them uses, and leave the rest to the next task. Safe to repeat."""
    rows = list(NOTED[kind]._default_manager.filter(pk__gt=after).order_by("pk")[:PORTION])
    with transaction.atomic():
        for row in rows:
            ReferenceIndex.create_or_update_for_object(row)
    if len(rows) == PORTION:
        note_usage.enqueue(kind=kind, after=rows[-1].pk)
