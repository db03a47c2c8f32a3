"""Writing the discussions below posts, pages and attachments."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from coranto.comments.actions import count_threads
from coranto.comments.actions.tracing import TRAIT_COLUMNS, trace_comments
from coranto.comments.models import Comment, Commenter, CommentTrait, Thread, Verdict
from coranto.comments.search import Fresh, index_comments, index_fresh_comments
from coranto.comments.traits import traits_of
from coranto.core.database.bulk_rows import insert_rows, insert_values, insert_with_keys
from coranto.core.short_digests import short_digest
from coranto.pages.models import StaticPage
from coranto.wordpress.importing.own_knowledge import mark_comments, own_verdicts
from coranto.wordpress.importing.plans import Plan
from coranto.wordpress.importing.states import COMMENT, state_of
from coranto.wordpress.importing.work import Work
from coranto.wordpress.mapping.rows import CommentRow, KeptRow, Row
from coranto.wordpress.models import Arrival

CHUNK = 900
CACHED_COMMENTERS = 50_000


@dataclass(slots=True)
class Spoken:
    """A comment that is new or changed, with its item and the keys of itself, of what it answers and of its thread."""

    row: CommentRow
    item: Row
    key: int = 0
    parent: int | None = None
    thread: int = 0


def plan_discussions(plan: Plan, work: Work) -> tuple[list[Spoken], list[Spoken]]:
    """Decide on all comments of the planned items: which are new, which to be changed. Nothing is written."""
    spoken = [row for row in plan.rows if row.comments and not isinstance(row, KeptRow)]
    arrivals = work.ledger.look_up(Arrival.Kind.COMMENT, (each.there for row in spoken for each in row.comments))
    fresh, stale = _sort(spoken, arrivals, work)
    _give_keys(fresh, work)
    keys = {name: row.here for name, row in arrivals.items() if row.here} | {each.row.there: each.key for each in fresh}
    for each in (*fresh, *stale):
        each.parent = _parent(each, keys, work)
    return fresh, stale


def write_discussions(plan: Plan, subjects: Mapping[str, tuple[str, int]], work: Work) -> None:
    """Write all comments of the planned items: new ones in, changed ones over, others left alone."""
    fresh, stale = plan_discussions(plan, work)
    both = [each for each in (*fresh, *stale) if each.item.there in subjects]
    if not both:
        return
    threads = _threads(list(dict.fromkeys(subjects[each.item.there] for each in both)))
    commenters = _commenters([each.row for each in both], work)
    for each in both:
        each.thread = threads[subjects[each.item.there]]
    values = {each.key: _values(each, commenters) for each in both}
    insert_values(Comment, COLUMNS, [values[each.key] for each in fresh])
    for each in stale:
        Comment.objects.filter(pk=each.key).update(**dict(zip(COLUMNS, values[each.key], strict=True)))
    _judge(both, work)
    for each in both:
        state = short_digest(each.row.status, each.row.name, each.row.url, each.row.text)
        work.ledger.add(
            Arrival.Kind.COMMENT,
            each.row.there,
            Arrival.Became.COMMENT,
            each.key,
            each.row.digest,
            state,
            each.row.rest,
        )
    _count({each.thread for each in both})
    index_fresh_comments((_searched(each) for each in fresh), at=work.at)
    index_comments([each.key for each in stale], at=work.at)
    _trace(fresh, stale)


def _searched(each: Spoken) -> Fresh:
    row = each.row
    return Fresh(each.key, each.thread, row.kind, row.status, row.moment.at, row.name, row.html)


def _trace(fresh: Iterable[Spoken], stale: Iterable[Spoken]) -> None:
    """What comments are found by at the desk; new ones need not be read for it."""
    insert_values(
        CommentTrait,
        TRAIT_COLUMNS,
        sorted(
            (trait.key, trait.kind, row.status, row.moment.at, each.key)
            for each in fresh
            for row in (each.row,)
            for trait in traits_of(
                name=row.name, email=row.email, address=row.network_address, text=row.text, url=row.url
            )
        ),
    )
    trace_comments(each.key for each in stale)


def _threads(subjects: Sequence[tuple[str, int]]) -> dict[tuple[str, int], int]:
    found: dict[tuple[str, int], int] = {}
    for kind in ("post", "page", "attachment"):
        keys = [key for subject, key in subjects if subject == kind]
        present = dict(Thread.objects.filter(**{f"{kind}__in": keys}).values_list(kind, "pk"))
        made = [Thread(**{f"{kind}_id": key}) for key in keys if key not in present]
        insert_with_keys(made)
        present.update((getattr(thread, f"{kind}_id"), thread.pk) for thread in made)
        found.update(((kind, key), thread) for key, thread in present.items())
    return found


def _sort(rows: Sequence[Row], arrivals: Mapping[str, Arrival], work: Work) -> tuple[list[Spoken], list[Spoken]]:
    fresh: list[Spoken] = []
    stale: list[Spoken] = []
    for item in rows:
        for row in {each.there: each for each in item.comments}.values():
            arrival = arrivals.get(row.there)
            if arrival is None:
                work.notes.count(row.kind, "new")
                fresh.append(Spoken(row, item))
            elif work.notes.did(arrival):
                continue
            elif arrival.digest == row.digest:
                work.notes.count(row.kind, "unchanged")
            elif _may_change(row, arrival, work):
                stale.append(Spoken(row, item, key=arrival.here or 0))
    return fresh, stale


def _may_change(row: CommentRow, arrival: Arrival, work: Work) -> bool:
    comment = Comment.objects.filter(pk=arrival.here or 0).first()
    if comment is not None and state_of(comment, COMMENT) == arrival.state:
        work.notes.happened("changed", row.kind, "is different in the new export", there=row.there, title=row.name)
        return True
    reason = "was edited or moderated here; left as it is" if comment else "was deleted here; left as it is"
    work.notes.happened("edited_here", row.kind, reason, there=row.there, title=row.name)
    work.ledger.touch(arrival)
    return False


def _give_keys(fresh: Sequence[Spoken], work: Work) -> None:
    """A comment keeps its number (``#comment-17``) where that is free."""
    wanted = [each.row.number for each in fresh if each.row.number]
    taken: set[int] = set()
    for start in range(0, len(wanted), CHUNK):
        taken.update(Comment.objects.filter(pk__in=wanted[start : start + CHUNK]).values_list("pk", flat=True))
    for each in fresh:
        number = each.row.number
        if not number or number in taken:
            number = work.next_comment_key()
            reason = f"its number {each.row.number} is in use here, so it got {number}"
            if not each.row.number:
                reason = f"it had no number of its own, so it got {number}"
            work.notes.tell(
                "bent", each.row.kind, reason, there=each.row.there, title=each.row.name, place=each.item.place
            )
        taken.add(number)
        each.key = number


def _commenters(rows: Sequence[CommentRow], work: Work) -> dict[str, int]:
    """The keys of all commenters of these comments, made where they are new."""
    cached = work.commenters
    if len(cached) > CACHED_COMMENTERS:
        cached.clear()
    first = {row.key: row for row in reversed(rows)}
    missing = [key for key in dict.fromkeys(row.key for row in rows) if key not in cached]
    for start in range(0, len(missing), CHUNK):
        cached.update(Commenter.objects.filter(key__in=missing[start : start + CHUNK]).values_list("key", "pk"))
    made = [_make_commenter(first[key], work) for key in missing if key not in cached]
    insert_with_keys(made)
    cached.update((commenter.key, commenter.pk) for commenter in made)
    return {row.key: cached[row.key] for row in rows}


def _make_commenter(row: CommentRow, work: Work) -> Commenter:
    number = work.author_numbers.get(row.author_number) if row.author_number else None
    return Commenter(key=row.key, name=row.name, email=row.email, url=row.url, author_number=number)


COLUMNS = (
    "id",
    "thread_id",
    "parent_id",
    "commenter_id",
    "kind",
    "status",
    "name",
    "url",
    "posted_at",
    "utc_offset",
    "text",
    "html",
    "network_address",
    "user_agent",
    "digest",
    "meta",
)


def _values(each: Spoken, commenters: Mapping[str, int]) -> tuple[object, ...]:
    row = each.row
    return (
        each.key,
        each.thread,
        each.parent,
        commenters[row.key],
        row.kind,
        row.status,
        row.name,
        row.url,
        row.moment.at,
        row.moment.offset,
        row.text,
        row.html,
        row.network_address,
        row.user_agent,
        row.digest,
        row.meta,
    )


def _parent(each: Spoken, keys: Mapping[str, int], work: Work) -> int | None:
    """The key of the comment that it answers. One that is not in the item, or comes round to itself, is none."""
    row = each.row
    if not row.parent:
        return None
    above = {comment.there: comment.parent for comment in each.item.comments}
    step, seen = row.parent, {row.there}
    while step and step in above and step not in seen:
        seen.add(step)
        step = above[step]
    if row.parent in keys and step not in seen:
        return keys[row.parent]
    reason = "it answered itself by a detour" if step in seen else "the comment it answers is not in the export"
    work.notes.tell(
        "bent", row.kind, f"{reason}, so it stands at the top", there=row.there, title=row.name, place=each.item.place
    )
    return None


def _judge(spoken: Sequence[Spoken], work: Work) -> None:
    """WordPress's decision stands as a verdict by import; that a comment was published needs none."""
    held = [each for each in spoken if each.row.status != Comment.Status.PUBLISHED and not each.row.own]
    insert_rows(
        Verdict(comment_id=each.key, status=each.row.status, by=Verdict.By.IMPORT, at=work.at, reasons=["WordPress"])
        for each in held
    )
    told = [(each.row.own, each.key) for each in spoken if each.row.own]
    insert_rows(verdict for own, key in told for verdict in own_verdicts(own, key))
    mark_comments(told)


def _count(threads: Iterable[int]) -> None:
    """Count the discussions, on the pages too."""
    counts = count_threads(threads=sorted(threads))
    pages = dict(Thread.objects.filter(pk__in=counts, page__isnull=False).values_list("page", "pk"))
    for page, thread in pages.items():
        StaticPage.objects.filter(pk=page).update(comment_count=counts[thread])
