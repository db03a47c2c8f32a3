"""Our own screens of the desk, in Wagtail's frame."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.admin import messages

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
    """Say what was done, with a button that takes it back (by POST; it needs Wagtail's scripts)."""
    button = format_html(
        '<span class="buttons"><button type="button" class="button button-small button-secondary" data-undo'
        ' data-controller="w-action" data-action="w-action#post" data-w-action-url-value="{}">{}</button></span>',
        undo_url,
        _("Take it back"),
    )
    messages.success(request, format_html("{} {}", text, button))
