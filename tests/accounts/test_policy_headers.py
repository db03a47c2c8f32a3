"""The policy for scripts: strict on the public site, looser at the desk; and no other host in any screen."""

import re

import pytest
from django.conf import settings
from django.test import Client

from tests import world as w
from tests.desk import desk, post_form, written

pytestmark = pytest.mark.django_db
HEADER = "Content-Security-Policy"
SCREENS = [
    "/desk/",
    "/desk/posts/",
    "/desk/posts/add/",
    "/desk/attributions/",
    "/desk/publication/",
    "/desk/import/",
    "/desk/menus/new/",
    "/desk/users/",
    "/desk/account/",
    "/desk/pages/",
    "/desk/images/",
    "/desk/reports/site-history/",
    "/accounts/login/",
    "/accounts/2fa/",
    "/sign-in/ways/",
]


@pytest.mark.parametrize("path", ["/", "/accounts/login/", "/accounts/password/reset/", "/nothing-here/"])
def test_public_pages_run_no_script_of_the_page(path: str) -> None:
    policy = Client().get(path)[HEADER]
    assert "unsafe-inline" not in policy and "unsafe-eval" not in policy and "default-src 'self'" in policy


def test_the_desk_alone_may_run_wagtails_scripts() -> None:
    policy = dict(part.strip().split(" ", 1) for part in desk().get("/desk/")[HEADER].split(";"))
    assert policy["script-src"] == policy["style-src"] == "'self' 'unsafe-inline'"
    assert policy["default-src"] == "'self'" and "connect-src" not in policy


def test_a_signed_in_reader_of_the_public_site_has_the_strict_policy() -> None:
    assert "unsafe-inline" not in desk().get("/")[HEADER]


def test_a_preview_has_the_policy_of_the_public_page() -> None:
    client = desk()
    post = written(client)
    client.post(f"/desk/posts/preview/{post.pk}/", post_form())
    answer = client.get(f"/desk/posts/preview/{post.pk}/")
    assert answer.status_code == 200 and "unsafe-inline" not in answer[HEADER]


@pytest.mark.parametrize("path", SCREENS)
def test_no_screen_names_another_host(path: str) -> None:
    w.make_post()
    page = desk("administrator").get(path, follow=True).content.decode()
    page = re.sub(r"<noscript.*?</noscript>", "", page, flags=re.DOTALL)  # Wagtail's explanation of scripts
    found = set(re.findall(r"(?:src|href|action|data-[\w-]+)=[\"'](?:https?:)?//([^/\"']+)", page))
    own = settings.PUBLIC_URL.split("://")[1]
    assert found <= {own, "testserver"}
