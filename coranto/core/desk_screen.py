"""Our own screens of the desk, in Wagtail's frame."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from coranto.core.errors import PlainError

LONGEST_KEY = 19  # digits; more than a database's whole numbers have
Crumb = tuple[str, str]
View = Callable[..., HttpResponse]


def show_screen(
    request: HttpRequest,
    template: str,
    *,
    title: str,
    icon: str = "",
    crumbs: Sequence[Crumb] = (),
    buttons: Sequence[Any] = (),
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """A screen with Wagtail's header. ``crumbs`` are the addresses and names of the screens above this one."""
    way = [(reverse("wagtailadmin_home"), _("Home")), *crumbs, ("", title)]
    frame = {
        "header_title": title,
        "header_icon": icon,
        "breadcrumbs_items": [{"url": url, "label": label} for url, label in way],
        "header_buttons": sorted(buttons),
    }
    return render(request, template, {**frame, **context}, status=status)


def needs(*permissions: str) -> Callable[[View], View]:
    """Open a screen only to those who have one of these permissions."""

    def guard(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not any(request.user.has_perm(permission) for permission in permissions):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return answer

    return guard


def say_done(request: HttpRequest, text: str, *, undo_url: str) -> None:
    """Say what was done, with a button that undoes it (by POST; it needs Wagtail's scripts)."""
    button = format_html(
        '<span class="buttons"><button type="button" class="button button-small button-secondary" data-undo'
        ' data-controller="w-action" data-action="w-action#post" data-w-action-url-value="{}">{}</button></span>',
        undo_url,
        _("Undo"),
    )
    messages.success(request, format_html("{} {}", text, button))


def before_key(request: HttpRequest) -> int | None:
    """The key in ``?before=``, from which a list goes on; nothing where it makes no sense."""
    text = request.GET.get("before", "")
    return int(text) if text.isdecimal() and len(text) < LONGEST_KEY else None


def undo_and_say(request: HttpRequest, undo: Callable[[], object], *, summary: str, otherwise: str) -> HttpResponse:
    """Undo an act and say so, to a script or a person. ``otherwise`` is where to go when the form says nothing."""
    error = ""
    try:
        undo()
    except PlainError as problem:
        error = str(problem)
    if not request.accepts("text/html"):
        return JsonResponse({"error": error}, status=409 if error else 200)
    if error:
        messages.error(request, error)
    else:
        messages.success(request, _("Undone: %(summary)s") % {"summary": summary})
    return redirect(get_valid_next_url_from_request(request) or otherwise)
