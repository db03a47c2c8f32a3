"""What was done at the desk in bulk, newest first, and taking it back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from coranto.accounts.signed_in import signed_in
from coranto.core.desk_screen import before_key, needs, show_screen, undo_and_say
from coranto.posts.actions.undoing import undo_change
from coranto.posts.models import Change

ON_A_PAGE = 50
RIGHT = "posts.change_attribution"


@needs(RIGHT)
@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """One page of them; ``before`` is the key of the last one shown."""
    rows = Change.objects.newest_first().select_related("by")
    if before := before_key(request):
        rows = rows.filter(pk__lt=before)
    shown = list(rows.defer("before")[: ON_A_PAGE + 1])
    return show_screen(
        request,
        "posts/desk/changes.html",
        title=_("What was done"),
        icon="history",
        crumbs=[(reverse("posts_desk:attributions"), _("Attributions"))],
        rows=shown[:ON_A_PAGE],
        last=shown[ON_A_PAGE - 1].pk if len(shown) > ON_A_PAGE else None,
    )


@needs(RIGHT)
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo one."""
    change = get_object_or_404(Change, pk=pk)
    return undo_and_say(
        request,
        lambda: undo_change(change=change, at=timezone.now(), by=signed_in(request)),
        summary=change.summary,
        otherwise="posts_desk:changes",
    )
