"""From a request to an answer: which route, by which method, in which wrapping, with which headers."""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csrf import csrf_exempt

from coranto.core import made_of
from coranto.publication.current import in_publication
from coranto.wordpress.rest.answers import Answer, RefusalError, php_json
from coranto.wordpress.rest.asked import Asked, body_of, fields_asked
from coranto.wordpress.rest.dispatch import describe, dispatch, may_use
from coranto.wordpress.rest.embedding import embed, relations_asked
from coranto.wordpress.rest.fields import counting, only
from coranto.wordpress.rest.headers import add_headers
from coranto.wordpress.rest.links import with_links
from coranto.wordpress.rest.php_query import read_query
from coranto.wordpress.rest.signing_in import person_of

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
CALLBACK = re.compile(r"[\w.]*", re.ASCII)
LONGEST_QUERY = 100_000
JSON_TYPE, SCRIPT_TYPE = "application/json; charset=UTF-8", "application/javascript; charset=UTF-8"


@csrf_exempt
@xframe_options_exempt
@in_publication
def show_rest(request: HttpRequest, route: str = "") -> HttpResponse:
    """The answer at ``/wp-json`` + ``route``, or at ``?rest_route=``."""
    if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
        return HttpResponse("The address is too long.\n", status=414, content_type="text/plain; charset=utf-8")
    query = read_query(request.META.get("QUERY_STRING", ""))
    named = query.get("rest_route")
    path = named if isinstance(named, str) and named else route or "/"  # the field counts for more, as in WordPress
    path = "/" + path.strip("/") if path.startswith("/") else path  # one that begins otherwise is no route
    asked = Asked(method_of(request, query), path, query, request, timezone.now())
    callback = query.get("_jsonp")
    if callback is not None and not (isinstance(callback, str) and CALLBACK.fullmatch(callback)):
        body = {"code": "rest_callback_invalid", "message": "Invalid JSONP callback function."}
        return _written(asked, Answer(body, 400, {"Content-Type": SCRIPT_TYPE}, allow=()), body, "")
    answer = answer_to(asked)
    body = finished(asked, answer)
    return _written(asked, answer, body, callback or "")


def method_of(request: HttpRequest, query: dict[str, Any]) -> str:
    """The method, which a client that knows only GET and POST may put into a field or header."""
    named = query.get("_method") or request.headers.get("X-HTTP-Method-Override", "")
    method = named.upper() if isinstance(named, str) and named else request.method or "GET"
    return method if method in METHODS else "UNKNOWN"


def answer_to(asked: Asked) -> Answer:
    """The answer of the route, or its refusal."""
    asked.fields = fields_asked(asked.query)
    if has_nonce(asked):
        return RefusalError("rest_cookie_invalid_nonce", "Cookie check failed", 403).answer()
    try:
        asked.person = person_of(asked.http, asked.at)
    except RefusalError as error:
        return error.answer()
    try:
        if not asked.reads and asked.http.method not in ("GET", "HEAD"):
            asked.body = body_of(asked.http, is_known=asked.person is not None)
    except RefusalError as error:
        error.allow = may_use(asked)
        return error.answer(is_known=asked.person is not None)
    try:
        return describe(asked) if asked.method == "OPTIONS" else dispatch(asked)
    except RefusalError as error:
        return error.answer(is_known=asked.person is not None)


def has_nonce(asked: Asked) -> bool:
    """Whether the request claims to come from a signed-in page of the old site: no such claim can be right here."""
    return "X-WP-Nonce" in asked.http.headers or "_wpnonce" in asked.query


def finished(asked: Asked, answer: Answer) -> Any:
    """The whole body: with only the fields asked for, links, what is embedded, and its envelope."""
    if answer.is_error:
        body = answer.body
    else:
        if asked.fields:
            answer.body = only(answer.body, counting(asked.fields, asked.route))
        body = with_links(answer, asked.fields, embeds="_embed" in asked.query)
        if "_embed" in asked.query:
            body = embed(asked, body, relations_asked(asked.query["_embed"]))
        if asked.fields and body == {}:
            body = []  # as PHP writes what has nothing in it
    if "_envelope" not in asked.query:
        return body
    headers = {**answer.headers, **({"Allow": ", ".join(answer.allow)} if answer.allow else {})}
    return {"body": body, "status": answer.status, "headers": headers or []}


def _written(asked: Asked, answer: Answer, body: Any, callback: str) -> HttpResponse:
    text = str(answer.headers.pop("raw", "")) or php_json(body, pretty="_pretty" in asked.query)
    kind = str(answer.headers.pop("Content-Type", JSON_TYPE))
    if callback:
        text, kind = f"/**/{callback}({text})", SCRIPT_TYPE
    if asked.method == "HEAD" and asked.http.method != "HEAD":  # the server takes it away there, and tells its length
        text = ""
    if "_envelope" in asked.query:
        answer = Answer(None, allow=())
    response = HttpResponse(text, status=answer.status, content_type=kind)
    add_headers(response, asked, answer)
    if asked.http.method == "GET" and answer.status == 200:
        made_of.keep()
    return response
