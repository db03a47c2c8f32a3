"""A form or query is read as UTF-8 whatever character set is named beside it."""

import logging
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.test import Client
from django.test.client import ClientHandler, RequestFactory

from coranto.config.wsgi import application
from coranto.core.form_charset import take_off

FORM, PARTS = "application/x-www-form-urlencoded", "multipart/form-data; boundary=b"
CHARSETS = ["iso-8859-1", "utf-7", "utf-16", "utf8", "hex", "undefined", "nonsense", '"', ""]
DOORS = [
    "/wp-comments-post.php",
    "/accounts/login/",
    "/desk/login/",
    "/sign-in/?next=%2F",
    "/some-post/trackback/",
    "/webmention/",
    "/wp-json/wp/v2/posts?search=x",
    "/xmlrpc.php",
    "/nothing/here/",
]


class Site(ClientHandler):
    """A site behind :mod:`coranto.config.wsgi`, which takes the name off."""

    def __call__(self, environ: dict[str, Any]) -> Any:
        take_off(environ)
        return super().__call__(environ)


def stranger() -> Client:
    client = Client(raise_request_exception=False)
    client.handler = Site(enforce_csrf_checks=True)
    client.cookies["csrftoken"] = "a" * 32
    return client


@pytest.mark.parametrize("charset", CHARSETS)
@pytest.mark.parametrize("kind", [FORM, PARTS])
def test_the_words_are_read(rf: RequestFactory, charset: str, kind: str) -> None:
    body = "url=café" if kind == FORM else '--b\r\nContent-Disposition: form-data; name="url"\r\n\r\ncafé\r\n--b--\r\n'
    environ = rf.generic("POST", "/?q=n%C3%A9e", body.encode(), content_type=kind).META
    environ["CONTENT_TYPE"] = f"{kind}; charset={charset}"
    take_off(environ)
    request = WSGIRequest(environ)
    assert (request.GET["q"], request.POST["url"]) == ("née", "café")


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [FORM, PARTS, "application/json", "text/xml"])
@pytest.mark.parametrize("charset", CHARSETS)
def test_no_door_fails(charset: str, kind: str, caplog: pytest.LogCaptureFixture) -> None:
    client = stranger()
    for door in DOORS:
        caplog.clear()
        answer = client.generic("POST", door, b"x=\xe9&url=\xff", content_type=f"{kind}; charset={charset}")
        assert answer.status_code < 500, door
        assert not [record for record in caplog.records if record.levelno >= logging.ERROR], door


@pytest.mark.django_db
def test_akismet_s_own_reading_does_not_fail_either() -> None:
    for kind in (FORM, PARTS):
        for charset in CHARSETS:
            answer = stranger().generic(
                "POST", "/1.1/verify-key", b"key=\xe9", content_type=f"{kind}; charset={charset}"
            )
            assert answer.status_code < 500, (kind, charset)


def test_the_application_takes_the_name_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(WSGIHandler, "__call__", lambda self, environ, start: [environ["CONTENT_TYPE"].encode()])
    assert application({"CONTENT_TYPE": f"{FORM}; charset=hex"}, None) == [FORM.encode()]
