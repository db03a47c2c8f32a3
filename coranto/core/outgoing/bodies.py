"""The body of an answer as blocks, unpacked if it was packed, and within bounds whatever the server says."""

import http.client
import time
import zlib
from collections.abc import Iterator

from coranto.core.outgoing.addresses import FetchError

BLOCK_BYTES = 64 * 1024
GRACE_SECONDS = 15.0


def body_blocks(response: http.client.HTTPResponse, host: str, max_bytes: int, slowest: float) -> Iterator[bytes]:
    """Yield the body of an answer, unpacked. Raise FetchError when it is too long, too short or too slow.

    ``max_bytes`` bounds what is sent and what it unpacks to. ``slowest`` is in bytes a second, on average from
    ``GRACE_SECONDS`` on.
    """
    packing = (response.getheader("Content-Encoding") or "identity").strip().lower()
    blocks = _sent_blocks(response, host, max_bytes, slowest)
    if packing in ("identity", ""):
        return blocks
    if packing in ("gzip", "x-gzip", "deflate"):
        return _unpacked(blocks, host, max_bytes)
    raise FetchError(f"{host} sends its answer packed as {packing[:40]!r}, which was not asked for")


def promised_length(response: http.client.HTTPResponse) -> int | None:
    """Return the Content-Length of an answer, ``None`` if it has none that counts."""
    value = (response.getheader("Content-Length") or "").strip()
    if response.chunked or not (value.isascii() and value.isdigit() and len(value) < 19):
        return None
    return int(value)


def too_long(host: str, max_bytes: int) -> FetchError:
    """Return the error for a body beyond the bound."""
    return FetchError(f"{host} sends more than {max_bytes:,} bytes")


def _sent_blocks(response: http.client.HTTPResponse, host: str, max_bytes: int, slowest: float) -> Iterator[bytes]:
    length = promised_length(response)
    if length is not None and length > max_bytes:
        raise too_long(host, max_bytes)
    count, start = 0, time.monotonic()
    while length is None or count < length:
        block = response.read1(BLOCK_BYTES if length is None else min(BLOCK_BYTES, length - count))
        if not block:
            break
        count += len(block)
        if count > max_bytes:
            raise too_long(host, max_bytes)
        _check_speed(count, time.monotonic() - start, host, slowest)
        yield block
    if length is not None and count < length:
        raise FetchError(f"{host} broke off after {count:,} of {length:,} bytes", passing=True)


def _check_speed(count: int, seconds: float, host: str, slowest: float) -> None:
    if seconds > GRACE_SECONDS and count < slowest * seconds:
        raise FetchError(f"{host} is too slow: {count:,} bytes in {seconds:.0f} seconds", passing=True)


def _unpacked(blocks: Iterator[bytes], host: str, max_bytes: int) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(wbits=47)  # gzip or zlib, by its first bytes
    count = 0
    try:
        for block in blocks:
            packed = block
            while packed:
                unpacked = unpacker.decompress(packed, BLOCK_BYTES)
                packed = unpacker.unconsumed_tail
                count += len(unpacked)
                if count > max_bytes:
                    raise too_long(host, max_bytes)
                yield unpacked
    except zlib.error as error:
        raise FetchError(f"{host} sends an answer that cannot be unpacked") from error
    if not unpacker.eof:
        raise FetchError(f"{host} broke off in the middle of a packed answer", passing=True)
