"""The owner's rules for the discussion."""

from typing import ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from coranto.comments.actions.ruling import write_rules
from coranto.comments.models import CommentRules
from coranto.core.desk_screen import needs, show_screen

RIGHT = "comments.change_commentrules"
GROUPS = (
    (gettext_lazy("Who may write"), ("needs_name", "needs_account", "close_after_days", "longest")),
    (gettext_lazy("How fast"), ("wait_seconds", "hourly_limit", "youngest_form")),
    (
        gettext_lazy("What is looked at before it is published"),
        ("hold_all", "hold_first", "hold_links", "hold_words", "hold_unsure"),
    ),
    (gettext_lazy("What readers may do"), ("edit_minutes", "reports_hide", "reaction")),
    (
        gettext_lazy("What is kept, and who is asked"),
        ("keep_network_days", "empty_spam_days", "empty_bin_days", "uses_gravatar"),
    ),
    (gettext_lazy("Other sites"), ("takes_pings", "sends_pings")),
    (gettext_lazy("Mail"), ("notifies_author", "notifies_moderators")),
)


class RulesForm(forms.ModelForm[CommentRules]):
    """All rules."""

    class Meta:
        model = CommentRules
        fields: ClassVar[list[str]] = [name for _heading, names in GROUPS for name in names]
        widgets: ClassVar[dict[str, forms.Widget]] = {"hold_words": forms.Textarea({"rows": 6})}


@never_cache
@needs(RIGHT)
@require_http_methods(["GET", "POST"])
def change_rules(request: HttpRequest) -> HttpResponse:
    """The screen. What was typed into a form that is refused stays in it."""
    form = RulesForm(request.POST if request.method == "POST" else None, instance=CommentRules.objects.current())
    if form.is_bound and form.is_valid():
        write_rules(values=form.cleaned_data, at=timezone.now())
        messages.success(request, _("The rules are saved. They count with the next comment."))
        return redirect("comments_desk:rules")
    return show_screen(
        request,
        "comments/desk/rules.html",
        title=_("Rules of the discussion"),
        icon="comment",
        crumbs=[(reverse("comments_desk:comments"), _("Comments"))],
        status=422 if form.is_bound else 200,
        form=form,
        groups=[(heading, [form[name] for name in names]) for heading, names in GROUPS],
    )
