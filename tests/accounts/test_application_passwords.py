"""Passwords of programs: making them, what they open, how guessing ends, and who may revoke them."""

import datetime
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from coranto.accounts.application_passwords import (
    MOST_FAILURES,
    MOST_FROM_ADDRESS,
    make_application_password,
    revoke_application_password,
    user_of,
)
from coranto.accounts.models import ApplicationPassword, User
from tests.desk import ROLES, desk, person

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    """Rate limits count in the cache, which tests share."""
    cache.clear()


def made(user: User, name: str = "Editor") -> str:
    return make_application_password(user=user, name=name, at=AT, by=user)


def test_a_password_is_six_groups_of_four_and_only_a_digest_is_kept() -> None:
    secret = made(person("editor"))
    assert re.fullmatch(r"([A-Za-z0-9]{4} ){5}[A-Za-z0-9]{4}", secret)
    row = ApplicationPassword.objects.get()
    assert secret.replace(" ", "") not in str(vars(row)) and secret not in str(vars(row))


@pytest.mark.parametrize("role", ROLES)
def test_everybody_with_a_role_comes_in_by_name_or_address_with_or_without_spaces(role: str) -> None:
    user = person(role)
    User.objects.filter(pk=user.pk).update(email="someone@digest.example")
    secret = made(user)
    for name in (user.username, user.username.upper(), "someone@digest.example", " Someone@Digest.example "):
        for password in (secret, secret.replace(" ", ""), f" {secret}\n"):
            assert user_of(name, password, at=AT) == user


def test_nothing_else_opens() -> None:
    user, other = person("editor"), person("author")
    secret = made(user)
    assert user_of("editor", "a long pass phrase", at=AT) is None, "the person's own password"
    assert user_of("author", secret, at=AT) is None, "somebody else's"
    assert user_of("", secret, at=AT) is None
    assert user_of("editor", "", at=AT) is None
    assert user_of("editor", secret.swapcase(), at=AT) is None
    assert user_of("ed\x00itor\ud800", "\ud800", at=AT) is None
    assert user_of("author", made(other), at=AT) == other


def test_an_empty_address_is_no_name() -> None:
    secret = made(person("editor"))
    assert user_of("  ", secret, at=AT) is None


def test_those_who_lost_their_role_or_account_stay_outside() -> None:
    user = person("author")
    secret = made(user)
    user.groups.clear()
    assert user_of("author", secret, at=AT) is None
    owner = person("administrator")
    key = made(owner)
    User.objects.filter(pk=owner.pk).update(is_active=False)
    assert user_of("administrator", key, at=AT) is None


def test_a_revoked_password_opens_nothing() -> None:
    user = person("editor")
    secret = made(user)
    revoke_application_password(password=ApplicationPassword.objects.get(), by=user)
    assert user_of("editor", secret, at=AT) is None


def test_guessing_ends_for_that_name_and_address_only() -> None:
    user, other = person("editor"), person("author")
    secret, of_other = made(user), made(other)
    for _ in range(MOST_FAILURES):
        assert user_of("editor", "wrong", at=AT, network="192.0.2.1") is None
    assert user_of("editor", secret, at=AT, network="192.0.2.1") is None
    assert user_of("editor", secret, at=AT, network="192.0.2.2") == user, "nobody locks others out"
    assert user_of("author", of_other, at=AT, network="192.0.2.1") == other


def test_guessing_many_names_from_one_address_ends_too() -> None:
    user = person("editor")
    secret = made(user)
    for at in range(MOST_FROM_ADDRESS):
        user_of(f"nobody{at}", "wrong", at=AT, network="192.0.2.1")
    assert user_of("editor", secret, at=AT, network="192.0.2.1") is None


def test_guessing_from_all_over_a_64_of_ipv6_ends_too() -> None:
    user = person("editor")
    secret = made(user)
    for at in range(MOST_FAILURES):
        user_of("editor", "wrong", at=AT, network=f"2001:db8::{at + 1:x}")
    assert user_of("editor", secret, at=AT, network="2001:db8::ffff") is None
    assert user_of("editor", secret, at=AT, network="2001:db8:0:1::1") == user


def test_a_wrong_password_costs_the_same_whether_or_not_there_is_such_a_person() -> None:
    made(person("editor"))
    for name in ("editor", "nobody"):
        with CaptureQueriesContext(connection) as queries:
            assert user_of(name, "wrong", at=AT) is None
        assert len(queries) == 1


def test_its_use_is_noted_at_most_once_a_minute() -> None:
    secret = made(person("editor"))
    moments = []
    for seconds in (0, 59, 60):
        user_of("editor", secret, at=AT + datetime.timedelta(seconds=seconds))
        moments.append(ApplicationPassword.objects.get().last_used_at)
    assert moments == [AT, AT, AT + datetime.timedelta(minutes=1)]


def test_the_desk_shows_a_new_one_once_and_both_acts_are_logged() -> None:
    user = person("author")
    client, page = desk(user=user), reverse("accounts_desk:application_passwords")
    answer = client.post(page, {"name": "<b>Editor</b>"}).content.decode()
    found = re.search(r"<code>((?:\w{4} ){5}\w{4})</code>", answer)
    assert found and user_of("author", found[1], at=timezone.now()) == user
    again = client.get(page).content.decode()
    assert found[1] not in again and "&lt;b&gt;Editor" in again
    key = ApplicationPassword.objects.get().pk
    client.post(reverse("accounts_desk:revoke_application_password", args=[key]))
    assert user_of("author", found[1], at=timezone.now()) is None
    said = [str(entry.message) for entry in ModelLogEntry.objects.order_by("pk")]
    assert said == ["Made the application password “<b>Editor</b>”", "Revoked the application password “<b>Editor</b>”"]
    assert ModelLogEntry.objects.filter(user=user, object_id=str(user.pk)).count() == 2


def test_a_name_is_needed_and_there_may_not_be_too_many() -> None:
    user = person("author")
    client, page = desk(user=user), reverse("accounts_desk:application_passwords")
    client.post(page, {"name": " "})
    assert not ApplicationPassword.objects.exists()
    for _ in range(50):
        made(user)
    assert "too many" in client.post(page, {"name": "x"}).content.decode()
    assert ApplicationPassword.objects.count() == 50


@pytest.mark.parametrize("role", ROLES)
def test_only_administrators_see_and_revoke_those_of_others(role: str) -> None:
    somebody = person("editor", "somebody")
    made(somebody, "Their machine")
    key = ApplicationPassword.objects.get().pk
    client = desk(role)
    answer = client.get(reverse("accounts_desk:application_passwords_of", args=[somebody.pk]))
    assert ("Their machine" in answer.content.decode()) == (role == "administrator")
    client.post(reverse("accounts_desk:revoke_application_password", args=[key]))
    assert ApplicationPassword.objects.exists() != (role == "administrator")


def test_there_is_a_way_to_them_from_the_account_and_for_administrators_from_the_person() -> None:
    page = desk("author").get(reverse("wagtailadmin_account")).content.decode()
    assert reverse("accounts_desk:application_passwords") in page
    somebody = person("editor", "somebody")
    screen = desk("administrator").get(reverse("wagtailusers_users:edit", args=[somebody.pk])).content.decode()
    assert reverse("accounts_desk:application_passwords_of", args=[somebody.pk]) in screen
