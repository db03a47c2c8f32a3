"""One attribution in the editor's form: the outlet is typed, and found or made."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from coranto.posts.actions.sources import find_source, name_source
from coranto.posts.forms.names import SuggestedNames
from coranto.posts.models import Attribution, Source


class AttributionForm(WagtailAdminModelForm):
    """What the editor says of one outlet. What was read from the text counts as confirmed once it was changed by hand.

    ``makes`` is off while a preview is made: then an outlet that is not known yet is shown, but not written down.
    """

    source_name = forms.CharField(
        label=_("Outlet"),
        max_length=250,
        widget=SuggestedNames("sources"),
        help_text=_("A name that is not known yet makes a new outlet."),
    )
    makes = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Show the outlet's name."""
        super().__init__(*args, **kwargs)
        if self.instance.source_id:
            self.initial.setdefault("source_name", self.instance.source.name)

    def clean_source_name(self) -> str:
        """The name with single spaces."""
        return " ".join(self.cleaned_data["source_name"].split())

    def save(self, commit: bool = True) -> Attribution:
        """Find or make the outlet, then save as usual."""
        attribution: Attribution = self.instance
        name = self.cleaned_data.get("source_name", "")
        if not attribution.source_id or name != attribution.source.name:
            attribution.source = self._source(name)
        if attribution.review == Attribution.Review.READ and self.has_changed():
            attribution.review = Attribution.Review.CONFIRMED
        saved: Attribution = super().save(commit=commit)
        return saved

    def _source(self, name: str) -> Source:
        return name_source(name=name) if self.makes else find_source(name) or Source(name=name)


class CorrectionForm(AttributionForm):
    """One attribution by itself, on the screen that reviews what was read. What is typed is handed to an action."""

    class Meta:
        model = Attribution
        fields = ["relation", "author", "original_date", "title", "url", "licence"]

    field_order = ["source_name"]
