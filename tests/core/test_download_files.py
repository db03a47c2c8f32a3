"""Files from other servers: whole or not at all, and resumed where they stopped."""

import re
import socket
from pathlib import Path

import pytest

from coranto.core.outgoing.addresses import FetchError
from coranto.core.outgoing.downloads import download
from coranto.core.outgoing.http import Fetcher, FetchLimits
from coranto.core.outgoing.pace import Pace
from tests.core.odd_servers import Script, ok, says, serving, status

BODY = bytes(range(256)) * 40
LIMITS = FetchLimits(max_bytes=1_000_000, seconds=60, retries=0)
TAGGED = ('ETag: "v1"',)


def fetcher() -> Fetcher:
    """A fetcher that may reach loopback, and does not pause."""
    return Fetcher(limits=LIMITS, allow_private=True, pace=Pace(0, sleep=lambda seconds: None))


def breaks_off(count: int, *headers: str, body: bytes = BODY) -> Script:
    """Promise the whole body, and send its beginning."""
    lines = ["HTTP/1.1 200 OK", f"Content-Length: {len(body)}", *headers]
    return says("\r\n".join(lines).encode() + b"\r\n\r\n" + body[:count])


def ranges(connection: socket.socket, request: bytes) -> None:
    """Answer a range as asked for, with the validator v1."""
    start = int(re.search(rb"Range: bytes=(\d+)-\r\n", request)[1])  # type: ignore[index]  # it is there
    rest = BODY[start:]
    connection.sendall(
        f'HTTP/1.1 206 Partial\r\nETag: "v1"\r\nContent-Range: bytes {start}-{len(BODY) - 1}/{len(BODY)}\r\n'
        f"Content-Length: {len(rest)}\r\n\r\n".encode()
        + rest
    )


def leftovers(folder: Path) -> list[str]:
    """The names of what is in a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_a_file_comes_down_whole(tmp_path: Path) -> None:
    path = tmp_path / "2016" / "x.jpg"
    with serving(ok(BODY, "Content-Type: image/jpeg")) as server:
        got = download(fetcher(), f"{server.url}/x.jpg", path, limits=LIMITS)
    assert path.read_bytes() == BODY
    assert (got.size, got.content_type, got.resumed_at) == (len(BODY), "image/jpeg", 0)
    assert leftovers(path.parent) == ["x.jpg"]


def test_a_broken_download_is_resumed_by_the_next_call(tmp_path: Path) -> None:
    path = tmp_path / "x.jpg"
    with serving(breaks_off(3000, *TAGGED), ranges) as server:
        with pytest.raises(FetchError, match="broke off after 3,000 of 10,240 bytes"):
            download(fetcher(), f"{server.url}/x.jpg", path, limits=LIMITS)
        assert not path.exists() and (tmp_path / "x.jpg.part").stat().st_size == 3000
        got = download(fetcher(), f"{server.url}/x.jpg", path, limits=LIMITS)
    assert path.read_bytes() == BODY and got.resumed_at == 3000 and got.size == len(BODY)
    assert b'If-Range: "v1"' in server.requests[1]
    assert leftovers(tmp_path) == ["x.jpg"]


def test_a_broken_download_is_resumed_within_one_call(tmp_path: Path) -> None:
    with serving(breaks_off(3000, *TAGGED), ranges) as server:
        limits = FetchLimits(seconds=60, retries=1)
        assert download(fetcher(), server.url, tmp_path / "x", limits=limits).resumed_at == 3000
    assert (tmp_path / "x").read_bytes() == BODY


def test_a_file_that_changed_meanwhile_is_fetched_anew(tmp_path: Path) -> None:
    other = b"other" * 1000
    with serving(breaks_off(3000, *TAGGED), ok(other, 'ETag: "v2"')) as server:
        with pytest.raises(FetchError):
            download(fetcher(), server.url, tmp_path / "x", limits=LIMITS)
        download(fetcher(), server.url, tmp_path / "x", limits=LIMITS)
    assert (tmp_path / "x").read_bytes() == other


@pytest.mark.parametrize("headers", [(), ('ETag: W/"weak"',)])
def test_without_a_strong_validator_nothing_is_resumed(tmp_path: Path, headers: tuple[str, ...]) -> None:
    with serving(breaks_off(3000, *headers), ok(BODY)) as server:
        with pytest.raises(FetchError):
            download(fetcher(), server.url, tmp_path / "x", limits=LIMITS)
        download(fetcher(), server.url, tmp_path / "x", limits=LIMITS)
    assert (tmp_path / "x").read_bytes() == BODY
    assert b"Range:" not in server.requests[1]


@pytest.mark.parametrize(
    "answer",
    [
        status(416, "Content-Range: bytes */10240"),
        says(b"HTTP/1.1 206 Partial\r\nContent-Range: bytes 0-10239/10240\r\nContent-Length: 10240\r\n\r\n" + BODY),
        says(b"HTTP/1.1 206 Partial\r\nContent-Length: 7240\r\n\r\n" + BODY[3000:]),
        says(b"HTTP/1.1 206 Partial\r\nContent-Range: lies\r\n\r\n" + BODY),
    ],
)
def test_a_server_that_resumes_wrongly_is_asked_for_the_whole(tmp_path: Path, answer: Script) -> None:
    with serving(breaks_off(3000, *TAGGED), answer, ok(BODY)) as server:
        download(fetcher(), server.url, tmp_path / "x", limits=FetchLimits(seconds=60, retries=2))
    assert (tmp_path / "x").read_bytes() == BODY
    assert b"Range:" in server.requests[1] and b"Range:" not in server.requests[2]


def test_a_partial_answer_to_a_whole_question_is_not_taken_for_the_whole(tmp_path: Path) -> None:
    part = says(b"HTTP/1.1 206 Partial\r\nContent-Range: bytes 5-9/10\r\nContent-Length: 5\r\n\r\nhello")
    with serving(part) as server, pytest.raises(FetchError, match="cannot be resumed"):
        download(fetcher(), server.url, tmp_path / "x", limits=LIMITS)
    assert leftovers(tmp_path) == []


def test_a_rest_that_is_too_short_is_no_whole_file(tmp_path: Path) -> None:
    short = says(
        b"HTTP/1.1 206 Partial\r\nContent-Range: bytes 3000-10239/10240\r\nContent-Length: 4\r\n\r\n" + BODY[3000:3004]
    )
    with serving(breaks_off(3000, *TAGGED), short, ranges) as server:
        for _ in range(2):
            with pytest.raises(FetchError, match="broke off"):
                download(fetcher(), server.url, tmp_path / "x", limits=LIMITS)
        assert not (tmp_path / "x").exists()
        download(fetcher(), server.url, tmp_path / "x", limits=LIMITS)
    assert (tmp_path / "x").read_bytes() == BODY


def test_the_bound_counts_what_was_there_before(tmp_path: Path) -> None:
    limits = FetchLimits(max_bytes=5000, seconds=60, retries=0)
    with serving(breaks_off(3000, *TAGGED, body=BODY[:4000]), ranges) as server:
        with pytest.raises(FetchError, match="broke off"):
            download(fetcher(), server.url, tmp_path / "x", limits=limits)
        with pytest.raises(FetchError, match="sends more than"):
            download(fetcher(), server.url, tmp_path / "x", limits=limits)
    assert not (tmp_path / "x").exists()


def test_what_another_address_left_is_not_resumed(tmp_path: Path) -> None:
    with serving(breaks_off(3000, *TAGGED), ok(BODY)) as server:
        with pytest.raises(FetchError):
            download(fetcher(), f"{server.url}/a", tmp_path / "x", limits=LIMITS)
        download(fetcher(), f"{server.url}/b", tmp_path / "x", limits=LIMITS)
    assert b"Range:" not in server.requests[1]


@pytest.mark.parametrize("note", ["", "[]", "{}", '{"url": 1, "validator": 2}', "\x00"])
def test_a_spoilt_note_starts_the_download_anew(tmp_path: Path, note: str) -> None:
    (tmp_path / "x.part").write_bytes(b"junk")
    (tmp_path / "x.part.json").write_text(note)
    with serving(ok(BODY)) as server:
        download(fetcher(), server.url, tmp_path / "x", limits=LIMITS)
    assert (tmp_path / "x").read_bytes() == BODY


def test_an_error_page_is_not_a_file(tmp_path: Path) -> None:
    page = says(b"HTTP/1.1 404 No\r\nContent-Length: 4\r\n\r\nnope")
    with serving(page) as server, pytest.raises(FetchError, match="answers 404") as caught:
        download(fetcher(), server.url, tmp_path / "x", limits=LIMITS)
    assert caught.value.status == 404 and leftovers(tmp_path) == []


def test_a_folder_that_cannot_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "x.part").mkdir()
    with serving(ok(BODY)) as server, pytest.raises(FetchError, match="cannot write"):
        download(fetcher(), server.url, tmp_path / "x", limits=LIMITS)
