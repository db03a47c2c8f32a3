"""What the owner of an address may have done: see it, correct the name, have everything erased."""

import datetime
import glob
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from coranto.accounts.models import User
from coranto.accounts.reader_accounts import (
    erase_reader_accounts,
    has_account,
    reader_accounts_of,
    rename_reader_accounts,
)
from coranto.comments.actions.commenters import count_commenters
from coranto.comments.actions.pacing import count_network_once_more
from coranto.comments.actions.subscribing import fold_address
from coranto.comments.actions.threads import count_threads
from coranto.comments.actions.tracing import trace_comments
from coranto.comments.identity import commenter_key
from coranto.comments.mail.waking import wake_post_office
from coranto.comments.models import (
    Block,
    Comment,
    CommentEdit,
    Commenter,
    Draft,
    Erasure,
    Letter,
    Pace,
    Subscription,
    Thread,
    Verdict,
)
from coranto.comments.search import index_comments
from coranto.comments.subjects import write_page_count
from coranto.comments.traits import folded
from coranto.core.short_digests import short_digest
from coranto.publication.actions import note_change

ERASED = "erased"  # the key of the commenter that stands in for all who were erased; no identity gives it
ASKED_APART = datetime.timedelta(days=1)
MOST_FROM_NETWORK = 10  # requests an hour
EMPTY: dict[str, Any] = {
    "name": "",
    "url": "",
    "network_address": None,
    "user_agent": "",
    "meta": [],
    "form_token": None,
    "digest": "",
}


@transaction.atomic
def ask_for_proof(*, email: str, at: datetime.datetime, network: str = "") -> None:
    """Send a link to an address with which its owner gets at what is kept about it; once a day, if anything is.

    Whoever asks cannot tell whether anything is kept.
    """
    email = fold_address(email)
    if network and not count_network_once_more(what="proof", address=network, most=MOST_FROM_NETWORK, at=at):
        return
    asked = Letter.objects.filter(email=email, kind=Letter.Kind.PROOF, made_at__gt=at - ASKED_APART)
    if asked.exists() or not is_known(email):
        return
    key = short_digest(Letter.Kind.PROOF, email, at.isoformat(), size=16)
    Letter.objects.bulk_create(
        [Letter(key=key, kind=Letter.Kind.PROOF, email=email, made_at=at, due_at=at)], ignore_conflicts=True
    )
    transaction.on_commit(wake_post_office, robust=True)


def is_known(email: str) -> bool:
    """Whether anything is kept about an address."""
    has_mail = Subscription.objects.filter(email=fold_address(email)).exists()
    is_writer = commenters_of(email).exists() or has_account(email.strip())
    return has_mail or is_writer or blocks_of(email).exists()


def blocks_of(email: str) -> QuerySet[Block]:
    """The blocks, also ended ones, that name the very address. Erasing leaves them."""
    return Block.objects.filter(kind=Block.Kind.EMAIL, value=glob.escape(folded(email))).order_by("pk")


def commenters_of(email: str) -> QuerySet[Commenter]:
    """The identities that an address has here: those that gave it, and those of its readers' accounts."""
    own = Q(email__iexact=email.strip()) & ~Q(email="")
    if accounts := list(reader_accounts_of(email.strip()).values_list("pk", flat=True)):
        own |= Q(user__in=accounts)
    return Commenter.objects.filter(own)


@transaction.atomic
def correct_name(*, email: str, name: str, at: datetime.datetime) -> int:
    """Write another name to an address's comments, identities and readers' accounts; how many comments."""
    commenters = list(commenters_of(email))
    comments = Comment.objects.filter(commenter__in=commenters, removed_at=None)
    keys = list(comments.values_list("pk", flat=True))
    comments.update(name=name)
    for commenter in commenters:
        rename(commenter, name)
    rename_reader_accounts(email=email.strip(), name=name)
    trace_comments(keys)
    index_comments(keys, at=at)
    note_change(at=at)
    return len(keys)


def rename(commenter: Commenter, name: str) -> None:
    """Give an identity another name. Name and address make a guest: who has that name already, takes over."""
    if commenter.user_id is not None:
        Commenter.objects.filter(pk=commenter.pk).update(name=name)
        return
    key = commenter_key(name=name, email=commenter.email)
    other = Commenter.objects.filter(key=key).exclude(pk=commenter.pk).first()
    if other is None:
        Commenter.objects.filter(pk=commenter.pk).update(name=name, key=key)
        return
    commenter.comments.update(commenter=other)
    commenter.subscriptions.update(commenter=other)
    if commenter.is_trusted:
        Commenter.objects.filter(pk=other.pk).update(is_trusted=True)
    commenter.delete()
    count_commenters(commenters=[other.pk])


@transaction.atomic
def erase_address(*, email: str, how: str, at: datetime.datetime, by: User | None) -> Erasure:
    """Erase everything about an address. Its comments are removed, or stay without a name (``Erasure.How``).

    A reader's account with that address goes too, and with it what a provider told; one that opens the desk stays.
    Removed comments that somebody else answered keep their place, empty. It cannot be undone; a row says that it was
    done, but not for whom.
    """
    commenters = list(commenters_of(email))
    comments = Comment.objects.filter(commenter__in=commenters)
    keys = list(comments.values_list("pk", flat=True))
    threads = set(comments.values_list("thread", flat=True))
    erase_comments(keys=keys, how=how, at=at)
    Commenter.objects.filter(pk__in=[row.pk for row in commenters]).delete()
    forget_mail(email)
    erase_reader_accounts(email=email.strip())
    recount(threads)
    note_change(at=at)
    erasure = Erasure(how=how, comments=len(keys), at=at, by=by)
    erasure.address = email.strip()
    erasure.save()
    return erasure


def erase_comments(*, keys: list[int], how: str, at: datetime.datetime) -> None:
    """Remove these comments, or leave them without a name; and everything of a person that stands beside them."""
    forget_traces(keys)
    if how == Erasure.How.REMOVE:
        remove(keys, at)
    Comment.objects.filter(pk__in=keys).update(commenter=nobody(), **EMPTY)
    trace_comments(keys)
    index_comments(keys, at=at)


def forget_traces(keys: list[int]) -> None:
    """What stands beside comments and may quote them: earlier texts, and the words of verdicts."""
    CommentEdit.objects.filter(comment__in=keys).delete()
    Verdict.objects.filter(comment__in=keys).update(reasons=[])


def remove(keys: list[int], at: datetime.datetime) -> None:
    """Delete the comments that only these ones answer; empty those that others answered."""
    left = set(keys)
    while left:
        answered = set(Comment.objects.filter(parent__in=left).values_list("parent", flat=True))
        if not left - answered:
            break
        Comment.objects.filter(pk__in=left - answered).delete()
        left &= answered
    Comment.objects.filter(pk__in=left).update(text="", html="", removed_at=at, reaction_count=0)


def nobody() -> Commenter:
    """The commenter that stands in for all who were erased."""
    return Commenter.objects.get_or_create(key=ERASED)[0]


def forget_mail(email: str) -> None:
    """Subscriptions, letters and drafts of an address, and the pace of its comments."""
    email = fold_address(email)
    Subscription.objects.filter(email=email).delete()
    Letter.objects.filter(email=email).delete()
    Draft.objects.filter(email__iexact=email).delete()
    Pace.objects.filter(key=short_digest("pace", "email", email, size=16)).delete()


def recount(threads: Iterable[int]) -> None:
    """Bring the counts in line, also those on static pages."""
    counts = count_threads(threads=threads)
    for thread in Thread.objects.filter(pk__in=counts, page__isnull=False).select_related("page"):
        write_page_count(thread, counts[thread.pk])
