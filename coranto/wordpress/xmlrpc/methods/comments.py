"""``wp.*`` for comments: what moderators do at the desk, and authors below their own posts."""

from typing import Any

from django.db.models import Q

from coranto.comments.actions.moderating import decide_at_desk, edit_at_desk
from coranto.comments.models import Comment, CommentQuerySet
from coranto.comments.policy import OWN_ONLY, is_moderator, may_decide, visible_comments
from coranto.comments.subjects import find_subject, subject_of
from coranto.core.strangers_text import tidy_text
from coranto.core.wordpress_spelling import name_of_ping
from coranto.publication.addresses import absolute
from coranto.wordpress.commenting import comment_as
from coranto.wordpress.entries.rights import may
from coranto.wordpress.xmlrpc.caller import Caller
from coranto.wordpress.xmlrpc.dispatch import Args
from coranto.wordpress.xmlrpc.entries import find_page, find_post
from coranto.wordpress.xmlrpc.faults import Fault, no_post
from coranto.wordpress.xmlrpc.methods.wp_posts import how_many
from coranto.wordpress.xmlrpc.values import LARGEST, greenwich, number, struct, text

Status = Comment.Status
WORDS = {Status.PUBLISHED: "approve", Status.HELD: "hold", Status.SPAM: "spam", Status.BINNED: "trash"}
STATUSES = {words: status for status, words in WORDS.items()}
LABELS = {"hold": "Unapproved", "approve": "Approved", "spam": "Spam", "trash": "Trash"}
RELATED = ("commenter", "thread__post__author", "thread__page", "thread__attachment", "parent")
LONGEST = 65_000
NOT_YOURS = "Sorry, you are not allowed to moderate or edit this comment."
WRONG_STATUS = "Invalid comment status."
DETAILS = "Sorry, you are not allowed to access details of this post."


def status_list(caller: Caller, args: Args) -> dict[str, str]:
    """``wp.getCommentStatusList``."""
    if not moderates(caller):
        raise Fault(403, "Sorry, you are not allowed to access details about this site.")
    return LABELS


def moderates(caller: Caller) -> bool:
    """Whether the desk shows the person any comments."""
    return is_moderator(caller.user) or caller.user.has_perm(OWN_ONLY)


def comment_struct(caller: Caller, comment: Comment) -> dict[str, Any]:
    """One comment; only for those who decide on it, who see addresses at the desk too."""
    found = subject_of(comment.thread, at=caller.at)
    thing = comment.thread.subject
    key = found.subject.number if found else getattr(comment.thread.post, "number", 0)
    path = found.subject.path if found else ""
    return {
        "date_created_gmt": greenwich(comment.posted_at),
        "user_id": str(comment.commenter.author_number or 0),
        "comment_id": str(comment.pk),
        "parent": str(comment.parent_id or 0),
        "status": WORDS[Status(comment.status)],
        "content": comment.text,
        "link": absolute(f"{path or '/'}#comment-{comment.pk}"),
        "post_id": str(key),
        "post_title": getattr(thing, "title", ""),
        "author": name_of_ping(comment.name) if comment.kind in Comment.SENT_BY_WORDPRESS else comment.name,
        "author_url": comment.url,
        "author_email": comment.commenter.email,
        "author_ip": comment.network_address or "",
        "type": str(comment.kind),
    }


def one_of_mine(caller: Caller, value: Any) -> Comment:
    """The comment with that number, if the person decides on it. What its writer took out is not there, as in REST."""
    wanted = number(value)
    rows = Comment.objects.select_related(*RELATED)
    comment = rows.filter(pk=wanted, removed_at=None).first() if 0 < wanted < LARGEST else None
    if comment is None:
        raise Fault(404, "Invalid comment ID.")
    if not may_decide(caller.user, comment):
        raise Fault(403, NOT_YOURS)
    return comment


def get_comment(caller: Caller, args: Args) -> dict[str, Any]:
    """``wp.getComment(blog, name, password, comment)``."""
    return comment_struct(caller, one_of_mine(caller, args[1]))


def get_comments(caller: Caller, args: Args) -> list[dict[str, Any]]:
    """``wp.getComments(blog, name, password, filter)``: the newest of those that the desk shows the person."""
    wanted = struct(args[1]) if len(args) > 1 else {}
    if not moderates(caller):
        raise Fault(401, WRONG_STATUS)
    rows: CommentQuerySet = visible_comments(caller.user).filter(removed_at=None)
    rows = rows.newest_first().select_related(*RELATED)
    status = text(wanted.get("status"))
    rows = rows.filter(status=STATUSES[status]) if status in STATUSES else rows.exclude(status__in=("spam", "binned"))
    if key := number(wanted.get("post_id")):
        post, page = find_post(key), find_page(key)
        rows = rows.filter(thread__post=post) if post else rows.filter(thread__page=page) if page else rows.none()
    start = max(0, min(number(wanted.get("offset")), LARGEST))
    return [comment_struct(caller, row) for row in rows[start : start + how_many(wanted.get("number"))]]


def get_count(caller: Caller, args: Args) -> dict[str, int]:
    """``wp.getCommentCount(blog, name, password, post)``: for those who may change the post, or moderate."""
    entry = find_post(args[1]) or find_page(args[1])
    if entry is None:
        raise no_post()
    if not (is_moderator(caller.user) or may(caller.user, "read", entry)):
        raise Fault(403, DETAILS)
    below = Q(thread__page=entry.pk) if entry == find_page(args[1]) else Q(thread__post__number=entry.number)
    rows = Comment.objects.filter(below, removed_at=None)
    counts = {status: rows.filter(status=status).count() for status in (Status.PUBLISHED, Status.HELD, Status.SPAM)}
    return {
        "approved": counts[Status.PUBLISHED],
        "awaiting_moderation": counts[Status.HELD],
        "spam": counts[Status.SPAM],
        "total_comments": counts[Status.PUBLISHED] + counts[Status.HELD],
    }


def new_comment(caller: Caller, args: Args) -> int:
    """``wp.newComment(blog, name, password, post, comment)``: in one's own name, below what strangers may see."""
    content = struct(args[2])
    found = find_subject(min(max(number(args[1]), 0), LARGEST), at=caller.at)
    entry = find_post(args[1]) or find_page(args[1])
    is_hidden = found is None or not found.is_public or bool(found.password)
    if found is None or (is_hidden and (entry is None or not may(caller.user, "read", entry))):
        raise no_post()
    written = tidy_text(text(content.get("content"))[:LONGEST])
    if not written.strip():
        raise Fault(403, "Comment is required.")
    parent = number(content.get("comment_parent"))
    if parent and not found.subject.comments().filter(pk=min(parent, LARGEST)).exists():
        raise Fault(404, "Invalid comment ID.")
    done = comment_as(
        caller.user,
        subject=found.subject,
        text=written,
        parent=parent or None,
        network=caller.network,
        at=caller.at,
    )
    if done.comment is None:
        raise Fault(403, done.decision.reasons[0].words)
    return int(done.comment.pk)


def edit_comment(caller: Caller, args: Args) -> bool:
    """``wp.editComment(blog, name, password, comment, changes)``: text and status, not who wrote it."""
    comment, content = one_of_mine(caller, args[1]), struct(args[2])
    status = text(content.get("status"))
    if status and status not in STATUSES:
        raise Fault(401, WRONG_STATUS)
    if "content" in content:
        edit_at_desk(comment=comment, text=tidy_text(text(content["content"])[:LONGEST]), at=caller.at, by=caller.user)
    if status:
        decide_at_desk(comments=[comment], status=STATUSES[status], at=caller.at, by=caller.user)
    return True


def delete_comment(caller: Caller, args: Args) -> bool:
    """``wp.deleteComment(blog, name, password, comment)``: into the bin."""
    comment = one_of_mine(caller, args[1])
    decide_at_desk(comments=[comment], status=Status.BINNED, at=caller.at, by=caller.user)
    return True
