"""What administrators fill in."""

from typing import ClassVar
from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext as _

from coranto.akismet.models import ClientSite


class SiteForm(forms.ModelForm[ClientSite]):
    """A site that is served, and its limits."""

    url = forms.URLField(max_length=500, assume_scheme="https")

    class Meta:
        model = ClientSite
        fields: ClassVar[list[str]] = ["url", "minute_limit", "monthly_limit", "unsure_is_spam"]

    def clean_url(self) -> str:
        """An address of the web."""
        url = str(self.cleaned_data["url"])
        if urlsplit(url).scheme not in ("http", "https"):
            raise forms.ValidationError(_("Give an address that begins with https:// or http://."))
        return url
