"""How it is decided whether a comment appears, in sentences: tables that name every phase, so that none is left out."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coranto.akismet.models import OutsideScorer
from coranto.comments import phases, scoring
from coranto.comments.models import CommentRules

Said = Callable[[CommentRules], str]


def closed(rules: CommentRules) -> str:
    """Where discussions close by themselves."""
    age = ngettext(
        "Discussions close %(count)s day after a post appeared, or by hand; then nothing more is taken.",
        "Discussions close %(count)s days after a post appeared, or by hand; then nothing more is taken.",
        rules.close_after_days,
    )
    by_hand = _("Where a discussion is closed nothing more is taken.")
    return age % {"count": rules.close_after_days} if rules.close_after_days else by_hand


def refused(rules: CommentRules) -> str:
    """What the writer is told at once."""
    words = _("Comments that are empty, too long (more than %(most)s characters), sent twice or too fast are refused.")
    return words % {"most": rules.longest}


def trap(rules: CommentRules) -> str:
    """What programs are known by."""
    if not rules.youngest_form:
        return _(
            "A comment that fills in a field which people do not see goes to the spam; one that did not come from the"
            " form on our page waits for a moderator."
        )
    words = _(
        "A comment that fills in a field which people do not see goes to the spam; one that did not come from the form"
        " on our page, or came back within %(seconds)s seconds, waits for a moderator."
    )
    return words % {"seconds": rules.youngest_form}


def links(rules: CommentRules) -> str:
    """How many links are looked at first."""
    words = ngettext(
        "A comment with a link waits for a moderator.",
        "A comment with %(count)s links or more waits for a moderator.",
        rules.hold_links,
    )
    return words % {"count": rules.hold_links} if rules.hold_links else ""


WITH_THE_REST = ("empty", "too_long", "lost_parent", "said_already")
"""Phases that ``refused`` speaks for, beside the one that it stands at."""
BEFORE: dict[str, Said] = {
    "closed": closed,
    "needs_account": lambda rules: _("Only readers who are signed in can comment.") if rules.needs_account else "",
    "too_fast": refused,
    "staff": lambda rules: _("What people of the publication write appears at once."),
    "blocked": lambda rules: _("Whoever and whatever the moderators have blocked goes to the spam."),
    "trap": trap,
}
AFTER: dict[str, Said] = {
    "hold_all": lambda rules: _("Every comment waits for a moderator.") if rules.hold_all else "",
    "hold_words": lambda rules: (
        _("Comments with certain words wait for a moderator.") if rules.hold_words.strip() else ""
    ),
    "trusted": lambda rules: _("What somebody writes whom the moderators trust appears at once."),
    "links": links,
    "first": lambda rules: _("A first comment waits for a moderator.") if rules.hold_first else "",
}


def decisions(rules: CommentRules, outside: OutsideScorer) -> tuple[str, ...]:
    """How it is decided whether a comment appears, in the order in which it runs."""
    filtered = scoring.words_on_filter(outside)
    if rules.hold_unsure:
        filtered += " " + _("What it is not sure of waits for a moderator.")
    steps = [
        *(BEFORE[phase.__name__](rules) for phase in phases.BEFORE if phase.__name__ not in WITH_THE_REST),
        filtered,
        *((AFTER["hold_all"](rules),) if rules.hold_all else afterwards(rules)),
        reported(rules),
        _("Every decision is recorded with its reasons."),
    ]
    return tuple(filter(None, steps))


def afterwards(rules: CommentRules) -> list[str]:
    """The rules for holding, which nothing reaches where everything is held."""
    steps = [AFTER[phase.__name__](rules) for phase in phases.AFTER]
    return [*steps, _("Everything else appears at once.")]


def reported(rules: CommentRules) -> str:
    """What readers can do about a comment that has appeared."""
    words = ngettext(
        "A comment that %(count)s reader reports is hidden until a moderator has looked.",
        "A comment that %(count)s readers report is hidden until a moderator has looked.",
        rules.reports_hide,
    )
    return words % {"count": rules.reports_hide} if rules.reports_hide else ""
