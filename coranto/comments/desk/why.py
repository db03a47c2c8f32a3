"""Why a comment was taken for spam or not: every verdict, the filter's reasons then and now, and what it learnt."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import log
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from coranto.accounts.signed_in import signed_in
from coranto.comments.actions.lessons_at_desk import forget_at_desk, teach_at_desk
from coranto.comments.actions.teaching import standing_lesson
from coranto.comments.desk.one import comment_or_refusal
from coranto.comments.desk.queue import answer, done_act
from coranto.comments.desk.rows import judged, rows_for
from coranto.comments.models import Verdict
from coranto.comments.policy import MODERATE, OWN_ONLY, is_moderator
from coranto.comments.site_filter import kept, site_filter
from coranto.core.desk_screen import needs, show_screen

CERTAIN = 1e-9  # a probability is shown as if it were no nearer to 0 or 1 than this
WIDEST = 100  # percent of a bar


@dataclass(frozen=True, slots=True)
class Weighed:
    """A reason with its weight in log-odds; ``width`` is that of its bar, in percent of the heaviest one's."""

    words: str
    weight: float
    width: int

    @property
    def is_against(self) -> bool:
        """Whether it speaks for spam."""
        return self.weight > 0

    @property
    def left(self) -> int:
        """Where the bar of a reason for good begins: it ends in the middle."""
        return WIDEST - self.width


@dataclass(frozen=True, slots=True)
class Told:
    """A verdict with its reasons, heaviest first, and what they come to."""

    verdict: Verdict
    who: str
    plain: list[str]
    weighed: list[Weighed]


@never_cache
@needs(MODERATE, OWN_ONLY)
@require_safe
def why(request: HttpRequest, pk: int) -> HttpResponse:
    """The screen."""
    user = signed_in(request)
    shown = comment_or_refusal(user, pk)
    now = site_filter.current()
    found = now.score(kept(shown))
    return show_screen(
        request,
        "comments/desk/why.html",
        title=_("Why? Comment %(key)s") % {"key": shown.pk},
        icon="help",
        crumbs=[
            (reverse("comments_desk:comments"), _("Comments")),
            (reverse("comments_desk:comment", args=[shown.pk]), _("Comment %(key)s") % {"key": shown.pk}),
        ],
        row=rows_for([shown], user)[0],
        told=[told(verdict) for verdict in shown.verdicts.select_related("user").order_by("-at", "-pk")],
        found=found,
        percent=found.value * 100,
        weighed=weighed((reason.words, reason.weight) for reason in found.reasons),
        sum=log_odds(found.value),
        shipped_share=round(now.shipped_share * 100),
        taught=now.taught,
        lesson=standing_lesson(shown),
        is_moderator=is_moderator(user),
        done=done_act(request, user),
        here=reverse("comments_desk:why", args=[shown.pk]),
    )


def told(verdict: Verdict) -> Told:
    """A verdict as the screen shows it."""
    given = [each if isinstance(each, dict) else {"words": str(each)} for each in verdict.reasons]
    heavy = [(str(each.get("words", "")), number_of(each.get("weight"))) for each in given]
    return Told(
        verdict,
        judged(verdict).who,
        [words for words, weight in heavy if not weight and words],
        weighed((words, weight) for words, weight in heavy if weight),
    )


def number_of(value: Any) -> float:
    """A weight as it is kept; 0 for none."""
    return float(value) if isinstance(value, int | float) else 0.0


def weighed(reasons: Iterable[tuple[str, float]]) -> list[Weighed]:
    """Reasons with bars."""
    given = sorted(reasons, key=lambda reason: -abs(reason[1]))
    heaviest = max((abs(weight) for _words, weight in given), default=0.0) or 1.0
    return [Weighed(words, weight, round(abs(weight) / heaviest * WIDEST)) for words, weight in given]


def log_odds(value: float) -> float:
    """What the weights of all reasons come to."""
    bounded = min(max(value, CERTAIN), 1 - CERTAIN)
    return log(bounded / (1 - bounded))


@needs(MODERATE)
@require_POST
def teach(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the filter learn from the comment, or forget what it learnt; its status stays."""
    user = signed_in(request)
    shown = comment_or_refusal(user, pk)
    lesson = request.POST.get("lesson", "")
    if lesson not in ("spam", "good", "none"):
        return answer(request, None, error=_("Please press one of the buttons."))
    if lesson == "none":
        return answer(request, forget_at_desk(comment=shown, at=timezone.now(), by=user))
    return answer(request, teach_at_desk(comment=shown, is_spam=lesson == "spam", at=timezone.now(), by=user))
