"""``/xmlrpc.php``: calls by POST; a description of what is here for ``?rsd``; anything else is 405, as in WordPress."""

from html import escape

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt

from coranto.comments.reader import network_address
from coranto.publication.addresses import absolute
from coranto.publication.current import in_publication, publication_of
from coranto.wordpress.xmlrpc.caller import Caller
from coranto.wordpress.xmlrpc.dispatch import answer
from coranto.wordpress.xmlrpc.faults import Fault, unreadable
from coranto.wordpress.xmlrpc.printing import print_answer, print_fault
from coranto.wordpress.xmlrpc.reading import read_call
from coranto.wordpress.xmlrpc.table import TABLE

LONGEST_CALL = 16 * 1024 * 1024  # bytes; a file of 12 MB in base64
XML, PLAIN = "text/xml; charset=UTF-8", "text/plain;charset=UTF-8"
APIS = (("WordPress", "true"), ("Movable Type", "false"), ("MetaWeblog", "false"), ("Blogger", "false"))


@csrf_exempt  # other servers and programs send it; it goes by the password in it, never by a cookie
@in_publication
def take_call(request: HttpRequest) -> HttpResponse:
    """The answer; faults come with 200 (Pingback 1.0, and WordPress in everything)."""
    if "rsd" in request.GET:
        return HttpResponse(description(), content_type=XML)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"], "XML-RPC server accepts POST requests only.", content_type=PLAIN)
    caller = Caller(publication_of(request), network_address(request), timezone.now())
    try:
        with translation.override("en"):  # words of the protocol, whatever the site's language
            said = print_answer(answer(read_call(body_of(request)), caller, TABLE))
    except Fault as fault:
        said = print_fault(fault)
    except OperationalError:
        said = print_fault(Fault(503, "The server is busy. Please try again."))
    response = HttpResponse(said, content_type=XML)
    response["Cache-Control"] = "no-store"
    return response


def body_of(request: HttpRequest) -> bytes:
    """The body, if it is not too long."""
    body = request.read(LONGEST_CALL + 1)
    if len(body) > LONGEST_CALL:
        raise unreadable()
    return body


def description() -> str:
    """*Really Simple Discovery* 1.0: which interfaces a program may sign in to, and where."""
    call, home = escape(absolute("/xmlrpc.php")), escape(absolute("/").rstrip("/"))
    apis = "".join(
        f'\t\t\t<api name="{name}" blogID="1" preferred="{preferred}" apiLink="{call}" />\n'
        for name, preferred in (APIS if settings.XMLRPC else ())
    )
    rest = f'\t\t\t\t<api name="WP-API" blogID="1" preferred="false" apiLink="{escape(absolute("/wp-json/"))}" />\n'
    head = '<?xml version="1.0" encoding="UTF-8"?><rsd version="1.0" xmlns="http://archipelago.phrasewise.com/rsd">\n'
    engine = "\t\t<engineName>WordPress</engineName>\n\t\t<engineLink>https://wordpress.org/</engineLink>\n"
    where = f"\t\t<homePageLink>{home}</homePageLink>\n"
    return f"{head}\t<service>\n{engine}{where}\t\t<apis>\n{apis}{rest}\t\t\t</apis>\n\t</service>\n</rsd>\n\t"
