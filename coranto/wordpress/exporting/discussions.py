"""The discussions below posts, pages and attachments."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.db.models import Prefetch

from coranto.comments.actions.erasing import ERASED
from coranto.comments.models import Comment, Verdict
from coranto.wordpress.exporting.own import comment_element
from coranto.wordpress.exporting.scope import Scope
from coranto.wordpress.importing.states import COMMENT, state_of
from coranto.wordpress.mapping.in_bin import GONE_ALONG
from coranto.wordpress.mapping.own_elements import foreign
from coranto.wordpress.mapping.rebuilt_comments import APPROVALS, rebuilt_comment, with_left_over, without_person
from coranto.wordpress.mapping.restored import restored
from coranto.wordpress.models import Arrival, KeptItem
from coranto.wordpress.wxr.records import Approval, CommentRecord

CHUNK = 900
NONE_IN_BIN: Mapping[int, bool] = {}


def discussions_of(
    kind: str, numbers: Mapping[int, int], scope: Scope, in_bin: Mapping[int, bool] = NONE_IN_BIN
) -> dict[int, list[CommentRecord]]:
    """For each of these posts, pages or attachments its comments, by number; also held ones, spam and the bin.

    ``numbers`` are by key; ``in_bin`` has the keys of what lies in the bin, and whether it came so.
    """
    comments = list(
        Comment.objects.filter(**{f"thread__{kind}__in": list(numbers)})
        .order_by("pk")
        .select_related("thread", "commenter")
        .defer("html")
        .prefetch_related(Prefetch("verdicts", Verdict.objects.order_by("at", "pk")))
    )
    rests = _left_over([comment.pk for comment in comments])
    found: dict[int, list[CommentRecord]] = {}
    for comment in comments:
        below = getattr(comment.thread, f"{kind}_id")
        rest, state = rests.get(comment.pk, ({}, ""))
        record = _record(comment, rest, state)
        approved = _approved(comment, record, came_so=in_bin.get(below), edited=state != state_of(comment, COMMENT))
        found.setdefault(below, []).append(replace(record, approved=approved))
    for key, number in numbers.items():
        kept = scope.kept_comments.get(str(number))
        if kept:
            found.setdefault(key, []).extend(_kept(kept))
    return found


def statuses_of(posts: Sequence[int]) -> dict[int, dict[int, str]]:
    """What the comments of these posts are, in WordPress's words, by number."""
    found: dict[int, dict[int, str]] = {}
    rows = Comment.objects.filter(thread__post__in=posts) if posts else Comment.objects.none()
    for post, number, status in rows.order_by("pk").values_list("thread__post", "pk", "status"):
        found.setdefault(post, {})[number] = APPROVALS[status]
    return found


def _approved(comment: Comment, record: CommentRecord, *, came_so: bool | None, edited: bool) -> Approval:
    """WordPress takes a discussion into the bin with its item, and back."""
    if came_so is False or (came_so and edited):
        return GONE_ALONG
    if came_so is None and record.approved == GONE_ALONG and comment.status != Comment.Status.BINNED:
        return APPROVALS[comment.status]
    return record.approved


def _record(comment: Comment, rest: dict[str, object], state: str) -> CommentRecord:
    commenter = comment.commenter
    record = rebuilt_comment(
        wp_id=comment.pk,
        parent_id=comment.parent_id or 0,
        name=comment.name,
        email=commenter.email,
        url=comment.url,
        kind=comment.kind,
        status=comment.status,
        at=comment.posted_at.replace(microsecond=0),
        offset=comment.utc_offset,
        text=comment.text,
        network_address=comment.network_address,
        agent=comment.user_agent,
        meta=comment.meta,
    )
    if commenter.key == ERASED:
        rest = without_person(rest)
    record = with_left_over(record, rest, edited=state != state_of(comment, COMMENT))
    own = comment_element(comment)
    return replace(record, unknown=(*foreign(record.unknown), *own))


def _left_over(keys: Sequence[int]) -> dict[int, tuple[dict[str, object], str]]:
    found: dict[int, tuple[dict[str, object], str]] = {}
    for start in range(0, len(keys), CHUNK):
        rows = Arrival.objects.filter(became=Arrival.Became.COMMENT, here__in=keys[start : start + CHUNK])
        found.update((here or 0, (rest, state)) for here, rest, state in rows.values_list("here", "rest", "state"))
    return found


def _kept(keys: Iterable[int]) -> list[CommentRecord]:
    items = KeptItem.objects.filter(pk__in=keys).order_by("number", "digest")
    return [restored(CommentRecord, item.content) for item in items]
