"""Readers sign in with accounts from elsewhere and by mail, and reach nothing but the discussion."""

import datetime
import re

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialLogin
from django.core import mail
from django.test import Client, RequestFactory
from django.utils import timezone

from coranto.accounts.models import ReaderLink, User
from coranto.accounts.reader_accounts import accounts_of
from coranto.accounts.reader_links import make_reader, send_reader_link
from coranto.accounts.social import SocialAdapter
from coranto.config.environment import SettingError
from coranto.config.sign_in import providers
from tests.desk import person

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
NAMES = ("WORDPRESS", "GITHUB", "GOOGLE", "FACEBOOK", "X", "OPENID", "MASTODON", "EMAIL")


def mailed_link(email: str = "rita@reader.example", way_back: str = "/post/?draft=k#respond") -> str:
    """The path in the mail that was sent."""
    send_reader_link(email=email, name="Rita", way_back=way_back, site="A weblog", at=timezone.now())
    found = re.search(r"http://digest\.example(/sign-in/reader/\S+)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def test_a_link_by_mail_signs_a_reader_in_once_and_leads_back() -> None:
    link, client = mailed_link(), Client()
    assert "rita@reader.example" in client.get(link).content.decode()
    assert not User.objects.filter(email="rita@reader.example").exists()
    assert client.post(link)["Location"] == "/post/?draft=k#respond"
    user = User.objects.get(email="rita@reader.example")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert user.shown_name == "Rita" and not user.has_usable_password()
    assert EmailAddress.objects.get(user=user).verified
    assert Client().post(link).status_code == 410


def test_the_button_on_the_page_behind_the_link_works_in_browsers() -> None:
    """A page with ``no-referrer`` makes browsers send ``Origin: null`` with its forms, which Django refuses."""
    client = Client(enforce_csrf_checks=True)
    page = client.get(link := mailed_link())
    assert page["Referrer-Policy"] == "same-origin"
    form = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())
    assert form
    given = {"csrfmiddlewaretoken": form[1]}
    assert client.post(link, given, headers={"Origin": "http://digest.example"}).status_code == 302


def test_the_same_address_is_the_same_reader() -> None:
    for email in ("rita@reader.example", "Rita@reader.example"):
        Client().post(mailed_link(email=email))
    assert User.objects.filter(email__iexact="rita@reader.example").count() == 1


def test_a_link_ends_after_an_hour_and_only_its_digest_is_kept() -> None:
    link = mailed_link()
    assert link.strip("/").rsplit("/", 1)[-1] not in ReaderLink.objects.get().digest
    ReaderLink.objects.update(expires_at=timezone.now() - datetime.timedelta(seconds=1))
    assert Client().get(link).status_code == 410 and Client().post(link).status_code == 410


@pytest.mark.parametrize("role", ["administrator", "editor", "author", "contributor", "moderator"])
def test_a_mail_does_not_open_the_desk(role: str) -> None:
    user = person(role)
    User.objects.filter(pk=user.pk).update(email="boss@digest.example")
    client = Client()
    assert client.post(mailed_link(email="boss@digest.example")).status_code == 410
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_a_link_leads_back_to_this_site_only(elsewhere: str) -> None:
    assert Client().post(mailed_link(way_back=elsewhere))["Location"] == "/"


@pytest.mark.parametrize(
    "path", ["/desk/", "/desk/reports/site-history/", "/desk/images/", "/desk/pages/", "/desk/account/", "/desk/users/"]
)
def test_a_reader_never_reaches_the_desk(path: str) -> None:
    client = Client()
    client.force_login(make_reader(email="r@reader.example", name="R", at=timezone.now()), backend=BACKEND)
    answer = client.get(path)
    assert answer.status_code in {302, 403, 404}
    assert answer.status_code != 302 or "/login" in answer["Location"] or answer["Location"] == "/desk/" != path


def reader_with_a_strangers_address() -> tuple[Client, User]:
    """A reader who came from elsewhere without an address, and claims somebody else's."""
    user = User(username="from-elsewhere")
    user.set_unusable_password()
    user.save()
    client = Client()
    client.force_login(user, backend=BACKEND)
    client.post("/accounts/email/", {"action_add": "", "email": "rita@reader.example"})
    assert not EmailAddress.objects.get(user=user).verified
    return client, user


def test_an_address_that_is_not_proven_does_not_become_an_accounts_own() -> None:
    client, user = reader_with_a_strangers_address()
    answer = client.post("/accounts/email/", {"action_primary": "", "email": "rita@reader.example"}, follow=True)
    assert "verified" in answer.content.decode()
    user.refresh_from_db()
    assert user.email == "" and not EmailAddress.objects.get(user=user).primary
    victim = Client()
    victim.post(mailed_link())
    assert victim.session["_auth_user_id"] != str(user.pk)


def test_an_address_that_is_proven_becomes_an_accounts_own() -> None:
    client, user = reader_with_a_strangers_address()
    EmailAddress.objects.update(verified=True)
    client.post("/accounts/email/", {"action_primary": "", "email": "rita@reader.example"})
    user.refresh_from_db()
    assert user.email == "rita@reader.example"


def test_an_address_that_is_not_proven_does_not_take_the_place_of_one_that_is_removed() -> None:
    client, user = reader_with_a_strangers_address()
    User.objects.filter(pk=user.pk).update(email="own@reader.example")
    client.get("/accounts/email/")  # allauth notes the account's own address there
    client.post("/accounts/email/", {"action_remove": "", "email": "own@reader.example"})
    user.refresh_from_db()
    assert user.email == "own@reader.example"


def test_an_account_that_took_an_address_before_without_a_proof_is_not_its_owners() -> None:
    _client, user = reader_with_a_strangers_address()
    User.objects.filter(pk=user.pk).update(email="rita@reader.example")
    assert not accounts_of("rita@reader.example").exists()
    victim = Client()
    victim.post(mailed_link())
    assert victim.session["_auth_user_id"] != str(user.pk)
    assert [each.pk for each in accounts_of("rita@reader.example")] == [int(victim.session["_auth_user_id"])]


def social_login(email: str, *, verified: bool) -> SocialLogin:
    """Somebody who comes from elsewhere with an address."""
    user = User(username="x", email=email)
    return SocialLogin(user=user, email_addresses=[EmailAddress(email=email, verified=verified, primary=True)])


@pytest.mark.parametrize(
    ("email", "verified", "kept"),
    [
        ("new@reader.example", True, "new@reader.example"),
        ("new@reader.example", False, ""),
        ("boss@digest.example", True, ""),
        ("BOSS@digest.example", True, ""),
    ],
)
def test_an_address_from_elsewhere_is_believed_when_verified_and_free(email: str, verified: bool, kept: str) -> None:
    User.objects.create_user(username="boss", email="boss@digest.example", password="a long pass phrase")
    found = social_login(email, verified=verified)
    request = RequestFactory().get("/")
    SocialAdapter(request).pre_social_login(request, found)
    assert found.user.email == kept and len(found.email_addresses) == bool(kept)


def test_providers_appear_only_when_set_up(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(f"CORANTO_SIGN_IN_{name}", raising=False)
    assert providers() == ({}, [])
    monkeypatch.setenv("CORANTO_SIGN_IN_WORDPRESS", "1:s:e")
    monkeypatch.setenv("CORANTO_SIGN_IN_GITHUB", "id:secret")
    monkeypatch.setenv("CORANTO_SIGN_IN_OPENID", "Our_Club|https://club.example/|id|secret")
    monkeypatch.setenv("CORANTO_SIGN_IN_MASTODON", "1")
    monkeypatch.setenv("CORANTO_SIGN_IN_EMAIL", "1")
    found, ways = providers()
    expected = ["WordPress.com", "Our Club", "GitHub", "Mastodon", "e-mail link", "passkey"]
    assert [name for _key, name in ways] == expected
    wordpress, club = found["openid_connect"]["APPS"]
    assert (wordpress["provider_id"], wordpress["client_id"], wordpress["secret"]) == ("wordpress", "1", "s:e")
    assert club["settings"]["server_url"] == "https://club.example"


@pytest.mark.parametrize(
    ("name", "value"), [("GITHUB", "only-an-id"), ("OPENID", "Club|club.example|a|b"), ("OPENID", "Club|https://c")]
)
def test_a_setting_that_cannot_be_read_says_what_to_write(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"CORANTO_SIGN_IN_{name}", value)
    with pytest.raises(SettingError, match=f"CORANTO_SIGN_IN_{name}"):
        providers()
