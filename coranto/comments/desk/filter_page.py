"""The spam filter at the desk: how it did, what weighs most, what other thresholds would have done; checking anew."""

import datetime
from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from coranto.accounts.signed_in import signed_in
from coranto.comments.actions.rechecking import begin_recheck
from coranto.comments.desk.chart import Chart, draw
from coranto.comments.desk.filter_figures import Stretch, by_day, by_month, by_phase, thresholds
from coranto.comments.models import Comment, FilterLesson, FilterSnapshot, Recheck
from coranto.comments.outcomes import Outcomes, together
from coranto.comments.policy import MODERATE
from coranto.comments.site_filter import site_filter
from coranto.comments.tasks import recheck_held
from coranto.core.desk_screen import needs, show_screen
from coranto.core.errors import PlainError
from coranto.publication.models import Publication
from coranto.spam.folding import fold
from coranto.spam.submission import Thresholds
from coranto.spam.wording import PLAIN

MONTH = datetime.timedelta(days=30)
STUCK = datetime.timedelta(minutes=10)
READ = 300
"""Comments, the newest that are spam and that are good, whose words are weighed."""
SHOWN = 15
COUNTED = 1_000
"""Held comments are counted no further."""


@never_cache
@needs(MODERATE)
@require_safe
def show_filter(request: HttpRequest) -> HttpResponse:
    """The screen. ``?by=month`` shows a year by months instead of thirty days."""
    at, zone = timezone.now(), Publication.objects.current().zone
    is_year = request.GET.get("by") == "month"
    figures = by_month(at=at, zone=zone) if is_year else by_day(at=at, zone=zone)
    now = site_filter.current()
    run = Recheck.objects.order_by("-pk").first()
    return show_screen(
        request,
        "comments/desk/filter.html",
        title=_("Spam filter"),
        icon="warning",
        crumbs=[(reverse("comments_desk:comments"), _("Comments"))],
        is_year=is_year,
        figures=[(each, label_of(each, is_year)) for each in figures],
        total=together(each.figures for each in figures),
        chart=chart_of(figures, is_year),
        thresholds=thresholds(since=at - MONTH),
        usual=Thresholds(),
        phases=by_phase(since=at - MONTH),
        signs=heaviest(now.own_signals(), PLAIN),
        words=heaviest(now.weights_of(words_lately())),
        taught=now.taught,
        size=len(now.to_bytes()),
        shipped_share=round(now.shipped_share * 100),
        lessons=FilterLesson.objects.count(),
        learnt_at=FilterSnapshot.objects.values_list("at", flat=True).first(),
        held=held_up_to(COUNTED + 1),
        counted=COUNTED,
        run=run,
        is_running=run is not None and run.ended_at is None,
    )


def held_up_to(limit: int) -> int:
    """How many comments are held, counted no further than to the limit."""
    return Comment.objects.filter(status=Comment.Status.HELD, kind=Comment.Kind.COMMENT).order_by()[:limit].count()


def label_of(stretch: Stretch, is_year: bool) -> str:
    """A day or month in words."""
    return formats.date_format(stretch.begins, "YEAR_MONTH_FORMAT" if is_year else "SHORT_DATE_FORMAT")


def chart_of(figures: Sequence[Stretch], is_year: bool) -> Chart:
    """Bars of what passed, was held, was caught."""
    return draw([(label_of(each, is_year), bar_of(each.figures)) for each in figures])


def bar_of(figures: Outcomes) -> list[tuple[str, int]]:
    """The parts of one bar, from the bottom up."""
    passed = figures.came - figures.caught - figures.held
    return [("passed", passed), ("held", figures.held), ("spam", figures.caught)]


def words_lately() -> set[str]:
    """The words of the newest comments that are spam and that are good."""
    found: set[str] = set()
    for status in (Comment.Status.SPAM, Comment.Status.PUBLISHED):
        newest = Comment.objects.filter(status=status).order_by("-posted_at", "-pk")
        for text in newest.values_list("text", flat=True)[:READ]:
            found.update(word for word in fold(text[:2000]).words if len(word) > 3)
    return found


def heaviest(
    weights: dict[str, float], names: dict[str, str] | None = None
) -> tuple[list[tuple[str, float]], list[tuple[str, float]]]:
    """What speaks most for spam, and most for good."""
    given = sorted(((weight, (names or {}).get(key, key)) for key, weight in weights.items()), reverse=True)
    spam = [(words, weight) for weight, words in given[:SHOWN] if weight > 0]
    good = [(words, weight) for weight, words in given[: -SHOWN - 1 : -1] if weight < 0]
    return spam, good


@needs(MODERATE)
@require_POST
def recheck(request: HttpRequest) -> HttpResponse:
    """Begin checking the queue again; one that stopped, because the server did, goes on."""
    try:
        run = begin_recheck(at=timezone.now(), by=signed_in(request))
    except PlainError as problem:
        messages.info(request, str(problem))
        running = Recheck.objects.filter(ended_at=None, begun_at__lt=timezone.now() - STUCK).first()
        if running is None:
            return redirect("comments_desk:filter")
        run = running
    recheck_held.enqueue(recheck=run.pk)
    return redirect("comments_desk:filter")
