"""Who and what is kept out of the discussion: the list, a form for another, and lifting one."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from coranto.accounts.signed_in import signed_in
from coranto.comments.actions.guarding import block, checked_value, lift_block
from coranto.comments.desk.queue import done_act, with_done
from coranto.comments.desk.verbs import end_of, last_day_of
from coranto.comments.models import Block, DeskAct
from coranto.comments.policy import MODERATE
from coranto.core.desk_screen import needs, show_screen
from coranto.core.errors import PlainError
from coranto.core.strangers_text import tidy_line
from coranto.publication.models import Publication

SHOWN = 500


@never_cache
@needs(MODERATE)
@require_http_methods(["GET", "HEAD", "POST"])
def blocks(request: HttpRequest) -> HttpResponse:
    """The blocks that stand, newest first; a POST adds one. A refusal gives back what was typed."""
    problem = ""
    if request.method == "POST":
        try:
            return back(added(request))
        except PlainError as refusal:
            problem = str(refusal)
    user, now, zone = signed_in(request), timezone.now(), Publication.objects.current().zone
    rows = Block.objects.standing(now).select_related("by").order_by("-pk")[: SHOWN + 1]
    return show_screen(
        request,
        "comments/desk/blocks.html",
        title=_("Blocks"),
        icon="no-view",
        crumbs=[(reverse("comments_desk:comments"), _("Comments"))],
        status=409 if problem else 200,
        rows=[(row, last_day_of(row.until, zone) if row.until else None) for row in rows[:SHOWN]],
        is_cut=len(rows) > SHOWN,
        kinds=Block.Kind.choices,
        typed=request.POST,
        problem=problem,
        done=done_act(request, user),
        here=reverse("comments_desk:blocks"),
    )


def added(request: HttpRequest) -> DeskAct | None:
    """Another block, as the form says."""
    kind, now = request.POST.get("kind", ""), timezone.now()
    if kind not in Block.Kind.values:
        raise PlainError(_("Choose what to block."))
    return block(
        wanted=[(kind, checked_value(kind, tidy_line(request.POST.get("value", ""))))],
        until=end_of(request.POST.get("until", ""), at=now),
        reason=tidy_line(request.POST.get("reason", "")),
        at=now,
        by=signed_in(request),
    )


@needs(MODERATE)
@require_POST
def lift(request: HttpRequest, pk: int) -> HttpResponse:
    """End one now."""
    done = lift_block(row=get_object_or_404(Block, pk=pk), at=timezone.now(), by=signed_in(request))
    if done is None:
        messages.info(request, _("That was done already."))
    return back(done)


def back(done: DeskAct | None) -> HttpResponse:
    """To the list, with what was done."""
    return HttpResponseRedirect(with_done(reverse("comments_desk:blocks"), done))
