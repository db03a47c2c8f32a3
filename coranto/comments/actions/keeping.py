"""Forgetting what was kept long enough: networks, spam, removed comments, letters, blocks, open requests, paces."""

import datetime
import logging
from collections.abc import Iterator

from django.db import transaction
from django.db.models import F, Q, QuerySet, Subquery
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

    What the spam filter did is summed before the verdicts go with the spam.
    """
    rules = CommentRules.objects.current()
    sum_up_days(at=at)
    done = {
        "networks": drop_networks(before=at - datetime.timedelta(days=rules.keep_network_days)),
        "spam": empty_spam(before=at - datetime.timedelta(days=rules.empty_spam_days)) if rules.empty_spam_days else 0,
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


def empty_spam(*, before: datetime.datetime) -> int:
    """Delete what has been spam since before that moment, by its newest verdict; how many."""
    newest = Verdict.objects.filter(comment=OuterRef("pk")).order_by("-at", "-pk").values("at")[:1]
    spam = Comment.objects.filter(status=Comment.Status.SPAM)
    since = spam.annotate(since=Coalesce(Subquery(newest), F("posted_at"))).filter(since__lt=before)
    total = 0
    for keys in chunks(since):
        with transaction.atomic():
            rows = Comment.objects.filter(pk__in=keys, status=Comment.Status.SPAM)
            commenters = set(rows.values_list("commenter", flat=True))
            total += rows.delete()[1].get("comments.Comment", 0)
            count_commenters(commenters=commenters)
    return total


def drop_removed(*, before: datetime.datetime, at: datetime.datetime) -> int:
    """Erase what its writer took out before that moment; of what was answered the empty place stays. How many."""
    total = 0
    for keys in chunks(Comment.objects.filter(removed_at__lt=before).exclude(commenter__key=ERASED)):
        with transaction.atomic():
            commenters = set(Comment.objects.filter(pk__in=keys).values_list("commenter", flat=True))
            erase_comments(keys=keys, how=Erasure.How.REMOVE, at=at)
            count_commenters(commenters=commenters)
            drop_idle(commenters=commenters)
            total += len(keys)
    return total


def drop_idle(*, commenters: set[int]) -> None:
    """Forget those of whom no comment is left, but for accounts and those whom a moderator trusts."""
    idle = Commenter.objects.filter(pk__in=commenters, comments=None, user=None, is_trusted=False)
    idle.exclude(key=ERASED).delete()


def forget_letters(*, at: datetime.datetime) -> int:
    """Forget letters that went out or failed long ago, requests nobody confirmed, subscriptions that ended."""
    letters = Letter.objects.filter(made_at__lt=at - LETTERS_FOR).filter(
        Q(sent_at__isnull=False) | Q(failed_at__isnull=False)
    )
    count = letters.delete()[0]
    open_too_long = Q(confirmed_at=None, made_at__lt=at - CONFIRM_WITHIN)
    over = Q(ended_at__lt=at - ENDED_FOR) | Q(bounced_at__lt=at - ENDED_FOR)
    return count + Subscription.objects.filter(open_too_long | over).delete()[0]


def chunks(rows: "QuerySet[Comment]") -> Iterator[list[int]]:
    """The keys of these rows, some hundreds at a time, while there are any; each chunk must be dealt with."""
    last = 0
    while keys := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:CHUNK]):
        yield keys
        last = keys[-1]
