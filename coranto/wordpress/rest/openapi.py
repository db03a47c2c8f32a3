"""The interface described for programs: ``/wp-json/coranto/v1/openapi.json``, OpenAPI 3.1.

It is made of the same declarations that check what is asked, so it cannot say anything else than is done. It is not in
the index, which holds what WordPress has.
"""

import re
from collections.abc import Callable, Sequence

from coranto.publication.addresses import absolute
from coranto.publication.head import REST_ROOT
from coranto.wordpress.rest.answer_schemas import SCHEMAS, schema_of
from coranto.wordpress.rest.answers import Answer, Json
from coranto.wordpress.rest.asked import Asked
from coranto.wordpress.rest.parameters import OUR_FORMS, Parameter
from coranto.wordpress.rest.routing import Endpoint, Route

NAMESPACE = "coranto/v1"
VERSION = "1"
_GROUP = re.compile(r"\(\?P<(\w+)>((?:[^()]|\([^()]*\))*)\)")
TEXT_OR_RAW: Json = {"oneOf": [{"type": "string"}, {"type": "object", "properties": {"raw": {"type": "string"}}}]}
NUMBERS: Json = {"type": "array", "items": {"type": "integer"}}
KINDS: dict[str, Json] = {
    "raw": TEXT_OR_RAW,
    "template": {"type": "string", "enum": ["", "default"]},
    "terms": NUMBERS,
    "published": {"type": "boolean"},
    "width": {"type": "integer"},
    "object": {"type": "object"},
    "objects": {"type": "array", "items": {"type": "object"}, "maxItems": 25},
}
Routes = Callable[[], Sequence[Route]]


def openapi_route(routes: Routes) -> Route:
    """The route."""
    return Route(f"/{NAMESPACE}/openapi.json", (Endpoint(lambda asked: _answer(asked, routes())),), NAMESPACE)


def _answer(asked: Asked, routes: Sequence[Route]) -> Answer:
    shown = [route for route in routes if route.namespace != NAMESPACE]
    return Answer(
        {
            "openapi": "3.1.0",
            "info": {"title": asked.publication.name, "version": VERSION},
            "servers": [{"url": absolute(REST_ROOT.rstrip("/"))}],
            "paths": {path_of(route): _operations(route) for route in shown},
            "components": {
                "schemas": SCHEMAS,
                "securitySchemes": {"program": {"type": "http", "scheme": "basic"}},
            },
        }
    )


def path_of(route: Route) -> str:
    """The address with names in braces: ``/wp/v2/posts/{id}``."""
    return _GROUP.sub(lambda found: f"{{{found[1]}}}", route.pattern)


def _operations(route: Route) -> dict[str, Json]:
    return {
        method.lower(): _operation(route, endpoint, method)
        for endpoint in route.endpoints
        for method in endpoint.methods
    }


def _operation(route: Route, endpoint: Endpoint, method: str) -> Json:
    in_path = dict(_GROUP.findall(route.pattern))
    rest = [each for each in endpoint.parameters if each.name not in in_path]
    told: dict[str, Json] = {
        "operationId": f"{method.lower()} {path_of(route)}",
        "parameters": [_path_parameter(name, pattern) for name, pattern in in_path.items()],
        "responses": {
            "2XX": _response("Done.", schema_of(path_of(route), method)),
            "default": _response("Refused.", {"$ref": "#/components/schemas/refusal"}),
        },
    }
    if method in ("GET", "DELETE"):
        told["parameters"] += [_query_parameter(each) for each in rest]
        told["security"] = [{}, {"program": []}]
    else:
        told["requestBody"] = {"content": {"application/json": {"schema": _body(rest)}}}
        told["security"] = [{"program": []}]
    return told


def _response(words: str, schema: Json) -> Json:
    return {"description": words, "content": {"application/json": {"schema": schema}}}


def _path_parameter(name: str, pattern: str) -> Json:
    schema: Json = (
        {"type": "integer", "minimum": 0} if pattern == r"[\d]+" else {"type": "string", "pattern": r"^[\w-]+$"}
    )
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _query_parameter(parameter: Parameter) -> Json:
    told: Json = {"name": parameter.name, "in": "query", "required": parameter.required, "schema": _schema(parameter)}
    if told["schema"].get("type") == "array":
        told |= {"style": "form", "explode": False}
    return told


def _body(parameters: Sequence[Parameter]) -> Json:
    required = [each.name for each in parameters if each.required]
    told: dict[str, Json] = {"type": "object", "properties": {each.name: _schema(each) for each in parameters}}
    return {**told, "required": required} if required else told


def _schema(parameter: Parameter) -> Json:
    """A parameter as JSON Schema of today; :func:`coranto.wordpress.rest.index.parameter_schema` has WordPress's."""
    if parameter.kind in KINDS:
        return KINDS[parameter.kind]
    told: dict[str, Json] = {"type": parameter.kind}
    if parameter.kind == "array":
        told["items"] = {"type": parameter.items, **({"enum": list(parameter.enum)} if parameter.enum else {})}
    elif parameter.enum:
        told["enum"] = list(parameter.enum)
    if parameter.form and parameter.form not in OUR_FORMS:
        told["format"] = parameter.form
    limits = {"minimum": parameter.minimum, "maximum": parameter.maximum, "default": parameter.default}
    return {**told, **{name: value for name, value in limits.items() if value is not None}}
