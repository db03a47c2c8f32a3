"""What is done for discussions in the background, as queued tasks and as chores of the clock."""

import datetime

from django.utils import timezone
from django_tasks import task

from coranto.comments.actions.keeping import forget_what_is_over
from coranto.comments.actions.pinging import verify_and_keep
from coranto.comments.actions.rechecking import recheck_portion
from coranto.comments.actions.sending_pings import send_pings
from coranto.comments.actions.summing import sum_up_days
from coranto.comments.actions.teaching import learn_archive
from coranto.comments.actions.telling import tell_what_is_due
from coranto.comments.actions.telling_outside import tell_outside
from coranto.comments.mail.sending import send_what_is_due
from coranto.comments.models import Comment, FilterSnapshot, Verdict
from coranto.posts.models import Post

TRIES_AFTER = (
    datetime.timedelta(minutes=5),
    datetime.timedelta(hours=1),
    datetime.timedelta(hours=12),
)


def run_post_office() -> None:
    """Find out who is to be told, and send what is due."""
    tell_what_is_due(at=timezone.now())
    send_what_is_due(at=timezone.now())


def keep_privacy() -> None:
    """Drop network addresses, spam, the bin and letters that were kept long enough."""
    forget_what_is_over(at=timezone.now())


def begin_filter() -> None:
    """Teach the spam filter the archive, once: when comments are there and it has learnt nothing yet."""
    if not FilterSnapshot.objects.exists() and Comment.objects.exists():
        learn_archive(at=timezone.now())


@task()  # type: ignore[untyped-decorator]  # django_tasks carries no types
def teach_archive() -> None:
    """Teach the spam filter what an import brought; the days on which verdicts came with it are summed anew."""
    learn_archive(at=timezone.now())
    if Verdict.objects.exists():
        sum_up_days(at=timezone.now(), again=True)


@task()  # type: ignore[untyped-decorator]  # as above
def send_mail() -> None:
    """Run the post office, as a task."""
    run_post_office()


@task()  # type: ignore[untyped-decorator]  # as above
def recheck_held(recheck: int) -> None:
    """Check a portion of the held comments again, and leave the rest to the next task."""
    if recheck_portion(recheck=recheck, at=timezone.now()):
        recheck_held.enqueue(recheck=recheck)


@task()  # type: ignore[untyped-decorator]  # as above
def verify_ping(source: str, target: str, kind: str, network: str) -> None:
    """Fetch the page that says it links here, and keep the ping if it does."""
    verify_and_keep(source=source, target=target, kind=kind, network=network, at=timezone.now())


@task()  # type: ignore[untyped-decorator]  # as above
def tell_linked_pages(post: int) -> None:
    """Tell the pages that a post links to."""
    found = Post.objects.filter(pk=post).first()
    if found is not None:
        send_pings(post=found, at=timezone.now())


@task()  # type: ignore[untyped-decorator]  # as above
def tell_decision(comment: int, is_spam: bool, tries: int = 0) -> None:
    """Tell the other spam filter what a moderator decided; again later, three times at most, if it does not answer."""
    if not tell_outside(comment=comment, is_spam=is_spam, at=timezone.now()) and tries < len(TRIES_AFTER):
        later = timezone.now() + TRIES_AFTER[tries]
        if tell_decision.get_backend().supports_defer:
            tell_decision.using(run_after=later).enqueue(comment=comment, is_spam=is_spam, tries=tries + 1)
