"""What waits in the queue is worked off."""

from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult
from wagtail.models import ReferenceIndex
from wagtail.tasks import update_reference_index_task

from coranto.config.background import Background
from coranto.posts.actions.bin import delete_posts
from tests import world

pytestmark = pytest.mark.django_db


def test_a_row_that_is_gone_before_the_worker_comes_is_passed_over(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    author, gone = world.make_author("Ada"), world.make_post("Gone")
    kept = world.make_post("Kept", author=author)
    for post in (gone, kept):  # as Wagtail does when they are saved
        update_reference_index_task.enqueue("posts", "post", str(post.pk))
    delete_posts(posts=[gone], at=world.NOON, by=None)
    ReferenceIndex.objects.all().delete()
    worker = Background().make_worker()
    for task in DBTaskResult.objects.ready():
        worker.run_task(task)
    assert list(DBTaskResult.objects.values_list("status", flat=True).distinct().order_by()) == ["SUCCESSFUL"]
    assert ReferenceIndex.objects.filter(object_id=str(kept.pk), to_object_id=str(author.pk)).exists()
    assert not ReferenceIndex.objects.filter(object_id=str(gone.pk)).exists()
