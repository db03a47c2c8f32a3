"""What the background does for this app."""

from django.utils import timezone
from django_tasks import task

from coranto.wordpress.jobs import perform
from coranto.wordpress.models import ImportJob


@task()  # type: ignore[untyped-decorator]  # django_tasks carries no types
def perform_job(key: int) -> None:
    """Try or import an export that was uploaded."""
    job = ImportJob.objects.filter(pk=key).first()
    if job is not None:
        perform(job=job, at=timezone.now())
