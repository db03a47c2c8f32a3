"""The headers of every answer, as WordPress sets them."""

from django.http import HttpResponse

from coranto.wordpress.rest.answers import Answer
from coranto.wordpress.rest.asked import Asked
from coranto.wordpress.rest.links import api_link

FIXED = {
    "X-Robots-Tag": "noindex",
    "X-Content-Type-Options": "nosniff",
    "Access-Control-Expose-Headers": "X-WP-Total, X-WP-TotalPages, Link",
    "Access-Control-Allow-Headers": "Authorization, X-WP-Nonce, Content-Disposition, Content-MD5, Content-Type",
}
CROSS_ORIGIN = {
    "Access-Control-Allow-Methods": "OPTIONS, GET, POST, PUT, PATCH, DELETE",
    "Access-Control-Allow-Credentials": "true",
}
LONGEST_ORIGIN = 500
PERSONAL = "no-cache, must-revalidate, max-age=0, no-store, private"
LONG_AGO = "Wed, 11 Jan 1984 05:00:00 GMT"


def add_headers(response: HttpResponse, asked: Asked, answer: Answer) -> None:
    """The index, what may be read by scripts of other sites, the permitted methods, and the answer's own."""
    response._csp_exempt = True  # type: ignore[attr-defined]  # how django-csp wants to be told: JSON needs none
    response["Link"] = api_link()
    for name, value in {**FIXED, **answer.headers}.items():
        response[name] = value
    if asked.person is not None or "Authorization" in asked.http.headers:
        response["Cache-Control"] = PERSONAL
        response["Expires"] = LONG_AGO
    if answer.allow:
        response["Allow"] = ", ".join(answer.allow)
    origin = asked.http.headers.get("Origin", "")
    if origin and origin.isascii() and origin.isprintable() and len(origin) <= LONGEST_ORIGIN:
        response["Access-Control-Allow-Origin"] = origin
        for name, value in CROSS_ORIGIN.items():
            response[name] = value
    if origin or asked.http.method in ("GET", "HEAD"):
        response["Vary"] = "Origin"
