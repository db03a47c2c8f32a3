"""What moderators do beside single comments: trust people, keep others out, close discussions."""

import datetime
import glob
import ipaddress
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coranto.accounts.models import User
from coranto.comments.actions.erasing import ERASED
from coranto.comments.actions.moderating import written_down
from coranto.comments.models import Block, Comment, Commenter, DeskAct, Thread
from coranto.comments.subjects import is_open, set_open
from coranto.comments.traits import folded, linked_domains, network_around
from coranto.core.errors import PlainError
from coranto.publication.actions import note_change
from coranto.spam.links import domain_of

Kind = Block.Kind
LONGEST = 254
NARROWEST = {4: 8, 6: 16}
"""A block of a wider network than this keeps whole continents out; it is a slip of the hand."""


@transaction.atomic
def trust_commenters(
    *, comments: Iterable[Comment], is_trusted: bool, at: datetime.datetime, by: User
) -> DeskAct | None:
    """Publish at once, from now on, what the writers of these comments write; or no longer.

    Nobody in particular cannot be trusted: whoever signs without an e-mail address shares an identity with others.
    """
    rows = Commenter.objects.filter(pk__in={comment.commenter_id for comment in comments}).exclude(key=ERASED)
    if is_trusted:
        rows = rows.exclude(email="", user=None)
    changed = list(rows.exclude(is_trusted=is_trusted).values_list("pk", flat=True))
    if not changed:
        return None
    Commenter.objects.filter(pk__in=changed).update(is_trusted=is_trusted)
    n = len(changed)
    if is_trusted:
        summary = ngettext("%(n)s commenter is trusted now.", "%(n)s commenters are trusted now.", n)
    else:
        summary = ngettext("%(n)s commenter is trusted no longer.", "%(n)s commenters are trusted no longer.", n)
    before = {"commenters": changed, "made": is_trusted}
    return written_down(DeskAct.Kind.TRUSTED, summary % {"n": n}, before, at=at, by=by)


def values_to_block(comment: Comment, kind: str) -> list[str]:
    """What a block of that kind must name to keep out whoever wrote the comment."""
    found = {
        Kind.NAME: [glob.escape(folded(comment.name))],
        Kind.EMAIL: [glob.escape(folded(comment.commenter.email))],
        Kind.NETWORK: [network_around(comment.network_address or "")],
        Kind.DOMAIN: [*linked_domains(comment.text, comment.url)],
    }
    own = domain_of(settings.PUBLIC_HOST)
    return [value for value in found.get(Kind(kind), []) if value and value != own and len(value) <= LONGEST]


def checked_value(kind: str, typed: str) -> str:
    """What was typed into the form for a block, tidied. Raise PlainError for what would block nothing, or everybody."""
    value = folded(typed)
    if not value.strip("*? ") or len(value) > LONGEST:
        raise PlainError(_("Say what to block, in at most 254 characters."))
    if kind == Kind.NETWORK:
        try:
            network = ipaddress.ip_network(value, strict=False)
        except ValueError:
            raise PlainError(_("“%(value)s” is no network. Write it as 192.0.2.0/24.") % {"value": value}) from None
        if network.prefixlen < NARROWEST[network.version]:
            raise PlainError(_("That network is too wide: it would keep half the world out."))
        return str(network)
    if kind == Kind.DOMAIN:
        value = domain_of(value)
        if not value or value == domain_of(settings.PUBLIC_HOST):
            raise PlainError(_("Write the domain as example.com; your own cannot be blocked."))
    return value


@transaction.atomic
def block(
    *,
    wanted: Iterable[tuple[str, str]],
    until: datetime.datetime | None,
    reason: str,
    at: datetime.datetime,
    by: User,
) -> DeskAct | None:
    """Keep these (kind, value) out of the discussion, for ever or until a moment. Comments that are there stay."""
    made, was = [], {}
    for kind, value in dict.fromkeys(wanted):
        given = {"until": until, "reason": reason[:500], "by": by}
        row, is_new = Block.objects.select_for_update().get_or_create(kind=kind, value=value, defaults=given)
        if is_new:
            made.append(row.pk)
        elif row.until != until:
            was[str(row.pk)] = [row.until.isoformat() if row.until else "", row.reason]
            Block.objects.filter(pk=row.pk).update(**given)
    n = len(made) + len(was)
    if not n:
        return None
    summary = ngettext("%(n)s block added.", "%(n)s blocks added.", n) % {"n": n}
    return written_down(DeskAct.Kind.BLOCKED, summary, {"made": made, "was": was}, at=at, by=by)


@transaction.atomic
def lift_block(*, row: Block, at: datetime.datetime, by: User) -> DeskAct | None:
    """End a block now."""
    if not Block.objects.standing(at).filter(pk=row.pk).exists():
        return None
    was = {str(row.pk): [row.until.isoformat() if row.until else "", row.reason]}
    Block.objects.filter(pk=row.pk).update(until=at)
    return written_down(DeskAct.Kind.BLOCKED, _("A block was lifted."), {"made": [], "was": was}, at=at, by=by)


@transaction.atomic
def open_or_close(*, threads: Iterable[Thread], is_open_now: bool, at: datetime.datetime, by: User) -> DeskAct | None:
    """Let discussions take comments, or no more."""
    changed = [thread for thread in threads if is_open(thread) != is_open_now]
    for thread in changed:
        set_open(thread, is_open_now)
    if not changed:
        return None
    note_change(at=at)
    n = len(changed)
    if is_open_now:
        summary = ngettext("%(n)s discussion opened.", "%(n)s discussions opened.", n)
    else:
        summary = ngettext("%(n)s discussion closed.", "%(n)s discussions closed.", n)
    before = {"threads": [thread.pk for thread in changed], "made": is_open_now}
    return written_down(DeskAct.Kind.CLOSED, summary % {"n": n}, before, at=at, by=by)
