"""What an import did, as the desk shows it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from coranto.wordpress.models import ImportNote, ImportRun

ON_A_PAGE = 100
ACTS = ("new", "changed", "unchanged", "edited_here", "kept", "skipped", "refused", "missing")


def act_names() -> dict[str, str]:
    """What can happen to an item, in words."""
    return {
        "new": _("new"),
        "changed": _("changed"),
        "unchanged": _("unchanged"),
        "edited_here": _("left alone, edited here"),
        "kept": _("kept, not shown"),
        "skipped": _("skipped"),
        "refused": _("refused"),
        "missing": _("missing"),
        "bent": _("taken with a change"),
    }


def report_table(counts: Mapping[str, Mapping[str, int]]) -> list[tuple[str, list[tuple[str, int]]]]:
    """Each kind with what happened to how many."""
    names = act_names()
    rows = [(kind, [(names[act], acts[act]) for act in ACTS if acts.get(act)]) for kind, acts in counts.items()]
    return [row for row in rows if row[1]]


def trial_notes(report: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The first things that a trial says of single items."""
    names = act_names()
    return [item | {"what": names.get(item["what"], item["what"])} for item in report["items"][:ON_A_PAGE]]


def note_rows(run: ImportRun, *, act: str, after: str) -> tuple[list[ImportNote], int | None]:
    """One page of what an import said, and the key of the last one if there are more."""
    rows = run.notes.all()
    if act in ImportNote.Act.values:
        rows = rows.filter(act=act)
    if after.isdecimal():
        rows = rows.filter(pk__gt=int(after))
    shown = list(rows.order_by("pk")[: ON_A_PAGE + 1])
    return shown[:ON_A_PAGE], shown[ON_A_PAGE - 1].pk if len(shown) > ON_A_PAGE else None
