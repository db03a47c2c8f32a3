"""Reviewing in bulk what was read from texts: least certain first, with the line it was read from and the post."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.widgets.button import HeaderButton

from coranto.accounts.signed_in import signed_in
from coranto.core.desk_screen import needs, say_done, show_screen
from coranto.posts.actions.reviews import confirm_attributions, correct_attribution, reject_attributions
from coranto.posts.actions.sources import find_source
from coranto.posts.forms import CorrectionForm
from coranto.posts.models import Attribution, Change
from coranto.posts.models.attribution import AttributionQuerySet

ON_A_PAGE = 25
COUNTED = 10_000
RIGHT = "posts.change_attribution"
STATES = {
    "read": Attribution.Review.READ,
    "confirmed": Attribution.Review.CONFIRMED,
    "rejected": Attribution.Review.REJECTED,
}
VERBS = {"confirm": confirm_attributions, "reject": reject_attributions}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which attributions are listed: in one state, of one outlet, at least so certain (in percent)."""

    state: str = "read"
    outlet: str = ""
    certain: int = 0

    @classmethod
    def of(cls, query: QueryDict) -> "Asked":
        """What the address or a form says; what makes no sense is left out."""
        certain = query.get("certain", "")
        state = query.get("state", "")
        return cls(
            state=state if state in STATES else "read",
            outlet=query.get("outlet", "").strip(),
            certain=min(int(certain), 100) if certain.isdecimal() else 0,
        )

    @property
    def is_narrow(self) -> bool:
        """Whether more was asked than all there is."""
        return bool(self.outlet or self.certain)

    def rows(self) -> AttributionQuerySet:
        """The attributions, least certain first."""
        rows = Attribution.objects.filter(review=STATES[self.state], post__binned_at=None)
        if self.certain:
            rows = rows.filter(confidence__gte=self.certain / 100)
        if self.outlet:
            source = find_source(self.outlet)
            rows = rows.filter(source=source) if source else rows.none()
        return rows.order_by("confidence", "pk")

    def address(self, **more: str) -> str:
        """The list's address."""
        parts = {"state": self.state, "outlet": self.outlet, "certain": str(self.certain or ""), **more}
        return f"{reverse('posts_desk:attributions')}?{urlencode({k: v for k, v in parts.items() if v})}"


@needs(RIGHT)
@require_safe
def attributions(request: HttpRequest) -> HttpResponse:
    """One page of the list."""
    asked = Asked.of(request.GET)
    rows = asked.rows()
    count = min(rows[: COUNTED + 1].count(), COUNTED)
    shown = list(beginning_after(rows, request.GET.get("after", "")).select_related("post", "source")[: ON_A_PAGE + 1])
    more = len(shown) > ON_A_PAGE
    shown = shown[:ON_A_PAGE]
    history = HeaderButton(_("What was done"), url=reverse("posts_desk:changes"), icon_name="history")
    return show_screen(
        request,
        "posts/desk/attributions.html",
        title=_("Attributions"),
        icon="openquote",
        buttons=[history],
        asked=asked,
        states=[("read", _("to review")), ("confirmed", _("confirmed")), ("rejected", _("rejected"))],
        rows=[(row, CorrectionForm(instance=row, prefix=f"a{row.pk}")) for row in shown],
        count=count,
        is_counted=count < COUNTED,
        here=request.get_full_path(),
        next_url=asked.address(after=f"{shown[-1].confidence!r},{shown[-1].pk}") if more else "",
        form_media=CorrectionForm().media,
    )


def beginning_after(rows: AttributionQuerySet, place: str) -> AttributionQuerySet:
    """The rows after a place in the list (certainty and key); from the first where the place makes no sense."""
    certainty, _comma, key = place.partition(",")
    try:
        confidence, pk = float(certainty), int(key)
    except ValueError:
        return rows
    return rows.filter(Q(confidence__gt=confidence) | Q(confidence=confidence, pk__gt=pk))


@needs(RIGHT)
@require_POST
def review(request: HttpRequest) -> HttpResponse:
    """Confirm or reject the attributions that were ticked, or all that match what was asked."""
    verb = VERBS.get(request.POST.get("verb", ""))
    if verb is None:
        return redirect(back(request))
    asked = Asked.of(request.POST)
    if request.POST.get("all") and asked.is_narrow:
        rows = list(asked.rows())
    else:
        keys = [key for key in request.POST.getlist("attribution") if key.isdecimal()]
        rows = list(Attribution.objects.filter(pk__in=keys))
    return done(request, verb(attributions=rows, at=timezone.now(), by=signed_in(request)) if rows else None)


@needs(RIGHT)
@require_POST
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what an attribution is instead."""
    row = get_object_or_404(Attribution.objects.select_related("source", "post"), pk=pk)
    form = CorrectionForm(request.POST, instance=row, prefix=f"a{pk}")
    if not form.is_valid():
        errors = "; ".join(f"{form[name].label}: {texts[0]}" for name, texts in form.errors.items())
        return JsonResponse({"error": errors}, status=400) if wants_json(request) else refused(request, form)
    values: dict[str, Any] = dict(form.cleaned_data)
    name = values.pop("source_name")
    return done(
        request,
        correct_attribution(attribution=row, source_name=name, values=values, at=timezone.now(), by=signed_in(request)),
    )


def refused(request: HttpRequest, form: CorrectionForm) -> HttpResponse:
    """The one attribution again, with what is wrong."""
    crumbs = [(reverse("posts_desk:attributions"), _("Attributions"))]
    here = back(request)
    return show_screen(
        request, "posts/desk/correct.html", title=_("Correct"), crumbs=crumbs, form=form, row=form.instance, here=here
    )


def done(request: HttpRequest, change: Change | None) -> HttpResponse:
    """Say what was done and how it is taken back."""
    undo_url = reverse("posts_desk:undo", args=[change.pk]) if change else ""
    if wants_json(request):
        return JsonResponse({"summary": str(change or ""), "undo": undo_url})
    if change:
        say_done(request, change.summary, undo_url=undo_url)
    return redirect(back(request))


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asks."""
    return not request.accepts("text/html")


def back(request: HttpRequest) -> str:
    """Where the person came from, if that is a screen here; else the list."""
    url = request.POST.get("next", "")
    fits = url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())
    return url if fits else reverse("posts_desk:attributions")
