"""Attachments: which files are missing, and putting one in its place."""

from django import forms
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from coranto.accounts.signed_in import signed_in
from coranto.core.capped_pages import CappedPages
from coranto.core.desk_screen import needs, show_screen
from coranto.core.errors import PlainError
from coranto.media.actions import replace_file
from coranto.media.models import Attachment

RIGHT = "media.change_attachment"
ON_A_PAGE = 50


class AttachmentForm(forms.ModelForm[Attachment]):
    """What is said of a file, and another file for it."""

    file = forms.FileField(
        label=gettext_lazy("Another file"),
        required=False,
        help_text=gettext_lazy("It takes the place of the present one, at the same address."),
    )

    class Meta:
        model = Attachment
        fields = ["title", "alt_text", "caption", "description", "credit", "licence"]


@needs(RIGHT)
@require_safe
def attachments(request: HttpRequest) -> HttpResponse:
    """The list: all, or those whose file is missing; found by title or file name."""
    state, typed = request.GET.get("state", ""), request.GET.get("q", "").strip()
    rows = Attachment.objects.order_by("-posted_at", "-number").defer("description", "meta")
    if state in Attachment.State.values:
        rows = rows.filter(state=state)
    if typed:
        rows = rows.filter(Q(title__icontains=typed) | Q(upload_path__icontains=typed))
    page = CappedPages(rows, ON_A_PAGE).get_page(request.GET.get("p"))
    return show_screen(
        request,
        "media/desk/attachments.html",
        title=_("Attachments"),
        icon="doc-full-inverse",
        page=page,
        state=state,
        typed=typed,
        states=[
            ("", _("all")),
            (Attachment.State.MISSING.value, _("missing")),
            (Attachment.State.PRESENT.value, _("present")),
        ],
        missing=Attachment.objects.missing()[:1_000].count(),
    )


@needs(RIGHT)
@require_http_methods(["GET", "HEAD", "POST"])
def attachment(request: HttpRequest, pk: int) -> HttpResponse:
    """One attachment: its texts, its addresses, and another file for it."""
    row = get_object_or_404(Attachment.objects.select_related("image"), pk=pk)
    form = AttachmentForm(request.POST or None, request.FILES or None, instance=row)
    if request.method == "POST" and form.is_valid():
        try:
            save(request, form)
        except PlainError as error:
            form.add_error("file", str(error))
        else:
            messages.success(request, _("“%(attachment)s” is saved.") % {"attachment": row})
            return redirect("media_desk:attachments")
    crumbs = [(reverse("media_desk:attachments"), _("Attachments"))]
    return show_screen(request, "media/desk/attachment.html", title=str(row), crumbs=crumbs, row=row, form=form)


def save(request: HttpRequest, form: AttachmentForm) -> None:
    """The texts, and the file if one was given."""
    row = form.save()
    if file := form.cleaned_data["file"]:
        replace_file(attachment=row, file=file, at=timezone.now(), by=signed_in(request))
