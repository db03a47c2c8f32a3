"""Everything that is kept about an e-mail address, as plain values for a page and for JSON."""

from typing import Any

from django.db.models import QuerySet
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from coranto.accounts.reader_accounts import account_record, accounts_of
from coranto.comments.actions.erasing import blocks_of, commenters_of
from coranto.comments.actions.subscribing import fold_address
from coranto.comments.mail.labels import subscription_label, thread_title
from coranto.comments.models import Comment, Draft, Letter, Subscription
from coranto.publication.addresses import absolute

FORMAT = 1
SHOWN = 200
"""So many comments are on the page; the file has all."""


def personal_record(email: str) -> dict[str, Any]:
    """All of it. Moments are ISO 8601 with their offset; ``format`` changes when the keys do."""
    return {
        "format": FORMAT,
        "address": fold_address(email),
        "identities": [
            {"name": row.name, "email": row.email, "website": row.url, "trusted": row.is_trusted}
            for row in commenters_of(email).order_by("pk")
        ],
        "comments": [comment_record(comment) for comment in comments_of(email).iterator(500)],
        "subscriptions": [subscription_record(row) for row in subscriptions_of(email)],
        "letters": [
            {"kind": letter.kind, "made": moment(letter.made_at), "sent": moment(letter.sent_at)}
            for letter in Letter.objects.filter(email=fold_address(email)).order_by("pk")
        ],
        "drafts": [
            {
                "text": draft.text,
                "name": draft.name,
                "website": draft.url,
                "mail": draft.wishes,
                "made": moment(draft.made_at),
            }
            for draft in Draft.objects.filter(email__iexact=email.strip()).order_by("made_at")
        ],
        "blocks": [
            {"made": moment(row.made_at), "until": moment(row.until), "reason": row.reason} for row in blocks_of(email)
        ],
        "accounts": [account_record(user) for user in accounts_of(email.strip())],
    }


def to_read(record: dict[str, Any]) -> list[dict[str, Any]]:
    """A record's newest comments as a page shows them: with moments that can be formatted, and states in words."""
    return [
        {**row, "when": parse_datetime(row["posted"]), "state": state_of(row)}
        for row in record["comments"][: -SHOWN - 1 : -1]
    ]


def state_of(row: dict[str, Any]) -> str:
    """What became of a comment, in words."""
    return _("removed by its writer") if row["removed"] else str(Comment.Status(row["status"]).label)


def comments_of(email: str) -> QuerySet[Comment]:
    """The comments of an address, whatever became of them, oldest first."""
    rows = Comment.objects.filter(commenter__in=commenters_of(email))
    related = rows.select_related("thread__post", "thread__page", "thread__attachment", "commenter")
    return related.prefetch_related("verdicts", "edits").order_by("posted_at", "pk")


def comment_record(comment: Comment) -> dict[str, Any]:
    """One comment with what is kept beside it."""
    return {
        "number": comment.pk,
        "on": thread_title(comment.thread),
        "address": absolute(comment.thread.post.path) if comment.thread.post else "",
        "name": comment.name,
        "website": comment.url,
        "text": comment.text,
        "status": comment.status,
        "posted": moment(comment.posted_at),
        "edited": moment(comment.edited_at),
        "removed": moment(comment.removed_at),
        "answers": comment.parent_id,
        "network_address": comment.network_address or "",
        "browser": comment.user_agent,
        "imported": comment.meta,
        "earlier_texts": [{"text": edit.text, "until": moment(edit.at)} for edit in comment.edits.all()],
        "verdicts": [
            {"status": row.status, "by": row.by, "at": moment(row.at), "reasons": row.reasons, "score": row.score}
            for row in comment.verdicts.all()
        ],
    }


def subscriptions_of(email: str) -> QuerySet[Subscription]:
    """What an address gets mail about, or did."""
    rows = Subscription.objects.filter(email=fold_address(email))
    return rows.select_related("thread__post", "thread__page", "thread__attachment").order_by("pk")


def subscription_record(row: Subscription) -> dict[str, Any]:
    """One subscription."""
    return {
        "about": subscription_label(row),
        "pace": row.pace,
        "asked": moment(row.made_at),
        "confirmed": moment(row.confirmed_at),
        "ended": moment(row.ended_at),
        "bounced": moment(row.bounced_at),
    }


def moment(at: Any) -> str | None:
    """A moment as ISO 8601."""
    return at.isoformat() if at else None
