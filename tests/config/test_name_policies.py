"""The policy header is what django-csp would write, however often it is asked for."""

import pytest
from csp.constants import HEADER, NONE, SELF
from csp.exceptions import CSPNonceError
from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from coranto.config.content_policy import ContentPolicy

WISHES: list[dict[str, object]] = [
    {},
    {"_csp_replace": {"frame-src": [SELF]}},
    {"_csp_replace": {"default-src": [NONE], "img-src": None}},
    {"_csp_update": {"frame-ancestors": ["*"]}},
    {"_csp_config": {"default-src": [SELF]}, "_csp_update": {"img-src": ["data:"]}},
    {"_csp_exempt": True},
]


def answered(kind: type[CSPMiddleware], wishes: dict[str, object], *, given: str = "") -> str | None:
    """The policy on an answer with these wishes."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = HttpResponse()
        vars(response).update(wishes)
        if given:
            response[HEADER] = given
        return response

    header: str | None = kind(answer)(RequestFactory().get("/")).get(HEADER)
    return header


@pytest.mark.parametrize("wishes", WISHES)
def test_an_answer_has_the_policy_that_it_asks_for_every_time(wishes: dict[str, object]) -> None:
    wanted = answered(CSPMiddleware, wishes)
    assert [answered(ContentPolicy, wishes) for _ in range(3)] == [wanted] * 3


def test_answers_that_ask_for_other_policies_have_other_ones() -> None:
    assert len({answered(ContentPolicy, wishes) for wishes in WISHES}) == len(WISHES)


def test_a_policy_that_is_there_already_stays() -> None:
    assert answered(ContentPolicy, {}, given="default-src 'none'") == "default-src 'none'"


def test_a_nonce_that_is_asked_for_too_late_is_an_error() -> None:
    request = RequestFactory().get("/")
    ContentPolicy(lambda request: HttpResponse())(request)
    with pytest.raises(CSPNonceError):
        str(request.csp_nonce)  # type: ignore[attr-defined]  # django-csp hangs it there
