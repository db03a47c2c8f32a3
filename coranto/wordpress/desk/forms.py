"""The form of an upload."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class SeveralFiles(forms.ClearableFileInput):
    """An input that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; the value is a list."""

    def __init__(self, **kwargs: Any) -> None:
        """With the input that takes them."""
        attrs = {"accept": kwargs.pop("accept", "")}
        super().__init__(widget=SeveralFiles(attrs=attrs), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Each one checked as Django checks one."""
        one = super().clean
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if not files:
            one(None, initial)
        return [one(file, initial) for file in files]


class UploadForm(forms.Form):
    """An export, and perhaps the uploads that belong to it."""

    export = FilesField(
        label=_("The export"),
        accept=".xml,.gz,.zip",
        help_text=_(
            "From WordPress: Tools, Export, All content. An .xml, .xml.gz or .zip file; all parts of it at once."
        ),
    )
    uploads = FilesField(
        label=_("The uploads"),
        required=False,
        accept=".zip,.tar,.gz,.tgz",
        help_text=_("A .zip or .tar of the folder wp-content/uploads, if you have one."),
    )
    fetch_media = forms.BooleanField(
        label=_("Fetch files that are missing from the old site"),
        required=False,
        help_text=_("This server then asks the old site for them."),
    )
