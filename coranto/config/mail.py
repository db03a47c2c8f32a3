"""Mail through a provider's interface instead of SMTP: ``EMAIL_URL=anymail://postmark?server_token=…``.

Every provider that django-anymail knows works without code of ours: the host of the address names it, the fields are
its settings as anymail's documentation names them, without the provider in front.
"""

import re
from importlib.util import find_spec
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.conf import settings
from django.urls import URLPattern, path

NAME = re.compile(r"[a-z][a-z0-9_]*")
NO_PROVIDERS = {"base", "base_requests", "console", "test"}
TIMEOUT = 20
ALL = {"webhook_secret": "WEBHOOK_SECRET"}
SECRET = re.compile(r"[^:\s]+:[^:\s]{12,}")


def provider_settings(url: str) -> dict[str, Any]:
    """Django's mail settings for such an address. Raises ``ValueError`` with what to write instead."""
    parts = urlsplit(url)
    provider = parts.netloc.lower().replace("-", "_")
    if not is_provider(provider):
        raise ValueError(
            f"anymail knows no provider {parts.netloc!r}; write one as in anymail://postmark?server_token=…"
        )
    fields = dict(parse_qsl(parts.query))
    secret = fields.get("webhook_secret", "")
    if secret and not SECRET.fullmatch(secret):
        raise ValueError("webhook_secret must look like name:password, the password with 12 characters or more")
    own = {ALL.get(name) or f"{provider}_{name}".upper(): value for name, value in fields.items()}
    return {
        "EMAIL_BACKEND": f"anymail.backends.{provider}.EmailBackend",
        "ANYMAIL": {"REQUESTS_TIMEOUT": TIMEOUT, **own},
    }


def is_provider(name: str) -> bool:
    """Whether anymail can send through it."""
    return bool(NAME.fullmatch(name)) and name not in NO_PROVIDERS and find_spec(f"anymail.backends.{name}") is not None


def mail_event_urls() -> list[URLPattern]:
    """Where the provider in use says what became of mails; nowhere without a secret that shows that it is the one."""
    backend = settings.EMAIL_BACKEND
    if not backend.startswith("anymail.") or not getattr(settings, "ANYMAIL", {}).get("WEBHOOK_SECRET"):
        return []
    from anymail.urls import urlpatterns  # only where it is used: it loads every provider

    provider = backend.split(".")[2]
    names = {f"{provider}_tracking_webhook", f"{provider}_webhook"}
    views = [pattern.callback for pattern in urlpatterns if pattern.name in names]
    return [path(f"-/mail/events/{provider}/", view) for view in views]
