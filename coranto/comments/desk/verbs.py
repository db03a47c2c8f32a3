"""What the buttons of the queue do, by the names they send."""

import datetime
from collections.abc import Callable, Sequence
from functools import partial

from django.http import QueryDict
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from coranto.accounts.models import User
from coranto.comments.actions.guarding import block, open_or_close, trust_commenters, values_to_block
from coranto.comments.actions.moderating import decide_at_desk, move_comments
from coranto.comments.desk.asked import find_post
from coranto.comments.models import Block, Comment, DeskAct
from coranto.core.errors import PlainError
from coranto.core.strangers_text import tidy_line
from coranto.publication.models import Publication

Verb = Callable[..., DeskAct | None]
Rows = Sequence[Comment]


def decide(rows: Rows, form: QueryDict, *, status: str, at: datetime.datetime, by: User) -> DeskAct | None:
    """Publish, hold, spam, bin."""
    return decide_at_desk(comments=rows, status=status, at=at, by=by)


def trust(rows: Rows, form: QueryDict, *, is_trusted: bool, at: datetime.datetime, by: User) -> DeskAct | None:
    """Trust the writers, or no longer."""
    return trust_commenters(comments=rows, is_trusted=is_trusted, at=at, by=by)


def keep_out(rows: Rows, form: QueryDict, *, at: datetime.datetime, by: User) -> DeskAct | None:
    """Block what the comments have of the chosen kind."""
    kind = form.get("kind", "")
    if kind not in Block.Kind.values or kind == Block.Kind.WORD:
        raise PlainError(_("Choose what to block: name, e-mail address, network or domain."))
    wanted = [(kind, value) for row in rows for value in values_to_block(row, kind)]
    if not wanted:
        raise PlainError(_("These comments have nothing of that kind that could be blocked."))
    until = end_of(form.get("until", ""), at=at)
    return block(wanted=wanted, until=until, reason=tidy_line(form.get("reason", "")), at=at, by=by)


def end_of(typed: str, *, at: datetime.datetime) -> datetime.datetime | None:
    """The moment at which a block ends whose last day was typed; nothing for one that stands for ever."""
    if not typed.strip():
        return None
    try:
        day = parse_date(typed.strip())
    except ValueError:
        day = None
    if day is None:
        raise PlainError(_("Write the last day of the block as 2027-01-31, or leave it empty."))
    zone = Publication.objects.current().zone
    if not at.astimezone(zone).date() <= day <= datetime.date(9000, 1, 1):
        raise PlainError(_("The last day of the block is over already."))
    return datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time(), tzinfo=zone)


def last_day_of(end: datetime.datetime, zone: datetime.tzinfo) -> datetime.date:
    """The last day of a block that ends at that moment, as it was typed."""
    before = end.astimezone(datetime.UTC) - datetime.timedelta(microseconds=1)  # some days have no midnight
    return before.astimezone(zone).date()


def close(rows: Rows, form: QueryDict, *, is_open: bool, at: datetime.datetime, by: User) -> DeskAct | None:
    """Close or open the discussions that the comments stand in."""
    threads = {row.thread_id: row.thread for row in rows}
    return open_or_close(threads=threads.values(), is_open_now=is_open, at=at, by=by)


def move(rows: Rows, form: QueryDict, *, at: datetime.datetime, by: User) -> DeskAct | None:
    """Put the comments below another post."""
    post = find_post(form.get("to", "").strip()[:1000])
    if post is None:
        raise PlainError(_("There is no such post. Paste the address of a post here, or type its number."))
    return move_comments(comments=rows, post=post, at=at, by=by)


AUTHORS_VERBS: dict[str, Verb] = {
    "publish": partial(decide, status=Comment.Status.PUBLISHED),
    "hold": partial(decide, status=Comment.Status.HELD),
    "spam": partial(decide, status=Comment.Status.SPAM),
    "bin": partial(decide, status=Comment.Status.BINNED),
    "close": partial(close, is_open=False),
    "open": partial(close, is_open=True),
}
"""What authors may do with the comments below their own posts."""

VERBS: dict[str, Verb] = {
    **AUTHORS_VERBS,
    "trust": partial(trust, is_trusted=True),
    "untrust": partial(trust, is_trusted=False),
    "block": keep_out,
    "move": move,
}
"""What moderators may do: the same with all comments, and whatever concerns people."""
