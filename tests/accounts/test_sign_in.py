"""Ways in: the one-time link, passwords, second factors; and what keeps others out."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coranto.accounts.actions import add_user, make_sign_in_link
from coranto.accounts.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "a quiet harbour at dusk"


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    """Rate limits count in the cache, which tests share."""
    cache.clear()


def editor(name: str = "edda", password: str = "") -> User:
    user = add_user(name=name, email=f"{name}@digest.example", role="editor", at=timezone.now())
    if password:
        user.set_password(password)
        user.save()
    return user


def by_link(user: User) -> Client:
    client = Client()
    link = reverse("accounts:sign_in_link", args=[make_sign_in_link(user=user, at=timezone.now())])
    assert client.post(link)["Location"] == reverse("accounts:ways_in")
    return client


def sign_in(name: str, password: str, client: Client | None = None) -> Client:
    client = client or Client()
    client.post(reverse("account_login"), {"login": name, "password": password})
    return client


def is_in(client: Client) -> bool:
    return client.get("/desk/").status_code == 200


def test_a_link_signs_in_once_and_asks_for_a_password() -> None:
    user = editor()
    link = reverse("accounts:sign_in_link", args=[make_sign_in_link(user=user, at=timezone.now())])
    client = Client()
    assert client.get(link).status_code == 200 and not is_in(client)
    answer = client.post(link, follow=True)
    assert is_in(client) and "choose a password" in answer.content.decode()
    other = Client()
    assert other.post(link).status_code == 410 and not is_in(other)


def test_the_password_chosen_after_a_link_signs_in_from_then_on() -> None:
    client = by_link(editor())
    answer = client.post(reverse("accounts:ways_in"), {"new_password1": PASSWORD, "new_password2": PASSWORD})
    assert answer["Location"] == "/desk/" and is_in(client)
    assert is_in(sign_in("edda", PASSWORD))
    assert is_in(sign_in("edda@digest.example", PASSWORD))


def test_a_weak_password_is_refused_in_words() -> None:
    answer = by_link(editor()).post(reverse("accounts:ways_in"), {"new_password1": "short", "new_password2": "short"})
    assert answer.status_code == 200 and "too short" in answer.content.decode()


def test_a_forgotten_password_can_be_replaced_after_a_link_but_not_otherwise() -> None:
    user = editor(password=PASSWORD)
    stranger_at_the_desk = sign_in("edda", PASSWORD)
    assert stranger_at_the_desk.get(reverse("accounts:ways_in")).status_code == 302
    new = "another harbour at dawn"
    by_link(user).post(reverse("accounts:ways_in"), {"new_password1": new, "new_password2": new})
    assert is_in(sign_in("edda", new)) and not is_in(sign_in("edda", PASSWORD))


def test_a_person_without_a_password_may_add_a_passkey_at_once() -> None:
    assert by_link(editor()).get(reverse("mfa_add_webauthn")).status_code == 200


def test_what_allauth_calls_security_keys_are_passkeys_on_every_screen() -> None:
    user = editor()
    client = by_link(user)
    text = client.get(reverse("mfa_add_webauthn")).content.decode()
    assert "Add a passkey" in text and "Passkey 1" in text and "security key" not in text.lower()
    key = Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "My phone"})
    TOTP.activate(user, generate_totp_secret())
    its = {"pk": key.pk}
    pages = [
        *map(reverse, ("mfa_index", "mfa_list_webauthn")),
        *(reverse(f"mfa_{verb}_webauthn", kwargs=its) for verb in ("edit", "remove")),
    ]
    for page in pages:
        text = client.get(page).content.decode().lower()
        assert "passkey" in text and "security key" not in text, page
    client.post(pages[-1])
    assert "Passkey removed." in client.get(reverse("mfa_index")).content.decode()


@pytest.mark.parametrize(("password", "says"), [("", "you need none of these"), (PASSWORD, "after the password")])
def test_recovery_codes_say_what_they_are_for(password: str, says: str) -> None:
    user = editor(password=password)
    client = by_link(user)
    TOTP.activate(user, generate_totp_secret())
    codes = RecoveryCodes.activate(user).get_unused_codes()
    text = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert says in text and ("you need none" in text) is (not password)
    assert len(codes) == 10 and "\n".join(codes) in text


def test_the_second_step_can_be_a_passkey() -> None:
    TOTP.activate(editor(password=PASSWORD), generate_totp_secret())
    text = sign_in("edda", PASSWORD).get(reverse("mfa_authenticate")).content.decode()
    assert "Use a passkey" in text and "security key" not in text.lower()


def test_a_person_with_a_password_gives_it_again_before_adding_a_second_factor() -> None:
    editor(password=PASSWORD)
    client = sign_in("edda", PASSWORD)
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 3600
    session.save()
    assert client.get(reverse("mfa_activate_totp")).status_code == 302


def test_with_a_second_factor_the_password_is_not_enough() -> None:
    user = editor(password=PASSWORD)
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    client = sign_in("edda", PASSWORD)
    assert not is_in(client)
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert is_in(client)


@pytest.mark.parametrize("path", ["/desk/login/", "/desk/password_reset/", "/accounts/signup/"])
def test_there_is_no_other_door(path: str) -> None:
    editor(password=PASSWORD)
    client = Client()
    client.post(path, {"username": "edda", "password": PASSWORD, "login": "edda"})
    assert not is_in(client)
    assert "password1" not in client.get(path, follow=True).content.decode()


def test_guessing_passwords_is_slowed_down() -> None:
    editor(password=PASSWORD)
    client = Client()
    for guess in range(8):
        sign_in("edda", f"guess number {guess}", client)
    assert not is_in(sign_in("edda", PASSWORD, client))


def test_a_password_is_reset_by_mail() -> None:
    editor(password=PASSWORD)
    client = Client()
    client.post(reverse("account_reset_password"), {"email": "edda@digest.example"})
    link = next(word for word in mail.outbox[0].body.split() if "/accounts/password/reset/key/" in word)
    page = client.get(link.replace("http://digest.example", ""), follow=True)
    new = "another harbour at dawn"
    client.post(page.request["PATH_INFO"], {"password1": new, "password2": new})
    assert is_in(sign_in("edda", new))


@pytest.mark.parametrize("name", ["edda", "nobody"])
def test_a_mail_leads_to_the_site_whatever_host_the_request_names(name: str) -> None:
    editor(password=PASSWORD)
    Client(headers={"host": "localhost:9999"}).post(
        reverse("account_reset_password"), {"email": f"{name}@digest.example"}
    )
    (letter,) = mail.outbox
    assert "localhost" not in letter.body and "http://digest.example/accounts/" in letter.body
    assert letter.subject.startswith("[digest.example] ") and "example.com" not in letter.body


def test_a_mail_to_confirm_an_address_leads_to_the_site_too() -> None:
    editor(password=PASSWORD)
    client = Client(headers={"host": "localhost:9999"})
    sign_in("edda", PASSWORD, client)
    client.post(reverse("account_email"), {"action_add": "", "email": "edda@other.example"})
    letter = next(each for each in mail.outbox if each.to == ["edda@other.example"])
    assert "localhost" not in letter.body and "http://digest.example/accounts/confirm-email/" in letter.body


def test_nobody_learns_from_a_reset_who_has_an_account() -> None:
    editor()
    answers = {
        Client().post(reverse("account_reset_password"), {"email": f"{name}@digest.example"}, follow=True).content
        for name in ("edda", "nobody")
    }
    assert len(answers) == 1


def test_an_administrator_makes_a_person_and_gets_a_link_for_them() -> None:
    client = by_link(add_user(name="olga", email="olga@digest.example", role="administrator", at=timezone.now()))
    form = {"username": "nils", "display_name": "Nils", "email": "nils@digest.example"}
    page = client.post(reverse("wagtailusers_users:add"), form, follow=True).content.decode()
    link = page[page.index("/sign-in/") :].split()[0].split("<")[0]
    other = Client()
    other.post(link)
    assert other.get(reverse("mfa_index")).status_code == 200
    assert not User.objects.get(username="nils").has_usable_password()


def test_an_address_belongs_to_one_person() -> None:
    client = by_link(add_user(name="olga", email="olga@digest.example", role="administrator", at=timezone.now()))
    form = {"username": "nils", "display_name": "Nils", "email": "OLGA@digest.example"}
    answer = client.post(reverse("wagtailusers_users:add"), form)
    assert answer.status_code == 200 and not User.objects.filter(username="nils").exists()
