"""Pages travel packed: by Brotli for readers without cookies, by gzip with random bytes for those with some."""

import gzip

import brotli
import pytest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory

from coranto.config.compression import PackedPages

TEXT = b"The ferry leaves at noon. " * 100
BROWSER = "gzip, deflate, br, zstd"


def packed(response: HttpResponseBase, accepted: str = BROWSER, cookie: str = "") -> HttpResponseBase:
    """The answer as the middleware leaves it."""
    request = RequestFactory().get("/", headers={"accept-encoding": accepted})
    if cookie:
        request.COOKIES["sessionid"] = cookie

    def answer(request: HttpRequest) -> HttpResponseBase:
        return response

    return PackedPages(answer).process_response(request, response)


def test_a_reader_without_cookies_gets_brotli() -> None:
    answer = packed(HttpResponse(TEXT, headers={"ETag": '"abc"'}))
    assert isinstance(answer, HttpResponse)
    assert answer["Content-Encoding"] == "br"
    assert brotli.decompress(answer.content) == TEXT
    assert answer["Content-Length"] == str(len(answer.content))
    assert (answer["Vary"], answer["ETag"]) == ("Accept-Encoding", 'W/"abc"')


def test_a_reader_with_cookies_gets_gzip_of_random_length() -> None:
    lengths = set()
    for _each in range(30):
        answer = packed(HttpResponse(TEXT), cookie="secret")
        assert isinstance(answer, HttpResponse)
        assert answer["Content-Encoding"] == "gzip"
        assert gzip.decompress(answer.content) == TEXT
        lengths.add(len(answer.content))
    assert len(lengths) > 1


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("br; q=0.5", "br"), ("BR", "br"), ("brotli", None), ("", None)],
)
def test_only_what_the_reader_takes_is_sent(accepted: str, encoding: str | None) -> None:
    assert packed(HttpResponse(TEXT), accepted).get("Content-Encoding") == encoding


def test_short_and_packed_answers_stay_as_they_are() -> None:
    assert "Content-Encoding" not in packed(HttpResponse(b"short")).headers
    noise = gzip.compress(bytes(range(256)))
    answer = packed(HttpResponse(noise, headers={"Content-Encoding": "gzip"}))
    assert isinstance(answer, HttpResponse)
    assert answer.content == noise


def test_a_stream_is_packed_as_it_comes() -> None:
    answer = packed(StreamingHttpResponse([TEXT, TEXT]))
    assert isinstance(answer, StreamingHttpResponse)
    assert answer["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.getvalue()) == TEXT * 2
