"""Comments, pingbacks and trackbacks."""

import ipaddress
from collections.abc import Mapping
from dataclasses import fields, replace
from html import unescape

from coranto.comments.identity import commenter_key
from coranto.core.comment_text import comment_html
from coranto.core.short_digests import short_digest
from coranto.core.strangers_text import is_blank
from coranto.wordpress.mapping.identity import comment_name, number_of, reference
from coranto.wordpress.mapping.in_bin import GONE_ALONG, before_bin
from coranto.wordpress.mapping.kept import plain
from coranto.wordpress.mapping.moments import Moment, moment_of
from coranto.wordpress.mapping.own_elements import foreign, own_comment
from coranto.wordpress.mapping.rebuilt_comments import rebuilt_comment
from coranto.wordpress.mapping.rows import JSON, CommentRow, KeptComment, metas
from coranto.wordpress.mapping.site import Site
from coranto.wordpress.wxr.records import CommentRecord, ItemRecord

STATUSES = {"1": "published", "0": "held", "spam": "spam", "trash": "binned", "post-trashed": "binned"}


def comments_of(item: ItemRecord, name: str, moment: Moment, site: Site) -> tuple[CommentRow, ...]:
    """The discussion below an item, in the order of the file."""
    before = before_bin(item)
    statuses = before.comments if before else {}
    return tuple(_comment_row(each, name, moment, site, statuses) for each in item.comments if _kind(each))


def kept_comments_of(item: ItemRecord, name: str) -> tuple[KeptComment, ...]:
    """What plug-ins keep in the place of comments (notes on orders, logs): never shown, kept whole."""
    return tuple(
        KeptComment(
            there=comment_name(each, name),
            number=number_of(each.wp_id),
            kind=f"comment:{each.raw_kind}"[:60],
            content={"item": name} | plain(each),
            digest=_digest(each),
        )
        for each in item.comments
        if not _kind(each)
    )


def _kind(comment: CommentRecord) -> str:
    if comment.kind != "other":
        return comment.kind
    return "webmention" if comment.raw_kind == "webmention" else ""


def _status(comment: CommentRecord, before: Mapping[int, str]) -> str:
    """Where a comment stands. One that went into the bin with its item is what it was, as the item is not public."""
    was = before.get(comment.wp_id, "") if comment.approved == GONE_ALONG else ""
    return STATUSES.get(was) or STATUSES[comment.approved]


def _comment_row(comment: CommentRecord, item: str, below: Moment, site: Site, before: Mapping[int, str]) -> CommentRow:
    name = unescape(comment.author)[:250]
    name = "" if is_blank(name) else name
    url = unescape(comment.url)[:500]
    shown_url = url if url.startswith(("http://", "https://")) else ""
    user = number_of(comment.user_id)
    own = own_comment(comment.unknown)
    row = CommentRow(
        there=comment_name(comment, item),
        number=number_of(comment.wp_id),
        parent=f"{item}/{comment.parent_id}" if reference(comment.parent_id) else "",
        kind=_kind(comment),
        status=_status(comment, before),
        name=name,
        email=comment.email[:254],
        url=shown_url,
        author_number=user,
        key=commenter_key(name=name, email=comment.email, url=url, user=f"{site.address.key}:{user}" if user else ""),
        moment=moment_of(comment.posted_local, comment.posted_gmt, site.zone) or below,
        text=comment.content,
        html=comment_html(comment.content),
        network_address=_network_address(comment.ip),
        user_agent=comment.agent[:500],
        meta=metas(comment.meta),
        digest=_digest(comment),
        own=own,
    )
    return replace(row, rest=left_over(comment, row))


def left_over(comment: CommentRecord, row: CommentRow) -> JSON:
    """The fields that an export could not rebuild from the row. Ids follow the rows, so they are not among them."""
    again = rebuilt_comment(
        wp_id=comment.wp_id,
        parent_id=comment.parent_id,
        name=row.name,
        email=row.email,
        url=row.url,
        kind=row.kind,
        status=row.status,
        at=row.moment.at,
        offset=row.moment.offset,
        text=row.text,
        network_address=row.network_address,
        agent=row.user_agent,
        meta=row.meta,
    )
    was = replace(comment, unknown=foreign(comment.unknown), kind=again.kind)
    names = (each.name for each in fields(CommentRecord))
    rest = {name: plain(getattr(was, name)) for name in names if getattr(was, name) != getattr(again, name)}
    # An account may have had several addresses, but is one commenter.
    return rest | {"email": comment.email} if comment.user_id and comment.email else rest


def _network_address(text: str) -> str | None:
    try:
        return str(ipaddress.ip_address(text.strip()))
    except ValueError:
        return None


def _digest(comment: CommentRecord) -> str:
    return short_digest(
        comment.author,
        comment.email,
        comment.url,
        comment.ip,
        comment.posted_local,
        comment.posted_gmt,
        comment.content,
        comment.approved,
        comment.raw_kind or comment.kind,
        comment.parent_id,
        comment.user_id,
        comment.agent,
        comment.meta,
        comment.unknown,
    )
