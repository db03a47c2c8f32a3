"""The form in which staff sign in."""

from typing import Any

from allauth.account.forms import LoginForm
from django.utils.translation import gettext_lazy as _


class SignInForm(LoginForm):
    """allauth's, with labels that say what to type, and hints for the browser's store of passwords and passkeys."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Labels instead of placeholders."""
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label = _("Name or e-mail address")
        login.widget.attrs["autocomplete"] = "username webauthn"
        for field in (login, password):
            field.widget.attrs.pop("placeholder", None)
        password.help_text = ""
        if "remember" in self.fields:
            self.fields["remember"].label = _("Stay signed in")
