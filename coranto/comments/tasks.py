"""What is done for discussions in the background, as queued tasks and as chores of the clock."""

from django.utils import timezone
from django_tasks import task

from coranto.comments.actions.keeping import forget_what_is_over
from coranto.comments.actions.teaching import learn_archive
from coranto.comments.actions.telling import tell_what_is_due
from coranto.comments.mail.sending import send_what_is_due
from coranto.comments.models import Comment, FilterSnapshot


def run_post_office() -> None:
    """Find out who is to be told, and send what is due."""
    tell_what_is_due(at=timezone.now())
    send_what_is_due(at=timezone.now())


def keep_privacy() -> None:
    """Drop network addresses, spam and letters that were kept long enough."""
    forget_what_is_over(at=timezone.now())


def begin_filter() -> None:
    """Teach the spam filter the archive, once: when comments are there and it has learnt nothing yet."""
    if not FilterSnapshot.objects.exists() and Comment.objects.exists():
        learn_archive(at=timezone.now())


@task()  # type: ignore[untyped-decorator]  # django_tasks carries no types
def send_mail() -> None:
    """The same, as a task."""
    run_post_office()
