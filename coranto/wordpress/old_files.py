"""WordPress's own files that somebody outside still asks for: readers of blogrolls, clocks that call, old scripts.

What nobody can use here has no view and is 404: ``/readme.html`` and ``/license.txt`` (WordPress's own, which tell
attackers its version), ``/wp-includes/…`` (its scripts and pictures; no page of ours links them, and the programs that
``wlwmanifest.xml`` was for are gone), ``/wp-mail.php`` (posting by mail). ``/wp-signup.php`` and ``/wp-activate.php``
lead to signing in, as in WordPress (:mod:`coranto.wordpress.canonical`).
"""

from itertools import groupby

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils import timezone
from django.utils.http import http_date
from django.views.decorators.csrf import csrf_exempt
from lxml import etree

from coranto.feeds.contents import for_xml
from coranto.publication.current import in_publication, publication_of
from coranto.publication.models import BlogrollLink

XML, HTML = "text/xml; charset=UTF-8", "text/html; charset=UTF-8"


@in_publication
def show_blogroll(request: HttpRequest) -> HttpResponse:
    """``/wp-links-opml.php``: the blogroll as OPML 1.0, an outline for each group; feed readers import it."""
    root = etree.Element("opml", version="1.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = for_xml(f"Links for {publication_of(request).name}")
    etree.SubElement(head, "dateCreated").text = http_date(timezone.now().timestamp())
    body = etree.SubElement(root, "body")
    for group, links in groupby(BlogrollLink.objects.all(), key=lambda link: link.group):
        outline = etree.SubElement(body, "outline", type="category", title=for_xml(group or "Blogroll"))
        for link in links:
            fields = {"text": for_xml(link.name), "type": "link", "xmlUrl": "", "htmlUrl": for_xml(link.url)}
            etree.SubElement(outline, "outline", fields, updated="")
    text = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return HttpResponse(text, content_type=XML)


@csrf_exempt  # it does nothing
def answer_clock(request: HttpRequest) -> HttpResponse:
    """``/wp-cron.php``, which owners had called by a clock of their provider: nothing to do, and no error for it."""
    return HttpResponse("", content_type=HTML)


@csrf_exempt  # it does nothing
def answer_script(request: HttpRequest) -> HttpResponse:
    """``/wp-admin/admin-ajax.php``, which scripts of old pages in caches ask: what WordPress says to unknown ones."""
    return HttpResponseBadRequest("0", content_type=HTML)
