"""The form to add a passkey."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.utils.translation import gettext as _


class AddPasskeyForm(AddWebAuthnForm):
    """In our words. Whoever has no password wants a key that signs in by itself: that is ticked for them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Word it, and tick it."""
        super().__init__(*args, **kwargs)
        keys = Authenticator.objects.filter(user=self.user, type=Authenticator.Type.WEBAUTHN).count()
        self.initial["name"] = _("Passkey %(n)s") % {"n": keys + 1}
        self.fields["name"].label = _("A name for it")
        alone = self.fields["passwordless"]
        alone.label = _("It signs me in by itself")
        alone.help_text = _("Your device then asks for face, finger or PIN. If not, it is a step after the password.")
        alone.initial = not self.user.has_usable_password()
