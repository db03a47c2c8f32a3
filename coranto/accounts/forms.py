"""The forms of the people who can sign in. Nobody types another's password: they get a one-time link."""

from typing import Any

from allauth.account.models import EmailAddress
from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

from coranto.accounts.actions import vouch_for_address

FIELDS = ["username", "display_name", "email", "is_superuser", "groups"]


class Shown:
    """What both forms have in common."""

    instance: Any
    fields: dict[str, Any]
    cleaned_data: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say what the fields mean here."""
        super().__init__(*args, **kwargs)
        self.fields["display_name"].help_text = _("As shown at the desk and, for those who write, on the site.")
        if "is_superuser" in self.fields:
            self.fields["is_superuser"].help_text = _("May do everything: settings, people, import.")

    def clean_email(self) -> str:
        """An address is one person's: it resets the password."""
        email: str = self.cleaned_data["email"]
        others = get_user_model()._default_manager.exclude(pk=self.instance.pk)
        confirmed = EmailAddress.objects.exclude(user=self.instance.pk).filter(verified=True)
        if others.filter(email__iexact=email).exists() or confirmed.filter(email__iexact=email).exists():
            raise forms.ValidationError(_("This address belongs to somebody already."))
        return email

    def save(self, commit: bool = True) -> Any:
        """Save, and take the administrator's word for the address."""
        user = super().save(commit=commit)  # type: ignore[misc]  # of Wagtail's form beside it
        if commit:
            vouch_for_address(user=user)
        return user


class NewPersonForm(Shown, UserCreationForm):
    """Somebody new."""

    first_name = None
    last_name = None

    class Meta(UserCreationForm.Meta):
        model = get_user_model()
        fields = FIELDS

    def save(self, commit: bool = True) -> Any:
        """Without a password."""
        self.instance.set_unusable_password()
        return super().save(commit=commit)


class PersonForm(Shown, UserEditForm):
    """Somebody known."""

    first_name = None
    last_name = None

    class Meta(UserEditForm.Meta):
        model = get_user_model()
        fields = [*FIELDS, "is_active"]


class ApplicationPasswordForm(forms.Form):
    """What a new application password is called."""

    name = forms.CharField(
        label=_("Name"), max_length=200, help_text=_("What it is for, so that you know it again: “Editor on my desk”.")
    )
