"""NUL in an address or a form is refused in one line, on either database."""

import pytest
from django.db import connection
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/%00/", "/2016/03/a%00b/", "/?s=%00", "/?cat=%00", "/sign-in/?next=%00"])
def test_nul_in_an_address_is_refused(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 400
    assert b"NUL" in answer.content and answer.content.count(b"\n") == 1


def test_nul_in_a_form_is_no_error_of_ours(client: Client) -> None:
    answer = client.post("/sign-in/", {"login": "a\x00b", "password": "c\x00d"})
    assert answer.status_code in {200, 400, 404, 405}


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL refuses NUL")
def test_postgresql_s_complaint_becomes_the_same_answer(client: Client) -> None:
    answer = client.post("/wp-comments-post.php", {"comment_post_ID": "1\x00", "comment": "a\x00b"})
    assert answer.status_code < 500
