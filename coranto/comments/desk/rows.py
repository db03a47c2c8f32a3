"""What the queue shows of each comment: all that a decision needs, at a fixed number of queries for a whole page."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from coranto.accounts.models import User
from coranto.comments.desk.asked import FILTERS, ON, address_of_queue
from coranto.comments.desk.finding import count_traits
from coranto.comments.mail.labels import thread_title
from coranto.comments.models import Comment, CommentEdit, Report, Verdict
from coranto.comments.policy import is_moderator
from coranto.comments.subjects import is_open
from coranto.comments.traits import DOMAIN, EMAIL, Trait, traits_of
from coranto.core.plain_text import plain_text, shortened

SHOWN = 900  # characters of a text that are seen at once
COUNTED = 101
VERDICTS, REPORTS, DOMAINS = 5, 10, 4
PUBLISHED, SPAM = Comment.Status.PUBLISHED.value, Comment.Status.SPAM.value


@dataclass(frozen=True, slots=True)
class Shared:
    """A trait of the comment: its kind in words, its value, how many others have it, and the way to all of them."""

    kind: str
    label: str
    value: str
    url: str
    others: str = ""


@dataclass(slots=True)
class Row:
    """One comment of the queue."""

    comment: Comment
    text: str
    rest: str
    title: str
    on_url: str
    discussion_url: str
    answer: str = ""
    email: str = ""
    approved: str = ""
    spam: str = ""
    shared: list[Shared] = field(default_factory=list)
    verdicts: list["Judged"] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    edits: list[CommentEdit] = field(default_factory=list)
    takes_comments: bool = True


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict in words."""

    verdict: Verdict
    who: str
    reasons: str


def rows_for(comments: Sequence[Comment], user: User) -> list[Row]:
    """The comments with what stands around them. How often somebody wrote elsewhere is for moderators only."""
    keys = [comment.pk for comment in comments]
    verdicts = gathered(Verdict.objects.filter(comment__in=keys).select_related("user").order_by("-at", "-pk"))
    reports = gathered(Report.objects.filter(comment__in=keys).order_by("-at", "-pk"))
    edits = gathered(CommentEdit.objects.filter(comment__in=keys).select_related("by"))
    traits = {comment.pk: traits_of_row(comment) for comment in comments}
    counts = counts_of(traits.values()) if is_moderator(user) else {}
    rows = []
    for comment in comments:
        row = bare_row(comment)
        row.shared = [shared(trait, counts) for trait in traits[comment.pk]]
        row.verdicts = [judged(verdict) for verdict in verdicts[comment.pk][:VERDICTS]]
        row.reports = [report for report in reports[comment.pk] if report.settled_at is None][:REPORTS]
        row.edits = edits[comment.pk][:VERDICTS]
        mail = next((trait for trait in traits[comment.pk] if trait.kind == EMAIL), None)
        if mail and counts:
            row.approved = shown_count(counts[mail.key, PUBLISHED])
            row.spam = shown_count(counts[mail.key, SPAM])
        rows.append(row)
    return rows


def gathered(rows: Any) -> dict[int, list[Any]]:
    """Rows by their comment."""
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.comment_id].append(row)
    return found


def traits_of_row(comment: Comment) -> list[Trait]:
    """The comment's traits, with few domains."""
    found = traits_of(
        name=comment.name,
        email=comment.commenter.email,
        address=comment.network_address,
        text=comment.text,
        url=comment.url,
    )
    domains = [trait for trait in found if trait.kind == DOMAIN][:DOMAINS]
    return [trait for trait in found if trait.kind != DOMAIN] + domains


def counts_of(traits: Any) -> dict[tuple[int, str], int]:
    """How many comments have these traits, and what became of those from the same e-mail address."""
    wanted: dict[tuple[int, str], None] = {}
    for trait in (trait for found in traits for trait in found):
        wanted[trait.key, ""] = None
        if trait.kind == EMAIL:
            wanted.update({(trait.key, PUBLISHED): None, (trait.key, SPAM): None})
    return count_traits(list(wanted), COUNTED)


def bare_row(comment: Comment) -> Row:
    """The comment with what it stands below and answers."""
    post = comment.thread.post
    above = comment.parent
    words = shortened(plain_text(above.text), 140) if above else ""
    return Row(
        comment=comment,
        text=comment.text[:SHOWN],
        rest=comment.text[SHOWN:],
        title=thread_title(comment.thread),
        on_url=post.path if post else "",
        discussion_url=address_of_queue(status="all", **{ON: (post.path if post else "") or str(comment.thread_id)}),
        answer=f"{above.name or _('Anonymous')}: {words or '…'}" if above else "",
        email=comment.commenter.email,
        takes_comments=is_open(comment.thread),
    )


def shared(trait: Trait, counts: dict[tuple[int, str], int]) -> Shared:
    """A trait in words, with the way to all comments that have it."""
    others = shown_count(max(counts[trait.key, ""] - 1, 0)) if counts else ""
    url = address_of_queue(status="all", **{trait.kind: trait.value})
    return Shared(trait.kind, str(FILTERS[trait.kind]), trait.value, url, others)


def shown_count(count: int) -> str:
    """A count that went no further than to the limit."""
    return f"{COUNTED - 1}+" if count >= COUNTED - 1 else str(count)


def judged(verdict: Verdict) -> Judged:
    """A verdict in words: who decided what, and why."""
    reasons = [str(each.get("words", "")) if isinstance(each, dict) else str(each) for each in verdict.reasons]
    if verdict.by == Verdict.By.PERSON:
        who = verdict.user.shown_name if verdict.user else _("somebody")
    else:
        who = verdict.get_by_display()
    return Judged(verdict, who, "; ".join(reason for reason in reasons if reason))
