"""Both sites called over XML-RPC, step by step, by the same roles."""

import http.client
import xmlrpc.client
from collections.abc import Callable, Iterator
from typing import Any
from xml.parsers.expat import ExpatError

from tests.cli.running import PATIENCE
from tests.wordpress.beside.call_steps import CALLS, Call, compared, filled
from tests.wordpress.beside.wordpress_side import WordPressSide

DOOR = "/xmlrpc.php"
HEADERS = {"Host": "digest.example", "Content-Type": "text/xml"}
Calling = Callable[[bytes], bytes]


def call_wordpress(side: WordPressSide) -> Calling:
    """Sends a call to WordPress."""

    def call(body: bytes) -> bytes:
        connection = http.client.HTTPConnection("127.0.0.1", side.port, timeout=PATIENCE)
        try:
            connection.request("POST", DOOR, body, HEADERS)
            return connection.getresponse().read()
        finally:
            connection.close()

    return call


def call_ours() -> Calling:
    """Sends a call to this site."""
    from django.test import Client

    client = Client(headers={"host": "digest.example"})
    return lambda body: bytes(client.post(DOOR, body, content_type="text/xml").content)


def answered(call: Calling, passwords: dict[str, str]) -> Iterator[tuple[Call, Any]]:
    """Each step with what is compared of its answer."""
    known: dict[str, Any] = {}
    for step in CALLS:
        known |= {"name": step.role, "password": passwords[step.role]}
        body = xmlrpc.client.dumps(tuple(filled(step.params, known)), step.method, allow_none=True).encode()
        answer = read_answer(call(body))
        if step.name:
            known[step.name] = answer
        yield step, compared(answer, step)


def read_answer(body: bytes) -> Any:
    """The value, or the fault as a text."""
    try:
        (value,), _method = xmlrpc.client.loads(body.decode(), use_builtin_types=True)
    except xmlrpc.client.Fault as fault:
        return f"fault {fault.faultCode}: {fault.faultString}"
    except (ExpatError, ValueError) as error:
        return f"not XML-RPC: {error}"
    return value


def differences(theirs: Any, ours: Any, path: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Where two answers part: the path inside, and what either has there."""
    if isinstance(theirs, dict) and isinstance(ours, dict):
        for key in theirs | ours:
            yield from differences(theirs.get(key, "(nothing)"), ours.get(key, "(nothing)"), f"{path}.{key}")
    elif isinstance(theirs, list) and isinstance(ours, list) and len(theirs) == len(ours):
        for place, (one, other) in enumerate(zip(theirs, ours, strict=True)):
            yield from differences(one, other, f"{path}.{place}")
    elif theirs != ours:
        yield path, theirs, ours


def called_both(
    wordpress: Calling, theirs_by: dict[str, str], ours: Calling, ours_by: dict[str, str]
) -> Iterator[tuple[str, list[tuple[str, Any, Any]]]]:
    """Each step with what differs."""
    for (step, one), (_same, other) in zip(answered(wordpress, theirs_by), answered(ours, ours_by), strict=True):
        yield f"{step.role} {step.method} {step.params[3:] or step.params}"[:120], list(differences(one, other))
