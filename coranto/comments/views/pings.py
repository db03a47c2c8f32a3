"""The doors for other sites: webmentions, and pingbacks and trackbacks as WordPress takes them."""

import xmlrpc.client
from typing import Any
from xml.parsers.expat import ExpatError
from xml.sax.saxutils import escape

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from coranto.comments.actions.pinging import PingRefused, receive_pingback
from coranto.comments.models import Comment
from coranto.comments.pings.targets import by_path
from coranto.comments.reader import network_address
from coranto.comments.views.asked import is_readable
from coranto.comments.views.writing import only_post
from coranto.publication.addresses import absolute
from coranto.publication.current import in_publication

PLAIN, XML = "text/plain; charset=utf-8", "text/xml; charset=UTF-8"
UNREADABLE = (ArithmeticError, ExpatError, LookupError, TypeError, ValueError, xmlrpc.client.Error)
"""What ``xmlrpc.client.loads`` raises, found by giving it broken calls."""
LONGEST_CALL = 20_000  # bytes; two addresses of 500 signs and their XML need less
NOT_WELL_FORMED, NO_SUCH_METHOD, WRONG_VALUES = -32700, -32601, -32602
"""Fault codes of Specification for Fault Code Interoperability, which WordPress uses too."""


@csrf_exempt  # other servers send it; it claims nobody's authority
@in_publication
def take_webmention(request: HttpRequest) -> HttpResponse:
    """``source`` and ``target`` in a form: 202 when it is queued, 400 with the reason (W3C Webmention 3.2)."""
    if request.method != "POST" or not is_readable(request):
        return only_post()
    source, target = (request.POST.get(name, "").strip() for name in ("source", "target"))
    try:
        receive_pingback(
            source=source,
            target=target,
            network=network_address(request),
            at=timezone.now(),
            kind=Comment.Kind.WEBMENTION,
        )
    except PingRefused as refused:
        return HttpResponse(f"{refused}\n", status=400, content_type=PLAIN)
    return HttpResponse(_("Thank you. It is looked at soon.") + "\n", status=202, content_type=PLAIN)


@csrf_exempt  # as above
@in_publication
def take_pingback(request: HttpRequest) -> HttpResponse:
    """``pingback.ping(source, target)`` over XML-RPC at WordPress's address; always 200, faults inside (Pingback 1.0).

    Of WordPress's other methods none is here.
    """
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"], _("Pingbacks come by POST.") + "\n", content_type=PLAIN)
    call = read_call(request.read(LONGEST_CALL + 1))
    if call is None:
        return xmlrpc_answer(xmlrpc.client.Fault(NOT_WELL_FORMED, _("This is no call that can be read.")))
    method, values = call
    if method != "pingback.ping":
        return xmlrpc_answer(xmlrpc.client.Fault(NO_SUCH_METHOD, _("There is no such method here.")))
    if len(values) != 2 or not all(isinstance(value, str) for value in values):
        return xmlrpc_answer(xmlrpc.client.Fault(WRONG_VALUES, _("Two addresses are needed: source and target.")))
    source, target = (value.strip() for value in values)
    network, at = network_address(request), timezone.now()
    try:
        receive_pingback(source=source, target=target, network=network, at=at)
    except PingRefused as refused:
        return xmlrpc_answer(xmlrpc.client.Fault(refused.code, str(refused)))
    return xmlrpc_answer((_("Thank you. It is looked at soon."),))


def read_call(body: bytes) -> tuple[str, tuple[Any, ...]] | None:
    """The method and what it is called with; nothing for what is too long, declares entities or is not well formed."""
    if len(body) > LONGEST_CALL or b"<!" in body:
        return None
    try:
        values, method = xmlrpc.client.loads(body)
    except UNREADABLE:
        return None
    return (method, values) if method else None


def xmlrpc_answer(said: xmlrpc.client.Fault | tuple[str, ...]) -> HttpResponse:
    """An answer or a fault as XML."""
    text = xmlrpc.client.dumps(said, methodresponse=True, encoding="utf-8")
    return HttpResponse(f'<?xml version="1.0" encoding="UTF-8"?>\n{text.partition("?>")[2].strip()}', content_type=XML)


@csrf_exempt  # as above
@in_publication
def take_trackback(request: HttpRequest, path: str) -> HttpResponse:
    """``/slug/trackback/``: by GET to the post; by POST ``<error>0</error>``, or 1 and the reason, always with 200.

    Unlike WordPress the page named by ``url`` must link here; title and words are taken from it, not from the request.
    """
    found = by_path(f"/{path}", timezone.now())
    if found is None or not found.is_public:
        raise Http404("Nothing public is at this address.")
    if request.method != "POST":
        return HttpResponseRedirect(found.subject.path)
    url = request.POST.get("url", "") if is_readable(request) else ""
    try:
        receive_pingback(
            source=url,
            target=absolute(found.subject.path),
            network=network_address(request),
            at=timezone.now(),
            kind=Comment.Kind.TRACKBACK,
        )
    except PingRefused as refused:
        return trackback_answer(str(refused))
    return trackback_answer("")


def trackback_answer(problem: str) -> HttpResponse:
    """The XML of Six Apart's TrackBack 1.2."""
    error = f"<error>1</error>\n<message>{escape(problem)}</message>\n" if problem else "<error>0</error>\n"
    text = f'<?xml version="1.0" encoding="utf-8"?>\n<response>\n{error}</response>'
    return HttpResponse(text, content_type=XML)
