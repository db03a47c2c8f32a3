"""This app's part of the desk."""

from typing import Any

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from coranto.accounts import desk


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern | URLResolver]:
    """Our own screens."""
    own = [path("people/link/<int:pk>/", desk.new_link, name="link")]
    return [path("", include((own, "accounts_desk")))]


@hooks.register("register_account_menu_item")
def ways_in_item(request: Any) -> dict[str, Any]:
    """From Wagtail's page of one's account to passwords, passkeys and codes."""
    return {
        "url": reverse("mfa_index"),
        "label": _("Password, passkeys and codes"),
        "help_text": _("How you sign in."),
    }
