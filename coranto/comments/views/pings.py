"""The doors for other sites: webmentions, and trackbacks as WordPress takes them. Pingbacks come over XML-RPC."""

from xml.sax.saxutils import escape

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
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

TOLD = ("url", "title", "blog_name")
PLAIN, XML = "text/plain; charset=utf-8", "text/xml; charset=UTF-8"


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
def take_trackback(request: HttpRequest, path: str) -> HttpResponse:
    """``/slug/trackback/``: to the post by GET, and where nothing is told.

    By POST it answers ``<error>0</error>``, or 1 and the reason, always with 200.

    Unlike WordPress the page named by ``url`` must link here; title and words are taken from it, not from the request.
    """
    found = by_path(f"/{path}", timezone.now())
    if found is None or not found.is_public:
        raise Http404("Nothing public is at this address.")
    can_read = request.method == "POST" and is_readable(request)
    if request.method != "POST" or (can_read and not any(request.POST.get(name) for name in TOLD)):
        return HttpResponseRedirect(found.subject.path)
    url = request.POST.get("url", "") if can_read else ""
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
