"""The worker of the task queue, which passes over what Wagtail wants to look through and is gone by now."""

from django.apps import apps
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from wagtail.tasks import update_reference_index_task


class IndexWorker(Worker):
    """Wagtail asks for each saved row what it refers to, once the worker comes, and fails where the row was deleted
    in between. There is nothing to be looked through then, and deleting took the references out."""

    def run_task(self, db_task_result: DBTaskResult) -> None:
        """Run it, or count it as done."""
        if is_about_something_gone(db_task_result):
            db_task_result.set_successful(None)
        else:
            super().run_task(db_task_result)


def is_about_something_gone(found: DBTaskResult) -> bool:
    """Whether Wagtail would look through a row that is there no longer."""
    if found.task_path != update_reference_index_task.module_path:
        return False
    app, model, key = found.args_kwargs["args"]
    return not apps.get_model(app, model)._default_manager.filter(pk=key).exists()
