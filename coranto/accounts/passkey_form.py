"""The form to add a passkey or security key."""

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm


class AddPasskeyForm(AddWebAuthnForm):
    """Whoever has no password wants a key that signs in by itself: that is ticked for them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Tick it."""
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = not self.user.has_usable_password()
