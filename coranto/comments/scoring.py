"""What the phases ask for a score. The filter itself is ``coranto.spam``, which knows no comments."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from coranto.comments.submissions import Circumstances, Scored, Submission


def neutral(submission: Submission, known: Circumstances) -> Scored:
    """A scorer without an opinion."""
    return Scored(0.0, "ham")


def scorer_in_use() -> Callable[[Submission, Circumstances], Scored]:
    """The scorer that comments are judged by."""
    from coranto.comments.site_filter import score  # a process that scores nothing need not load the filter

    return score


def words_on_filter() -> str:
    """What the public page on comment data says of the scorer in use."""
    if scorer_in_use() is neutral:
        return _("No filter scores comments at present: rules and people decide.")
    return _("The site's own spam filter scores the comment on the site's own machine; it asks nobody outside.")
