"""The description for machines is true: schemathesis asks what it can think of, and compares."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings

from coranto.akismet.door import CALLS
from coranto.akismet.openapi import description
from tests.akismet.asking import make_site

pytestmark = pytest.mark.django_db
schema = schemathesis.openapi.from_dict(description())
schema.app = WSGIHandler()


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """The end of a request does not close the connection that the test's transaction runs on."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


def test_every_call_is_described_with_its_method() -> None:
    described = {path: {method.upper() for method in calls} for path, calls in description()["paths"].items()}
    assert described.keys() == CALLS.keys()
    assert all(described[path] <= set(methods) for path, (methods, _call) in CALLS.items())


@schema.parametrize()
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_what_is_answered_is_what_is_described(case: Any) -> None:
    _site, key = make_site(minute_limit=0)
    if isinstance(case.body, dict) and len(str(case.body)) % 2:
        case.body["api_key"] = key  # half of them are let in
        case.body.setdefault("key", key)
    if case.query and len(str(case.query)) % 2:
        case.query["api_key"] = key
    case.call_and_validate()
