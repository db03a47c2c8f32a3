"""This app's part of the desk."""

from typing import Any

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from coranto.accounts import desk, password_desk
from coranto.accounts.application_passwords import MADE, REVOKED


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern | URLResolver]:
    """Our own screens."""
    own = [
        path("people/link/<int:pk>/", desk.new_link, name="link"),
        path("application-passwords/", password_desk.own_passwords, name="application_passwords"),
        path("application-passwords/of/<int:pk>/", password_desk.passwords_of, name="application_passwords_of"),
        path("application-passwords/<int:pk>/revoke/", password_desk.revoke, name="revoke_application_password"),
    ]
    return [path("", include((own, "accounts_desk")))]


@hooks.register("register_account_menu_item")
def ways_in_item(request: Any) -> dict[str, Any]:
    """From Wagtail's page of one's account to passwords, passkeys and codes."""
    return {
        "url": reverse("mfa_index"),
        "label": _("Password, passkeys and codes"),
        "help_text": _("How you sign in."),
    }


@hooks.register("register_account_menu_item")
def application_passwords_item(request: Any) -> dict[str, Any]:
    """From there to the passwords of programs."""
    return {
        "url": reverse("accounts_desk:application_passwords"),
        "label": _("Application passwords"),
        "help_text": _("For programs that write in your name."),
    }


class MadeFormatter(LogFormatter):
    """What the history of a person says of a new password."""

    label = _("Make application password")
    said = _("Made the application password “%(name)s”")

    def format_message(self, log_entry: Any) -> str:
        """With its name."""
        return str(self.said) % {"name": log_entry.data.get("name", "")}


class RevokedFormatter(MadeFormatter):
    """And of one that ended."""

    label = _("Revoke application password")
    said = _("Revoked the application password “%(name)s”")


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """Both are told in the histories at the desk."""
    actions.register_action(MADE)(MadeFormatter)
    actions.register_action(REVOKED)(RevokedFormatter)
