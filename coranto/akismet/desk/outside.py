"""Which filter judges comments: the choice of another server, and what went wrong with it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.ui.components import Component

from coranto.akismet.actions.outside import choose_scorer
from coranto.akismet.asking import UnansweredError, verify
from coranto.akismet.forms import ScorerForm
from coranto.akismet.models import OutsideScorer
from coranto.core.desk_screen import needs, show_screen

RIGHT = "akismet.change_outsidescorer"


@never_cache
@needs(RIGHT)
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """The choice. The key is asked for and never shown."""
    scorer = OutsideScorer.objects.current()
    form = ScorerForm(request.POST if request.method == "POST" else None, instance=scorer)
    if form.is_bound and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("use", "address", "key", "tells_decisions")}
        say_how_it_went(request, choose_scorer(**given))
        return redirect("akismet_desk:outside")
    shown = OutsideScorer.objects.current()  # a refused form has changed the other one
    title = _("Who judges comments")
    return show_screen(request, "akismet/desk/outside.html", title=title, icon="warning", form=form, scorer=shown)


def say_how_it_went(request: HttpRequest, scorer: OutsideScorer) -> None:
    """Say that it is saved, and whether the server knows the key."""
    if not scorer.is_asked:
        messages.success(request, _("Saved. Nobody outside is asked."))
        return
    try:
        verify(scorer, at=timezone.now())
    except UnansweredError as error:
        text = _("Saved, but the site's own filter judges alone for now: %(why)s")
        messages.warning(request, text % {"why": error})
        return
    messages.success(request, _("Saved. The server knows the key."))


class ProblemPanel(Component):
    """That the other server says nothing of use, on the dashboard; nothing while all is well."""

    name, order = "outside_scorer", 140
    template_name = "akismet/desk/home_problem.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """What is wrong."""
        scorer = OutsideScorer.objects.current()
        return {"scorer": scorer if scorer.is_asked and scorer.problem else None}
