"""Files: ``wp.uploadFile``, ``metaWeblog.newMediaObject``, and the media library."""

from typing import Any

from django.db.models import QuerySet

from coranto.core.errors import PlainError
from coranto.media.models import Attachment
from coranto.wordpress.adding_files import add_attachment, may_add_files
from coranto.wordpress.entries.rights import Entry, may
from coranto.wordpress.xmlrpc.caller import Caller
from coranto.wordpress.xmlrpc.dispatch import Args
from coranto.wordpress.xmlrpc.entries import attachment_numbered, find_page, find_post
from coranto.wordpress.xmlrpc.faults import Fault, unauthorised
from coranto.wordpress.xmlrpc.media_fields import media_struct
from coranto.wordpress.xmlrpc.methods.wp_posts import MOST
from coranto.wordpress.xmlrpc.values import LARGEST, number, struct, text

UPLOAD = "upload files"


def upload(caller: Caller, args: Args) -> dict[str, Any]:
    """``wp.uploadFile(blog, name, password, file)``: ``name``, ``bits`` (base64), ``post_id``.

    ``type`` is passed over: the ending of the name says what a file is. A file never takes the place of another.
    """
    sent = struct(args[1])
    if not may_add_files(caller.user):
        raise unauthorised(UPLOAD)
    parent = _parent(caller, sent.get("post_id"))
    name, bits = text(sent.get("name")), sent.get("bits")
    body = bits if isinstance(bits, bytes) else text(bits).encode()
    try:
        made = add_attachment(name=name, blocks=[body], parent=parent, at=caller.at, by=caller.user)
    except PlainError as problem:
        raise Fault(500, f"Could not write file {name[:200]} ({problem}).") from problem
    fields = media_struct(made)
    return {**fields, "id": fields["attachment_id"], "file": fields["title"], "url": fields["link"]}


def _parent(caller: Caller, value: Any) -> Entry | None:
    """The post or page to attach to; none for 0. Whether there is one at all is not told."""
    if not number(value):
        return None
    entry = find_post(value) or find_page(value)
    if entry is None or not may(caller.user, "change", entry):
        raise unauthorised("edit this post")
    return entry


def get_item(caller: Caller, args: Args) -> dict[str, Any]:
    """``wp.getMediaItem(blog, name, password, attachment)``."""
    if not may_add_files(caller.user):
        raise Fault(403, f"Sorry, you are not allowed to {UPLOAD}.")
    row = attachment_numbered(args[1] if len(args) > 1 else 0)
    if row is None:
        raise Fault(404, "Invalid attachment ID.")
    return media_struct(row)


def get_library(caller: Caller, args: Args) -> list[dict[str, Any]]:
    """``wp.getMediaLibrary(blog, name, password, filter)``: the newest first, at most 200."""
    if not may_add_files(caller.user):
        raise unauthorised(UPLOAD)
    wanted = struct(args[1]) if len(args) > 1 else {}
    rows = _rows().order_by("-posted_at", "-number")
    if text(wanted.get("parent_id")) != "":
        parent = number(wanted["parent_id"])
        rows = rows.filter(parent_number=min(parent, LARGEST)) if parent > 0 else rows.filter(parent_number=None)
    if kind := text(wanted.get("mime_type")).strip()[:100]:
        rows = rows.filter(mime_type=kind) if "/" in kind else rows.filter(mime_type__startswith=f"{kind}/")
    start = max(0, min(number(wanted.get("offset")), LARGEST))
    most = number(wanted.get("number"))
    return [media_struct(row) for row in rows[start : start + (min(most, MOST) if most > 0 else MOST)]]


def _rows() -> QuerySet[Attachment]:
    return Attachment.objects.select_related("image")
