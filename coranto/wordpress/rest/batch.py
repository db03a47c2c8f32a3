"""``/batch/v1``: several writes in one request. Each answers as it would alone."""

from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from coranto.wordpress.rest.answers import Answer, Json, RefusalError
from coranto.wordpress.rest.asked import Asked
from coranto.wordpress.rest.parameters import Parameter, WrongValueError, invalid
from coranto.wordpress.rest.php_query import read_query
from coranto.wordpress.rest.routing import Endpoint, Route, allowed, find, prepare, run

MOST = 25
METHODS = ("POST", "PUT", "PATCH", "DELETE")
VALIDATION = Parameter("validation", default="normal", enum=("require-all-validate", "normal"))
REQUESTS = Parameter("requests", "objects", required=True, maximum=MOST)
Routes = Callable[[], Sequence[Route]]


def batch_route(routes: Routes) -> Route:
    """The route."""
    endpoint = Endpoint(lambda asked: _answer(asked, routes()), ("POST",), (VALIDATION, REQUESTS))
    return Route("/batch/v1", (endpoint,), "")


def _answer(asked: Asked, routes: Sequence[Route]) -> Answer:
    questions = [_question(asked, each, place) for place, each in enumerate(asked.values["requests"])]
    checked = [_checked(question, routes) for question in questions]
    known = asked.person is not None
    refused = [each.answer(is_known=known) if isinstance(each, RefusalError) else None for each in checked]
    if asked.values["validation"] == "require-all-validate" and any(refused):
        responses = [_enveloped(each) if each else None for each in refused]
        return Answer({"failed": "validation", "responses": responses}, 207, allow=("POST",))
    answers = [_one(question, each) for question, each in zip(questions, checked, strict=True)]
    return Answer({"responses": [_enveloped(each) for each in answers]}, 207, allow=("POST",))


def _question(asked: Asked, told: dict[str, Json], place: int) -> Asked:
    name = f"requests[{place}]"
    path, method = told.get("path"), told.get("method", "POST")
    if not isinstance(path, str):
        words = f"path is a required property of {name}." if path is None else f"{name}[path] is not of type string."
        raise invalid({"requests": WrongValueError("rest_property_required", words)})
    if method not in METHODS:
        words = f"{name}[method] is not one of POST, PUT, PATCH, and DELETE."
        raise invalid({"requests": WrongValueError("rest_not_in_enum", words)})
    try:
        parts = urlsplit(path)
    except ValueError:
        parts = urlsplit("/")
    body = told.get("body")
    route = parts.path.rstrip("/")
    question = asked.inner(method, query=read_query(parts.query))
    question.route, question.in_batch = route, True
    question.body = body if isinstance(body, dict) else {}
    return question


def _checked(question: Asked, routes: Sequence[Route]) -> tuple[Route, Endpoint] | RefusalError:
    """The route and endpoint, or why the request cannot be carried out."""
    try:
        route, endpoint = find(routes, question)
        if not endpoint.batched:
            words = "The requested route does not support batch requests."
            refusal = RefusalError("rest_batch_not_allowed", words, 400)
            refusal.allow = allowed(route, question)
            return refusal
        prepare(endpoint, question)
    except RefusalError as refusal:
        refusal.allow = ()
        return refusal
    return route, endpoint


def _one(question: Asked, found: tuple[Route, Endpoint] | RefusalError) -> Answer:
    try:
        if isinstance(found, RefusalError):
            raise found
        return run(*found, question)
    except RefusalError as refusal:
        return refusal.answer(is_known=question.person is not None)


def _enveloped(answer: Answer) -> Json:
    allowed = {"Allow": ", ".join(answer.allow)} if answer.allow else {}
    body = {**answer.body, "_links": answer.links} if answer.links else answer.body
    return {"body": body, "status": answer.status, "headers": {**answer.headers, **allowed} or []}
