"""Forgetting what was kept long enough: networks, spam, the bin, removed comments, letters, blocks, requests, paces."""

import datetime
import logging
from collections.abc import Iterator

from django.db import transaction
from django.db.models import Exists, F, Q, QuerySet, Subquery
from django.db.models.expressions import OuterRef
from django.db.models.functions import Coalesce

from coranto.accounts.reader_accounts import forget_old_reader_links
from coranto.comments.actions.commenters import count_commenters
from coranto.comments.actions.drafts import forget_old_drafts
from coranto.comments.actions.erasing import ERASED, erase_comments
from coranto.comments.actions.subscribing import CONFIRM_WITHIN
from coranto.comments.actions.summing import sum_up_days
from coranto.comments.models import (
    Block,
    Comment,
    Commenter,
    CommentRules,
    CommentTrait,
    Erasure,
    Letter,
    Pace,
    Subscription,
    Verdict,
)
from coranto.comments.traits import ADDRESS, NETWORK

logger = logging.getLogger("coranto.privacy")

CHUNK = 500
LETTERS_FOR = datetime.timedelta(days=30)
ENDED_FOR = datetime.timedelta(days=30)
"""Subscriptions and blocks that ended."""
REMOVED_FOR = datetime.timedelta(days=30)
"""What its writer took out: a moderator may still have to answer for what was said."""
PACES_FOR = datetime.timedelta(days=1)
DRAFTS_FOR = datetime.timedelta(days=1)


def forget_what_is_over(*, at: datetime.datetime) -> dict[str, int]:
    """All of it, by the owner's rules; how many rows of each. Done in small steps, so that nobody waits for it.

    What the spam filter did is summed before the verdicts go with spam and bin.
    """
    rules = CommentRules.objects.current()
    sum_up_days(at=at)
    done = {
        "networks": drop_networks(before=at - datetime.timedelta(days=rules.keep_network_days)),
        "spam": empty_folder(status=Comment.Status.SPAM, days=rules.empty_spam_days, at=at),
        "binned": empty_folder(status=Comment.Status.BINNED, days=rules.empty_bin_days, at=at),
        "removed": drop_removed(before=at - REMOVED_FOR, at=at),
        "letters": forget_letters(at=at),
        "drafts": forget_old_drafts(before=at - DRAFTS_FOR),
        "links": forget_old_reader_links(before=at - DRAFTS_FOR),
        "blocks": Block.objects.filter(until__lt=at - ENDED_FOR).delete()[0],
        "paces": Pace.objects.filter(last_at__lt=at - PACES_FOR).delete()[0],
    }
    logger.info("forgotten: %s", ", ".join(f"{count} {name}" for name, count in done.items()))
    return done


def drop_networks(*, before: datetime.datetime) -> int:
    """Drop the network addresses and browsers of comments written before that moment; of how many."""
    left = ~Q(user_agent="") | Q(network_address__isnull=False)
    total = 0
    for keys in chunks(Comment.objects.filter(left, posted_at__lt=before)):
        with transaction.atomic():
            total += Comment.objects.filter(pk__in=keys).update(network_address=None, user_agent="")
            CommentTrait.objects.filter(comment__in=keys, kind__in=(ADDRESS, NETWORK)).delete()
    return total


def empty_folder(*, status: str, days: int, at: datetime.datetime) -> int:
    """Erase what has had that status for so many days (0: for ever), by its newest verdict; how many.

    Of what was answered an empty place stays in the folder, as long as the answers do: they neither move up nor appear.
    What its writer took out is left to :func:`drop_removed`.
    """
    if not days:
        return 0
    newest = Verdict.objects.filter(comment=OuterRef("pk")).order_by("-at", "-pk").values("at")[:1]
    over = Comment.objects.annotate(since=Coalesce(Subquery(newest), F("posted_at"))).filter(
        status=status, since__lt=at - datetime.timedelta(days=days)
    )
    answers = Comment.objects.filter(parent=OuterRef("pk"))
    return erase_in_steps(over.filter(Q(removed_at=None) | (Comment.EMPTIED & ~Exists(answers))), at=at)


def drop_removed(*, before: datetime.datetime, at: datetime.datetime) -> int:
    """Erase what its writer took out before that moment; of what was answered the empty place stays. How many."""
    return erase_in_steps(Comment.objects.filter(removed_at__lt=before).exclude(commenter__key=ERASED), at=at)


def erase_in_steps(rows: "QuerySet[Comment]", *, at: datetime.datetime) -> int:
    """Erase these comments, and whoever wrote nothing else; how many."""
    total = 0
    for keys in chunks(rows):
        with transaction.atomic():
            still = rows.select_for_update(of=("self",)).filter(pk__in=keys).only("pk").order_by("pk")
            keys = [comment.pk for comment in still]
            commenters = set(Comment.objects.filter(pk__in=keys).values_list("commenter", flat=True))
            erase_comments(keys=keys, how=Erasure.How.REMOVE, at=at)
            count_commenters(commenters=commenters)
            drop_idle(commenters=commenters)
            total += len(keys)
    return total


def drop_idle(*, commenters: set[int]) -> None:
    """Forget those of whom no comment is left, but for accounts, whom a moderator trusts, and who gets mail still."""
    idle = Commenter.objects.filter(pk__in=commenters, comments=None, user=None, is_trusted=False)
    subscribed = Subscription.objects.filter(commenter=OuterRef("pk"), confirmed_at__isnull=False, ended_at=None)
    idle.filter(~Exists(subscribed)).exclude(key=ERASED).delete()


def forget_letters(*, at: datetime.datetime) -> int:
    """Forget letters that went out or failed long ago, requests nobody confirmed, subscriptions that ended."""
    letters = Letter.objects.filter(made_at__lt=at - LETTERS_FOR).filter(
        Q(sent_at__isnull=False) | Q(failed_at__isnull=False)
    )
    count = letters.delete()[0]
    open_too_long = Q(confirmed_at=None, made_at__lt=at - CONFIRM_WITHIN)
    over = Q(ended_at__lt=at - ENDED_FOR) | Q(bounced_at__lt=at - ENDED_FOR)
    subscriptions = Subscription.objects.filter(open_too_long | over)
    commenters = {key for key in subscriptions.values_list("commenter", flat=True) if key}
    count += subscriptions.delete()[0]
    drop_idle(commenters=commenters)
    return count


def chunks(rows: "QuerySet[Comment]") -> Iterator[list[int]]:
    """The keys of these rows, some hundreds at a time, while there are any; each chunk must be dealt with."""
    last = 0
    while keys := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:CHUNK]):
        yield keys
        last = keys[-1]
