"""Requests with NUL in them: nothing here is called so, and PostgreSQL cannot store or even be asked for it."""

from collections.abc import Callable

from django.db import DataError
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest

Answer = Callable[[HttpRequest], HttpResponse]
NUL = "\x00"
REFUSAL = "A character in this request (NUL) cannot be used here.\n"


class RefuseNul:
    """Django middleware: 400 for NUL in an address, and for one in a form as soon as PostgreSQL meets it."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer."""
        if NUL in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            return refusal()
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """What psycopg says of a text with NUL in it, before anything is sent."""
        return refusal() if isinstance(exception, DataError) and "NUL" in str(exception) else None


def refusal() -> HttpResponse:
    """One line."""
    return HttpResponseBadRequest(REFUSAL, content_type="text/plain; charset=utf-8")
