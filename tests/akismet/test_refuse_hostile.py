"""Hostile and broken requests: an answer in one word, never a traceback, never a verdict that was not asked for."""

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from coranto.akismet.door import CALLS
from coranto.akismet.fields import MOST_BYTES, MOST_FIELDS, Fields, read_fields
from coranto.akismet.models import CheckedText, ClientSite
from tests.akismet.asking import FORM, ask, check, comment, make_site, word

pytestmark = pytest.mark.django_db
POSTS = [path for path, (methods, _call) in CALLS.items() if methods == ("POST",)]


def send(path: str, body: bytes, content_type: str = FORM) -> tuple[int, str]:
    """The status and the body of the answer to raw bytes."""
    answer = Client(raise_request_exception=True).post(path, body, content_type=content_type)
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize("path", POSTS)
def test_a_get_is_refused_with_what_is_allowed(path: str) -> None:
    answer = Client().get(path)
    assert answer.status_code == 405 and answer["Allow"] == "POST"
    assert word(answer) == "invalid"  # type: ignore[arg-type]  # django-stubs has a type of its own


def test_an_unknown_call_is_not_there() -> None:
    assert send("/1.1/recipe-check", b"")[0] == 404


@pytest.mark.parametrize("missing", ["blog", "user_ip"])
def test_a_missing_field_is_named(missing: str) -> None:
    _site, key = make_site()
    answer = check(key, **{missing: ""})
    assert answer.status_code == 200 and word(answer) == "invalid" and missing in answer["X-akismet-debug-help"]


def test_a_request_without_a_key_is_refused() -> None:
    assert word(ask("comment-check", **comment())) == "invalid"
    assert word(ask("comment-check", "' OR 1=1 --", **comment())) == "invalid"


def test_a_megabyte_is_judged_and_more_is_refused() -> None:
    _site, key = make_site()
    head = f"api_key={key}&blog=http%3A%2F%2Fx.example&user_ip=1.2.3.4&comment_content=".encode()
    assert send("/1.1/comment-check", head + b"a+" * ((MOST_BYTES - len(head)) // 2)) == (200, "false")
    assert send("/1.1/comment-check", head + b"a" * MOST_BYTES) == (413, "invalid")
    assert send("/1.1/comment-check", b"&a=1" * (MOST_FIELDS + 1))[0] == 413


@pytest.mark.parametrize("junk", ["\x00", "a\x00b", "\ud800", "é\r\nX-Injected: 1", "٣", "\u202e", "A" * 60_000])
def test_odd_signs_anywhere_are_taken(junk: str) -> None:
    _site, key = make_site(minute_limit=0)
    raw = junk.encode("utf-8", "surrogatepass").decode("latin-1")
    for name in ("comment_content", "comment_author", "user_ip", "comment_post_ID", "permalink", "POST_ak_bkpc"):
        answer = check(key, **{"comment_content": "The tide came in", name: "1" + raw})
        assert word(answer) in ("true", "false"), name
    for name in ("guid", "reporter", "comment_check_response", "comment_content"):
        assert ask("submit-ham", key, **comment(**{name: raw})).status_code == 200
    assert "X-Injected" not in answer


def test_text_in_an_old_character_set_is_read() -> None:
    body = b"blog_charset=ISO-8859-1&comment_content=caf%E9+cr%E8me"
    assert parsed(body)["comment_content"] == "café crème"
    assert parsed(b"comment_content=%D0%B4%D0%B0&blog_charset=ISO-8859-1")["comment_content"] == "да"
    assert parsed(b"blog_charset=no-such-set&comment_content=%FF")["comment_content"] == "\ufffd"
    assert parsed(b"blog_charset=base64&comment_content=%FF")["comment_content"] == "\ufffd"


def parsed(body: bytes, content_type: str = FORM) -> Fields:
    """The fields of a body."""
    from django.test import RequestFactory

    return read_fields(RequestFactory().post("/1.1/comment-check", body, content_type=content_type))


def test_arrays_and_repeated_fields_do_no_harm() -> None:
    fields = parsed(
        b"comment_content=a&comment_content=b&blog[]=x&blog[a][b]=y&comment_context[]=k&comment_context[1]=l"
    )
    assert fields["comment_content"] == "b" and fields["blog"] == "" and fields.context == ("k", "l")
    _site, key = make_site()
    assert word(ask("comment-check", key, **{**comment(), "user_ip[]": "1.2.3.4", "user_ip": ""})) == "invalid"


def test_multipart_and_unnamed_forms_are_read_and_broken_ones_refused() -> None:
    _site, key = make_site()
    form = {"api_key": key, "blog": "http://x.example", **comment()}
    assert Client().post("/1.1/comment-check", form).content == b"false"
    assert send("/1.1/verify-key", f"key={key}&blog=x".encode(), "charset=utf-8") == (200, "valid")
    assert send("/1.1/verify-key", b"--x\r\nnonsense", "multipart/form-data")[0] in (200, 400)
    odd = Client().post("/1.1/verify-key", b"--x", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH="-9x")
    assert odd.status_code == 413
    assert send("/1.1/verify-key", b"{}", "application/json") == (200, "invalid")


def test_reports_take_any_numbers_and_months() -> None:
    _site, key = make_site()
    for odd in ("0000-00", "9999-12", "0001-01", "x", "-1", "99999999999999999999", "2026-11-01", "٣", ""):
        asked = {"api_key": key, "month": odd, "limit": odd, "offset": odd, "filter": odd, "format": odd}
        assert Client().get("/1.2/key-sites", asked).status_code == 200
    assert Client().get("/1.2/usage-limit", {"extended": "1"}).content == b"invalid"
    assert word(ask("get-stats", key=key, **{"from": "\x00"})).startswith("{")


def test_a_submission_without_words_teaches_nothing() -> None:
    site, key = make_site()
    assert ask("submit-spam", key).status_code == 200
    site.refresh_from_db()
    assert site.newest_lesson == 0


def test_a_callback_may_only_lead_to_the_site_itself() -> None:
    _site, key = make_site("https://otters.example/")
    for callback in (
        "http://127.0.0.1/",
        "https://herons.example/hook",
        "https://otters.example@herons.example/",
        "https://otters.example.herons.example/",
        "http://[",
        "javascript:alert(1)",
    ):
        check(key, callback=callback)
    assert not CheckedText.objects.exclude(callback="").exists()
    check(key, callback="https://otters.example/hook")
    row = CheckedText.objects.exclude(callback="").get()
    assert key not in str(row.fields)


class Fuzzing(TestCase):
    """Any bytes at all."""

    @settings(max_examples=60, deadline=None)
    @given(st.sampled_from(sorted(CALLS)), st.binary(max_size=400), st.booleans())
    def test_any_bytes_get_an_answer(self, path: str, junk: bytes, with_key: bool) -> None:
        site, key = make_site(minute_limit=0)
        head = f"api_key={key}&blog=x&user_ip=1&".encode() if with_key else b""
        status, text = send(path, head + junk)
        assert status in (200, 400, 405, 413) and "Traceback" not in text
        ClientSite.objects.filter(pk=site.pk).delete()
