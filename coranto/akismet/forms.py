"""What administrators fill in."""

from typing import Any, ClassVar
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coranto.akismet.models import ClientSite, OutsideScorer
from coranto.core.outgoing.addresses import RefusedAddressError, parse_target


class SiteForm(forms.ModelForm[ClientSite]):
    """A site that is served, and its limits."""

    url = forms.URLField(label=gettext_lazy("Address of the site"), max_length=500, assume_scheme="https")

    class Meta:
        model = ClientSite
        fields: ClassVar[list[str]] = ["url", "minute_limit", "monthly_limit", "unsure_is_spam"]

    def clean_url(self) -> str:
        """An address of the web."""
        url = str(self.cleaned_data["url"])
        if urlsplit(url).scheme not in ("http", "https"):
            raise forms.ValidationError(_("Give an address that begins with https:// or http://."))
        return url


class ScorerForm(forms.ModelForm[OutsideScorer]):
    """Which filter judges. The key goes in and never comes out again."""

    address = forms.URLField(label=gettext_lazy("Address of the server"), max_length=300, assume_scheme="https")
    key = forms.CharField(
        label=gettext_lazy("Key"),
        required=False,
        max_length=200,
        widget=forms.PasswordInput({"autocomplete": "off"}),
        help_text=gettext_lazy("Kept encrypted and never shown. Empty keeps the one that is there."),
    )

    class Meta:
        model = OutsideScorer
        fields: ClassVar[list[str]] = ["use", "address", "tells_decisions"]
        widgets: ClassVar[dict[str, forms.Widget]] = {"use": forms.RadioSelect()}

    field_order = ("use", "address", "key", "tells_decisions")

    def clean_address(self) -> str:
        """An address that comments may be sent to: encrypted on the way, unless it lies in the own network."""
        address = str(self.cleaned_data["address"]).rstrip("/")
        inside = bool(getattr(settings, "AKISMET_INSIDE", False))
        try:
            target = parse_target(address, allow_private=inside)
        except RefusedAddressError as error:
            raise forms.ValidationError(str(error)) from error
        if target.scheme != "https" and not inside:
            raise forms.ValidationError(
                _("Give an address that begins with https://; comments must not be sent openly.")
            )
        return address

    def clean(self) -> dict[str, Any]:
        """There is a key, and it is typed anew for another server: nobody leads it elsewhere who does not have it."""
        given = super().clean() or {}
        before = OutsideScorer.objects.current()
        moved = given.get("address") != before.address
        if given.get("use") != OutsideScorer.Use.LOCAL and not given.get("key") and (moved or not before.sealed_key):
            self.add_error("key", _("Enter the key for this server."))
        return given
