"""Who asks over REST: application passwords, and nothing else."""

import pytest
from django.core.cache import cache
from django.test import Client

from coranto.accounts.application_passwords import MOST_FAILURES
from coranto.accounts.models import ApplicationPassword
from tests import world
from tests.desk import desk, person
from tests.wordpress.rest_asking import V2
from tests.wordpress.rest_person import Program, basic

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


def test_a_program_is_told_whom_it_stands_for() -> None:
    ask = Program("author")
    me = ask.get("users/me?context=edit")
    assert (me["username"], me["roles"], me["capabilities"]["publish_posts"]) == ("author", ["author"], True)
    assert "edit_others_posts" not in me["capabilities"]
    assert "email" not in ask.get("users/me")
    assert "private" in ask.headers["Cache-Control"]


@pytest.mark.parametrize("name", ["editor", "nobody", "a@b.example"])
def test_a_wrong_name_and_a_wrong_password_are_answered_alike(name: str) -> None:
    Program("editor")
    response = Client().get(f"{V2}posts", headers={"Authorization": basic(name, "wrong")})
    assert response.status_code == 401
    assert response.json() == {
        "code": "incorrect_password",
        "message": "The provided password is an invalid application password.",
        "data": {"status": 401},
    }


def test_without_any_application_password_the_header_is_passed_over() -> None:
    assert Client().get(f"{V2}posts", headers={"Authorization": basic("gate", "secret")}).status_code == 200
    for odd in ("Basic", "Basic !!!", "Basic YWJj", "Bearer x", "Basic " + "A" * 5_000):
        assert Client().get(f"{V2}posts", headers={"Authorization": odd}).status_code == 200


def test_guessing_is_slowed_down() -> None:
    Program("editor")
    wrong = {"Authorization": basic("editor", "wrong")}
    codes = [Client().get(f"{V2}posts", headers=wrong).status_code for _try in range(MOST_FAILURES + 1)]
    assert (codes[0], codes[-1]) == (401, 429)


def test_the_password_of_a_person_and_a_cookie_open_nothing() -> None:
    Program(user=person("editor"))
    own = {"Authorization": basic("editor", "a long pass phrase")}
    assert Client().get(f"{V2}users/me", headers=own).status_code == 401
    browser = desk("administrator")
    assert browser.get(f"{V2}users/me").json()["code"] == "rest_not_logged_in"
    assert browser.post(f"{V2}posts", {"title": "x"}).json()["code"] == "rest_cannot_create"
    assert browser.get(f"{V2}posts?context=edit").status_code == 401


def test_passwords_are_listed_made_and_revoked() -> None:
    ask, other = Program("author"), Program("contributor")
    own = "users/me/application-passwords"
    made = ask.made(own, name="Phone")
    assert len(made["password"].split()) == 6
    fresh = {"Authorization": basic("author", made["password"])}
    assert Client().get(f"{V2}users/me", headers=fresh).status_code == 200
    assert {row["name"] for row in ask.get(own)} == {"script", "Phone"}
    assert "password" not in ask.get(f"{own}/{made['uuid']}")
    assert ask.get(f"{own}/introspect")["name"] == "script"
    assert ask.get("users/me")["id"] == 0  # who has written nothing has no public face
    ask.made("posts", title="A first one")
    number = ask.get("users/me")["id"]
    path = f"users/{number}/application-passwords"
    assert other.refused("GET", path) == (403, "rest_cannot_list_application_passwords")
    assert other.refused("DELETE", f"{path}/{made['uuid']}") == (403, "rest_cannot_delete_application_password")
    assert Program("administrator").refused("POST", path, name="x")[0] == 403
    assert ask("DELETE", f"{own}/{made['uuid']}")[1]["deleted"] is True
    assert Client().get(f"{V2}users/me", headers=fresh).status_code == 401
    assert ask("DELETE", own)[1] == {"deleted": True, "count": 1}
    assert not ApplicationPassword.objects.filter(user=ask.user).exists()


def test_strangers_learn_nothing_of_passwords() -> None:
    author = world.make_author("Ada")
    world.make_post(author=author)
    for path in (f"users/{author.number}/application-passwords", "users/me/application-passwords"):
        assert Client().get(V2 + path).status_code == 401
        assert Client().post(V2 + path, {"name": "x"}, content_type="application/json").status_code == 401
