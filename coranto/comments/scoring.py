"""What the phases ask for a score. The filter itself is ``coranto.spam``, which knows no comments."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from coranto.akismet.asking import host_of
from coranto.akismet.models import OutsideScorer
from coranto.comments.submissions import Circumstances, Scored, Submission


def neutral(submission: Submission, known: Circumstances) -> Scored:
    """A scorer without an opinion."""
    return Scored(0.0, "ham")


def scorer_in_use(outside: OutsideScorer | None = None) -> Callable[[Submission, Circumstances], Scored]:
    """The scorer that comments are judged by: the site's own filter, and another server where the owner chose one.

    ``outside`` is that choice, where it was looked up already; how asking it went lately is looked up here.
    """
    from coranto.comments.site_filter import score  # a process that scores nothing need not load the filter

    if outside is None or outside.is_asked:
        outside = OutsideScorer.objects.current()
    if not outside.is_asked:
        return score
    from coranto.comments.outside_scorer import beside

    return beside(outside, score)


def words_on_filter(outside: OutsideScorer) -> str:
    """What the public page on comment data says of the scorer in use."""
    if scorer_in_use(outside) is neutral:
        return _("No filter scores comments at present: rules and people decide.")
    own = _("The site's own spam filter scores the comment on the site's own machine; it asks nobody outside.")
    if not outside.is_asked:
        return own
    host = host_of(outside)
    if outside.use == OutsideScorer.Use.ALONE:
        words = _(
            "%(host)s, another server, is asked whether the comment is spam; if it does not answer, the site's own"
            " filter is."
        )
    elif outside.use == OutsideScorer.Use.EITHER:
        words = _(
            "The site's own spam filter and %(host)s, another server, score the comment; spam is what either calls"
            " spam."
        )
    else:
        words = _(
            "The site's own spam filter and %(host)s, another server, score the comment; where they differ, a"
            " moderator looks."
        )
    return words % {"host": host}


def words_on_receiver(outside: OutsideScorer) -> str:
    """What that page says the other server gets; empty where none is asked."""
    if not outside.is_asked:
        return ""
    from coranto.comments.outside_scorer import is_akismet

    host = host_of(outside)
    name = _("Akismet (Automattic, %(host)s)") % {"host": host} if is_akismet(outside) else host
    gets = _(
        "%(name)s gets each comment, with the name, e-mail address and website you sign with, your network address,"
        " the name of your browser and the page you came from, to say whether it is spam."
    )
    told = _(" It is told when a moderator marks a comment as spam or as good.") if outside.tells_decisions else ""
    return gets % {"name": name} + told
