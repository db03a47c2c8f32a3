"""Pingbacks: taking one, and which a post has."""

from django.utils import translation

from coranto.comments.actions.pinging import PingRefused, receive_pingback
from coranto.comments.models import Comment
from coranto.comments.pings.targets import target_at
from coranto.comments.subjects import find_subject
from coranto.publication.current import language_of
from coranto.wordpress.xmlrpc.caller import Caller
from coranto.wordpress.xmlrpc.dispatch import Args
from coranto.wordpress.xmlrpc.faults import WRONG_VALUES, Fault
from coranto.wordpress.xmlrpc.values import number, text

MOST = 500
KNOWN_ALREADY = 48
"""The only code of the Pingback specification that WordPress tells; of all else it says nothing, and so do we."""
PINGS = (Comment.Kind.PINGBACK, Comment.Kind.WEBMENTION, Comment.Kind.TRACKBACK)


def ping(caller: Caller, args: Args) -> str:
    """``pingback.ping(source, target)``: queued; whether the source links here is looked up later (Pingback 1.0)."""
    if len(args) != 2:
        raise Fault(WRONG_VALUES, "Two addresses are needed: source and target.")
    source, target = (text(value).strip() for value in args)
    with translation.override(language_of(caller.publication)):
        try:
            receive_pingback(source=source, target=target, network=caller.network, at=caller.at)
        except PingRefused as refused:
            code, words = (refused.code, str(refused)) if refused.code == KNOWN_ALREADY else (0, "")
            raise Fault(code, words) from refused
    return "Thank you. It is looked at soon."


def pings_of(caller: Caller, args: Args) -> list[str]:
    """``pingback.extensions.getPingbacks(address)``: the pages that were let through as pings of a public page."""
    found = target_at(text(args[0]) if args else "", at=caller.at)
    if found is None:
        raise Fault(0, "")
    rows = found.subject.comments().published().filter(kind__in=PINGS).exclude(url="")
    return list(rows.values_list("url", flat=True)[:MOST])


def trackbacks_of(caller: Caller, args: Args) -> list[dict[str, str]]:
    """``mt.getTrackbackPings(post)``: title, address and network address (empty here) of each trackback."""
    found = find_subject(number(args[0]) if args else 0, at=caller.at)
    if found is None or not found.is_public or found.password:
        raise Fault(404, "Sorry, no such post.")
    rows = found.subject.comments().published().filter(kind__in=PINGS[1:])
    return [{"pingTitle": row.name, "pingURL": row.url, "pingIP": ""} for row in rows[:MOST]]
