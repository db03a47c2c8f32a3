"""schemathesis asks all that our description offers, and more: no server error, and answers as they are described."""

import json
from typing import Any

import jsonschema_rs
import pytest
import requests
import schemathesis
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode

from coranto.wordpress.rest.openapi import path_of
from coranto.wordpress.rest.routes import every_route
from tests import world
from tests.wordpress.rest_person import Program

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DESCRIPTION = "/wp-json/coranto/v1/openapi.json"
EXAMPLES = 2
PATHS = [path_of(route) for route in every_route() if route.namespace != "coranto/v1"]


def described() -> Any:
    return Client().get(DESCRIPTION).json()


def test_the_description_names_every_route_and_the_index_none_of_ours() -> None:
    assert list(described()["paths"]) == PATHS
    assert not any("coranto" in name for name in Client().get("/wp-json/").json()["routes"])


def filled() -> Program:
    """A site with one of everything, and an editor."""
    cache.clear()
    post = world.make_post("Harbour", categories=[world.make_category()], tags=[world.make_tag()])
    world.make_comment(post)
    world.make_page("About")
    world.make_attachment("Chart")
    return Program("editor")


def sent(program: Program, case: Any) -> Any:
    """The answer to a case, asked of the site as a program would; what no client can send is left out."""
    told = case.as_transport_kwargs(base_url="http://localhost:8000/wp-json")
    names = ("method", "url", "params", "json", "data")
    ready = requests.Request(**{name: told[name] for name in names if told.get(name) is not None}).prepare()
    path = str(ready.url).removeprefix("http://localhost:8000")
    raw = ready.body if isinstance(ready.body, bytes) else str(ready.body or "").encode()
    headers = {"Authorization": program.header}
    return Client().generic(str(ready.method), path, raw, content_type="application/json", headers=headers)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_whatever_is_sent_there_is_no_server_error_and_answers_are_as_described(mode: GenerationMode) -> None:
    user, document = filled().user, described()
    found: Any = schemathesis.openapi.from_dict(document).get_all_operations()
    operations = [each.ok() for each in found]
    operations = [each for each in operations if each.method not in ("put", "patch")]  # they do what POST does
    chosen = [each for each in operations if mode is GenerationMode.POSITIVE or each.query or each.body]
    assert len(chosen) > 30
    for operation in chosen:
        asking(Program(user=user), document, operation, mode)()  # one of them revokes all passwords


def asking(program: Program, document: Any, operation: Any, mode: GenerationMode) -> Any:
    """A test of one operation with some examples."""
    answers = document["paths"][operation.path][operation.method]["responses"]
    schema = answers["2XX"]["content"]["application/json"]["schema"]
    right = jsonschema_rs.validator_for({**schema, "components": document["components"]})

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        response = sent(program, case)
        assert response.status_code < 500 or response.status_code == 501, (case, response.content[:300])
        body = json.loads(response.content)
        if response.status_code >= 400:
            assert {"code", "message"} <= set(body), body
        else:
            right.validate(body)

    return ask
