"""Pages packed for the way: by Brotli (RFC 7932) for readers without cookies, by gzip for all others who take it.

At quality 5 Brotli takes a fifth less time than gzip and makes a page of 50 kB a tenth smaller. Whoever sends a cookie
may get a page with something secret in it, whose length, seen many times, can betray it (the BREACH attack). Such pages
are packed by Django's middleware, which adds some bytes at random.
"""

import brotli
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

from coranto.core.made_of import is_to_be_kept

QUALITY = 5
SHORT = 200
"""Bytes below which packing is not worth it, as in Django's middleware."""


class PackedPages(GZipMiddleware):
    """Django middleware, in the place of its own for gzip."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The answer, packed where the reader takes it and it gets shorter."""
        accepted = request.META.get("HTTP_ACCEPT_ENCODING", "")
        is_packed = response.has_header("Content-Encoding")
        if is_to_be_kept():
            return response  # packed where it is kept, once for all readers
        if request.COOKIES or is_packed or not isinstance(response, HttpResponse) or not takes_brotli(accepted):
            return super().process_response(request, response)
        if len(response.content) < SHORT:
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        packed = brotli.compress(response.content, quality=QUALITY)
        if len(packed) < len(response.content):
            response.content = packed
            response["Content-Length"] = str(len(packed))
            response["Content-Encoding"] = "br"
            etag = response.get("ETag", "")
            if etag.startswith('"'):
                response["ETag"] = f"W/{etag}"  # RFC 9110, section 8.8.1: not the same bytes for everybody
        return response


def takes_brotli(accepted: str) -> bool:
    """Whether an ``Accept-Encoding`` header names Brotli, and not with the weight 0.

    >>> takes_brotli("gzip, deflate, br"), takes_brotli("br;q=0, gzip"), takes_brotli("")
    (True, False, False)
    """
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        if name.strip() == "br":
            return weight.replace(" ", "").removeprefix("q=") not in ("0", "0.", "0.0", "0.00", "0.000")
    return False
