"""``wp.getRevisions`` and ``wp.restoreRevision``. A version's number is the key of its row, below zero.

WordPress numbers posts and revisions alike; ours are kept apart, so a version can never be taken for a post.
"""

from typing import Any

from wagtail.models import Revision

from coranto.wordpress.entries.rights import Entry, may
from coranto.wordpress.entries.writing import is_public, refuse_binned, settle
from coranto.wordpress.xmlrpc.caller import Caller
from coranto.wordpress.xmlrpc.dispatch import Args
from coranto.wordpress.xmlrpc.entries import editable
from coranto.wordpress.xmlrpc.faults import no_post, unauthorised
from coranto.wordpress.xmlrpc.post_fields import post_struct
from coranto.wordpress.xmlrpc.term_fields import counts_of, terms_of
from coranto.wordpress.xmlrpc.values import LARGEST, items, local, number, text

MOST = 50
USUAL = ["post_date", "post_date_gmt"]


def get_revisions(caller: Caller, args: Args) -> list[dict[str, Any]]:
    """``wp.getRevisions(blog, name, password, post, fields)``: the newest fifty."""
    entry = editable(caller.user, args[1], verb="read", what="edit posts")
    fields = [text(name) for name in items(args[2])] if len(args) > 2 else USUAL
    rows = Revision.objects.for_instance(entry).order_by("-created_at", "-pk")[:MOST]
    return [_struct(caller, entry, row, fields) for row in rows]


def _struct(caller: Caller, entry: Entry, row: Revision, fields: list[str]) -> dict[str, Any]:
    version = row.as_object()
    plain = post_struct(caller, version, fields, counts_of(terms_of(version)))
    own = {
        "post_id": str(-row.pk),
        "post_date": local(row.created_at, entry.utc_offset),
        "post_date_gmt": local(row.created_at, 0),
        "post_status": "inherit",
        "post_type": "revision",
        "post_parent": str(entry.number),
    }
    return {name: own.get(name, value) for name, value in plain.items()}


STANDING = (
    *("is_private", "password", "go_live_at", "expire_at", "posted_at", "posted_on", "utc_offset", "is_sticky"),
    *("author_id", "slug"),
)
"""What says where and to whom an entry is shown, which no older text brings back: WordPress's revisions hold none."""


def restore_revision(caller: Caller, args: Args) -> bool:
    """``wp.restoreRevision(blog, name, password, version)``: its text is the post's again; status stays."""
    wanted = -number(args[1])
    row = Revision.objects.filter(pk=wanted).first() if 0 < wanted < LARGEST else None
    version = row.as_object() if row else None
    if version is None or not hasattr(version, "number"):
        raise no_post()
    entry = editable(caller.user, version.number, verb="keep")
    if is_public(entry) and not may(caller.user, "publish", entry):
        raise unauthorised("edit this post")
    refuse_binned(entry)
    version.modified_at = caller.at
    for name in STANDING:
        if hasattr(entry, name):
            setattr(version, name, getattr(entry, name))
    settle(version, "", at=caller.at, by=caller.user)
    return True
