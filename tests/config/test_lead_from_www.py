"""``www.`` before the site's name, or missing there: readers are led to the address, programs are answered."""

import logging
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def hosts(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["digest.example", "www.digest.example"]
    settings.WWW_TWIN = "www.digest.example"


@pytest.mark.parametrize("path", ["/", "/?p=7&x=%C3%A9", "/2016/02/07/the-tide/", "/nothing-here/", "/caf%C3%A9/"])
def test_whoever_reads_is_led_to_the_sites_own_name(client: Client, path: str) -> None:
    for host in ("www.digest.example", "WWW.Digest.Example"):
        answer = client.get(path, headers={"Host": host})
        assert (answer.status_code, answer["Location"]) == (301, f"http://digest.example{path}")


def test_programs_are_answered_under_either_name(client: Client) -> None:
    for host in ("digest.example", "www.digest.example"):
        assert client.get("/wp-json/", headers={"Host": host}).status_code == 200
        said = client.post("/xmlrpc.php", b"<methodCall/>", content_type="text/xml", headers={"Host": host})
        assert b"<fault>" in said.content


def test_a_twin_that_is_named_as_a_further_host_is_no_twin(client: Client, settings: Any) -> None:
    settings.WWW_TWIN = ""
    assert client.get("/", headers={"Host": "www.digest.example"}).status_code == 200


def test_other_names_are_refused(client: Client) -> None:
    for host in ("www.www.digest.example", "wwwdigest.example", "digest.example.evil.example"):
        assert client.get("/", headers={"Host": host}).status_code == 400


def test_a_wrong_name_is_one_line_of_the_log(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    (stderr,) = (each for each in logging.getLogger().handlers if each.get_name() == "stderr")
    client.get("/", headers={"Host": "other.example"})
    (record,) = (each for each in caplog.records if each.levelno >= logging.ERROR)
    assert stderr.filter(record)
    assert "other.example" in stderr.format(record) and "\n" not in stderr.format(record)
