"""What moderators did, newest first, and taking it back."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from coranto.accounts.signed_in import signed_in
from coranto.comments.actions.undoing import undo_act
from coranto.comments.desk.concerned import concerned_by
from coranto.comments.models import DeskAct
from coranto.comments.policy import MODERATE, OWN_ONLY, is_moderator
from coranto.core.desk_screen import before_key, needs, show_screen, undo_and_say

ON_A_PAGE = 50


@never_cache
@needs(MODERATE, OWN_ONLY)
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """One page; ``before`` is the key of the last act shown. Authors see their own acts."""
    user = signed_in(request)
    rows = DeskAct.objects.newest_first().select_related("by", "undone_by")
    sees_all = is_moderator(user)
    rows = rows if sees_all else rows.filter(by=user)
    if before := before_key(request):
        rows = rows.filter(pk__lt=before)
    shown = list(rows[: ON_A_PAGE + 1])
    page = shown[:ON_A_PAGE]
    return show_screen(
        request,
        "comments/desk/log.html",
        title=_("What was done"),
        icon="history",
        crumbs=[(reverse("comments_desk:comments"), _("Comments"))],
        rows=list(zip(page, concerned_by(page, sees_people=sees_all), strict=True)),
        last=shown[ON_A_PAGE - 1].pk if len(shown) > ON_A_PAGE else None,
    )


@needs(MODERATE, OWN_ONLY)
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo one: moderators any, authors their own."""
    user = signed_in(request)
    act = get_object_or_404(DeskAct, pk=pk)
    if act.by_id != user.pk and not is_moderator(user):
        raise PermissionDenied
    return undo_and_say(
        request,
        lambda: undo_act(act=act, at=timezone.now(), by=user),
        summary=act.summary,
        otherwise="comments_desk:log",
    )
