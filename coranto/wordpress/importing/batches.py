"""Writing items: a few hundred at a time, each batch in one transaction with all that belongs to it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from django.db import DataError, IntegrityError, transaction

from coranto.core.errors import PlainError
from coranto.wordpress.importing.attachments import write_attachments
from coranto.wordpress.importing.discussions import write_discussions
from coranto.wordpress.importing.kept_items import keep_comments, keep_items
from coranto.wordpress.importing.pages import write_pages
from coranto.wordpress.importing.plans import Plan, plan_batch, tell
from coranto.wordpress.importing.posts import write_posts
from coranto.wordpress.importing.work import Work
from coranto.wordpress.mapping.rows import AttachmentRow, ItemRow, KeptRow, PageRow, PostRow, Row
from coranto.wordpress.models import Arrival

MAX_ITEMS = 250
PATIENCE = 20
"""Items in a row that the database may refuse before the fault must be ours."""
MAX_CHARACTERS = 5_000_000

R = TypeVar("R", bound=ItemRow)


def batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """The rows in portions that bound the memory and the length of a transaction."""
    portion: list[Row] = []
    weight = 0
    for row in rows:
        portion.append(row)
        weight += _weight(row)
        if len(portion) >= MAX_ITEMS or weight >= MAX_CHARACTERS:
            yield portion
            portion, weight = [], 0
    if portion:
        yield portion


def write_batch(rows: Sequence[Row], work: Work) -> None:
    """Write what is new or changed of these items, with their discussions, and note it in the ledger.

    An item that the database refuses is found by halving the batch; it is told of, and costs nobody else.
    """
    before = (len(work.menu_items), {there: list(digests) for there, digests in work.seen_twice.items()})
    try:
        with transaction.atomic():
            _write(rows, work)
        work.refused_in_a_row = 0
    except (DataError, IntegrityError) as error:
        _go_back(before, work)
        if len(rows) == 1:
            _refuse(rows[0], str(error).splitlines()[0], work)
            return
        half = len(rows) // 2
        write_batch(rows[:half], work)
        write_batch(rows[half:], work)
    except BaseException:
        _go_back(before, work)
        raise


@transaction.atomic
def _refuse(row: Row, reason: str, work: Work) -> None:
    work.refused_in_a_row += 1
    if work.refused_in_a_row >= PATIENCE:
        raise PlainError(f"the database refuses item after item ({reason}); please report this")
    arrival = work.ledger.look_up(Arrival.Kind.ITEM, [row.there]).get(row.there)
    if arrival is None:
        work.ledger.add(Arrival.Kind.ITEM, row.there, Arrival.Became.NOTHING, None, row.digest)
    elif not work.notes.did(arrival):
        work.ledger.touch(arrival)
    tell(row, "refused", f"the database does not take it: {reason}", work)
    work.ledger.flush()
    work.notes.flush()


def _go_back(before: tuple[int, dict[str, list[str]]], work: Work) -> None:
    del work.menu_items[before[0] :]
    work.seen_twice = before[1]
    work.forget()


def _write(rows: Sequence[Row], work: Work) -> None:
    plan = plan_batch(rows, work)
    subjects: dict[str, tuple[str, int]] = {}
    subjects.update(write_attachments(_only(plan, AttachmentRow), plan, work))
    subjects.update(write_posts(_only(plan, PostRow), plan, work))
    subjects.update(write_pages(_only(plan, PageRow), plan, work))
    keep_items(_only(plan, KeptRow), plan, work)
    keep_comments(plan, work)
    write_discussions(plan, subjects, work)
    work.ledger.flush()
    work.notes.flush()


def _only(plan: Plan, kind: type[R]) -> list[R]:
    return [row for row in plan.rows if isinstance(row, kind)]


def _weight(row: Row) -> int:
    text = len(row.body_html) * 3 if isinstance(row, PostRow | PageRow) else 1000
    return text + sum(len(comment.text) * 2 + 500 for comment in row.comments)
