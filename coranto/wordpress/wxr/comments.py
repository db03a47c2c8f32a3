"""From the element of a comment to its record."""

from typing import cast

from lxml import etree

from coranto.wordpress.wxr.fields import collect, meta_row
from coranto.wordpress.wxr.names import Names
from coranto.wordpress.wxr.records import Approval, CommentKind, CommentRecord
from coranto.wordpress.wxr.values import Odd, gmt_date, local_date, number, shorten

_TEXTS = frozenset(
    {
        "wp:comment_id",
        "wp:comment_author",
        "wp:comment_author_email",
        "wp:comment_author_url",
        "wp:comment_author_IP",
        "wp:comment_date",
        "wp:comment_date_gmt",
        "wp:comment_content",
        "wp:comment_approved",
        "wp:comment_type",
        "wp:comment_parent",
        "wp:comment_user_id",
        "wp:comment_agent",
    }
)
_ROWS = frozenset({"wp:commentmeta"})
_APPROVALS = {
    "1": "1",
    "approve": "1",
    "approved": "1",
    "0": "0",
    "hold": "0",
    "unapproved": "0",
    "spam": "spam",
    "trash": "trash",
    "post-trashed": "post-trashed",
}
_KINDS = {"": "comment", "comment": "comment", "pingback": "pingback", "trackback": "trackback"}


def comment_record(element: etree._Element, names: Names, odd: Odd) -> CommentRecord:
    """Return the record of a ``<wp:comment>``."""
    fields = collect(element, names, _TEXTS, _ROWS, odd)
    line = fields.line
    wp_id = number(line("wp:comment_id"), "wp:comment_id", odd)
    if not wp_id:
        odd("missing", f"a comment by {shorten(line('wp:comment_author'))} has no id")

    def told(kind: str, reason: str) -> None:
        odd(kind, f"comment {wp_id}: {reason}")

    kind = line("wp:comment_type")
    return CommentRecord(
        wp_id=wp_id,
        author=line("wp:comment_author"),
        email=line("wp:comment_author_email"),
        url=line("wp:comment_author_url"),
        ip=line("wp:comment_author_IP"),
        posted_local=local_date(line("wp:comment_date"), "wp:comment_date", told),
        posted_gmt=gmt_date(line("wp:comment_date_gmt"), "wp:comment_date_gmt", told),
        content=fields.text("wp:comment_content"),
        approved=_approval(line("wp:comment_approved"), told),
        kind=cast(CommentKind, _KINDS.get(kind, "other")),
        raw_kind=kind,
        parent_id=number(line("wp:comment_parent"), "wp:comment_parent", told),
        user_id=number(line("wp:comment_user_id"), "wp:comment_user_id", told),
        agent=line("wp:comment_agent"),
        meta=tuple([meta_row(row, names, "commentmeta", told) for row in fields.rows["wp:commentmeta"]]),
        unknown=tuple(fields.unknown),
    )


def _approval(text: str, odd: Odd) -> Approval:
    known = _APPROVALS.get(text)
    if known is None:
        odd("approval", f"it is neither approved nor held ({shorten(text)}); held")
    return cast(Approval, known or "0")
