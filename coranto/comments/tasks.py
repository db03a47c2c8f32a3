"""What is done for discussions in the background, as queued tasks and as chores of the clock."""

from django.utils import timezone
from django_tasks import task

from coranto.comments.actions.keeping import forget_what_is_over
from coranto.comments.actions.telling import tell_what_is_due
from coranto.comments.mail.sending import send_what_is_due


def run_post_office() -> None:
    """Find out who is to be told, and send what is due."""
    tell_what_is_due(at=timezone.now())
    send_what_is_due(at=timezone.now())


def keep_privacy() -> None:
    """Drop network addresses, spam and letters that were kept long enough."""
    forget_what_is_over(at=timezone.now())


send_mail = task(run_post_office)
