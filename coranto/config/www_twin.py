"""The site's host with ``www.``, or without where its address has it: the other name leads to the address.

As WordPress does it (``redirect_canonical``), for whatever is read. Programs that speak to an interface are answered
under either name: many send no password along where they are led to another host.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect

READING = ("GET", "HEAD")
INTERFACES = ("/wp-json/", "/xmlrpc.php")


def twin_of(host: str) -> str:
    """The name of a host with ``www.`` or without.

    >>> twin_of("www.digest.example"), twin_of("digest.example")
    ('digest.example', 'www.digest.example')
    """
    return host.removeprefix("www.") if host.startswith("www.") else f"www.{host}"


def lead_from_www_twin(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The middleware. A twin that the owner has named among the further hosts is served as they are."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        host = request.get_host().rsplit(":", 1)[0].lower() if settings.WWW_TWIN else ""
        is_read = request.method in READING and not request.path.startswith(INTERFACES)
        if is_read and host and host == settings.WWW_TWIN:
            return HttpResponsePermanentRedirect(settings.PUBLIC_URL + request.get_full_path())
        return get_response(request)

    return answer
