"""Mail through a provider's interface, and what the provider tells of it."""

import json
import types
from base64 import b64encode
from typing import Any

import pytest
from django.test import Client

from coranto.comments.models import Subscription
from coranto.config import environment
from coranto.config.environment import SettingError
from coranto.config.mail import mail_event_urls
from tests.comments.mailing import follow

SECRET = "coranto:a-long-password"


def settings_of(url: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Django's mail settings for ``EMAIL_URL``."""
    monkeypatch.setenv("EMAIL_URL", url)
    return environment.mail()


def test_a_provider_is_named_in_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    found = settings_of(f"anymail://postmark?server_token=t0k%2Bn&webhook_secret={SECRET}", monkeypatch)
    assert found["EMAIL_BACKEND"] == "anymail.backends.postmark.EmailBackend"
    assert found["ANYMAIL"]["POSTMARK_SERVER_TOKEN"] == "t0k+n"
    assert found["ANYMAIL"]["WEBHOOK_SECRET"] == SECRET


@pytest.mark.parametrize("provider", ["mailgun", "brevo", "amazon-ses", "sendgrid", "mailjet", "resend", "scaleway"])
def test_every_provider_of_anymail_can_be_named(provider: str, monkeypatch: pytest.MonkeyPatch) -> None:
    backend = settings_of(f"anymail://{provider}?api_key=k", monkeypatch)["EMAIL_BACKEND"]
    assert backend == f"anymail.backends.{provider.replace('-', '_')}.EmailBackend"


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("anymail://nowhere?api_key=k", "knows no provider 'nowhere'"),
        ("anymail://base", "knows no provider"),
        ("anymail://..os?x=y", "knows no provider"),
        ("anymail://", "knows no provider"),
        ("anymail://postmark?server_token=t&webhook_secret=short", "name:password"),
        ("pigeon://coop", "cannot be read"),
        ("smtp://host:port", "cannot be read"),
        ("smtp://[host", "cannot be read"),
        ("anymail://[postmark", "cannot be read"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_line(url: str, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingError) as error:
        settings_of(url, monkeypatch)
    assert says in str(error.value) and "\n" not in str(error.value) and "EMAIL_URL" in str(error.value)


def test_without_a_secret_nobody_can_tell_us_of_mails(settings: Any) -> None:
    assert mail_event_urls() == []
    settings.EMAIL_BACKEND = "anymail.backends.postmark.EmailBackend"
    settings.ANYMAIL = {"POSTMARK_SERVER_TOKEN": "t"}
    assert mail_event_urls() == []


@pytest.mark.django_db
def test_a_provider_s_word_of_a_bounce_ends_the_writing(settings: Any) -> None:
    settings.EMAIL_BACKEND = "anymail.backends.postmark.EmailBackend"
    settings.ANYMAIL = {"POSTMARK_SERVER_TOKEN": "t", "WEBHOOK_SECRET": SECRET}
    urls = types.ModuleType("urls")
    urls.urlpatterns = mail_event_urls()  # type: ignore[attr-defined]  # a module made here
    settings.ROOT_URLCONF = urls
    follow("bea@reader.example", kind=Subscription.Kind.POSTS)
    event = {"RecordType": "Bounce", "Type": "HardBounce", "Email": "bea@reader.example", "Description": "gone"}
    for password, bounced in (("wrong-password", False), ("a-long-password", True)):
        token = b64encode(f"coranto:{password}".encode()).decode()
        Client().post(
            "/-/mail/events/postmark/",
            json.dumps(event),
            content_type="application/json",
            headers={"authorization": f"Basic {token}"},
        )
        assert (Subscription.objects.get().bounced_at is not None) == bounced
