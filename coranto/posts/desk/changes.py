"""What was done at the desk in bulk, newest first, and taking it back."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from coranto.accounts.signed_in import signed_in
from coranto.core.desk_screen import needs, show_screen
from coranto.core.errors import PlainError
from coranto.posts.actions.undoing import undo_change
from coranto.posts.models import Change

ON_A_PAGE = 50
RIGHT = "posts.change_attribution"


@needs(RIGHT)
@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """One page of them; ``before`` is the key of the last one shown."""
    rows = Change.objects.newest_first().select_related("by")
    before = request.GET.get("before", "")
    if before.isdecimal():
        rows = rows.filter(pk__lt=int(before))
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
    """Take one back."""
    change = get_object_or_404(Change, pk=pk)
    try:
        undo_change(change=change, at=timezone.now(), by=signed_in(request))
        error = ""
    except PlainError as problem:
        error = str(problem)
    if not request.accepts("text/html"):
        return JsonResponse({"error": error}, status=409 if error else 200)
    if error:
        messages.error(request, error)
    else:
        messages.success(request, _("Taken back: %(summary)s") % {"summary": change.summary})
    return redirect(get_valid_next_url_from_request(request) or "posts_desk:changes")
