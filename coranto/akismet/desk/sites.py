"""The sites that are served, and their keys: for administrators only."""

import datetime
from collections.abc import Callable
from typing import Any

from django.db.models import F, Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from coranto.accounts.signed_in import signed_in
from coranto.akismet.actions.sites import (
    add_site,
    delete_site,
    forget_lessons,
    replace_key,
    resume_site,
    suspend_site,
)
from coranto.akismet.forms import SiteForm
from coranto.akismet.models import ClientSite
from coranto.core.desk_screen import needs, show_screen

RIGHT = "akismet.change_clientsite"
TEMPLATE = "akismet/desk/sites.html"
MOST_SHOWN = 500
COUNTS = ("api_calls", "spam", "ham", "missed_spam", "false_positives")


@never_cache
@needs(RIGHT)
@require_http_methods(["GET", "POST"])
def sites(request: HttpRequest) -> HttpResponse:
    """The list, and the form for one more, which answers with its key."""
    form = SiteForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return screen(request, form=form)
    site, key = add_site(at=timezone.now(), by=signed_in(request), **form.cleaned_data)
    return screen(request, form=SiteForm(), shown_key=key, shown_site=site)


@never_cache
@needs(RIGHT)
@require_http_methods(["GET", "POST"])
def change_site(request: HttpRequest, pk: int) -> HttpResponse:
    """The limits of one site."""
    site = get_object_or_404(ClientSite, pk=pk)
    form = SiteForm(request.POST if request.method == "POST" else None, instance=site)
    if form.is_bound and form.is_valid():
        ClientSite.objects.filter(pk=pk).update(**form.cleaned_data)
        messages.success(request, _("The site is changed."))
        return redirect("akismet_desk:sites")
    return show_screen(request, "akismet/desk/site.html", title=site.url, icon="key", site=site, form=form)


@never_cache
@needs(RIGHT)
@require_POST
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Suspend, resume, forget, delete; or a new key, which is shown this once."""
    site, do = get_object_or_404(ClientSite, pk=pk), request.POST.get("do", "")
    if do == "key":
        return screen(request, form=SiteForm(), shown_key=replace_key(site=site), shown_site=site)
    if do in NEEDS_SURE and request.POST.get("sure") != "yes":
        messages.error(request, _("Nothing was done: tick that you are sure."))
    elif do in VERBS:
        verb, said = VERBS[do]
        verb(site, timezone.now())
        messages.success(request, _(said))
    return redirect("akismet_desk:sites")


Verb = Callable[[ClientSite, datetime.datetime], None]
VERBS: dict[str, tuple[Verb, str]] = {
    "suspend": (lambda site, at: suspend_site(site=site), "The key is suspended."),
    "resume": (lambda site, at: resume_site(site=site), "The key is good again."),
    "forget": (lambda site, at: forget_lessons(site=site, at=at), "What the site taught is forgotten."),
    "delete": (lambda site, at: delete_site(site=site), "The site, its key and its model are deleted."),
}
NEEDS_SURE = {"forget", "delete"}


def screen(request: HttpRequest, **context: Any) -> HttpResponse:
    """The list, at a fixed number of queries."""
    title = _("Spam filter for other sites")
    return show_screen(request, TEMPLATE, title=title, icon="key", sites=with_counts(), **context)


def with_counts() -> list[ClientSite]:
    """The sites with the counts of the month that runs, in Greenwich."""
    month = Q(days__day__gte=timezone.now().date().replace(day=1))
    sums = {f"month_{name}": Sum(F(f"days__{name}"), filter=month, default=0) for name in COUNTS}
    return list(ClientSite.objects.annotate(**sums)[:MOST_SHOWN])
