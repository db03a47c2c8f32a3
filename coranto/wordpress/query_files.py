"""Files by a field of the front address: ``/?sitemap=posts&sitemap-subtype=post&paged=2``, ``/?robots=1``.

Sites without readable addresses had their sitemaps there, and search engines know them so.
"""

import datetime
import re

from django.http import HttpRequest, HttpResponse

from coranto.publication.redirecting import moved

FIELDS = frozenset({"sitemap", "sitemap-subtype", "paged", "robots"})
NAME = re.compile(r"[a-z]+")
SUBTYPE = re.compile(r"[a-z_]+")
PART = re.compile(r"[1-9]\d{0,5}")


def answer_file_query(request: HttpRequest, at: datetime.datetime) -> HttpResponse | None:
    """The way to the file, or nothing where none is asked for."""
    given = request.GET
    if given.get("robots") == "1":
        return moved(request, "/robots.txt", drop=FIELDS)
    name, subtype = given.get("sitemap", ""), given.get("sitemap-subtype", "")
    if name == "index":
        return moved(request, "/wp-sitemap.xml", drop=FIELDS)
    if not NAME.fullmatch(name) or (subtype and not SUBTYPE.fullmatch(subtype)):
        return None
    part = given.get("paged", "")
    path = "-".join(filter(None, ("/wp-sitemap", name, subtype, part if PART.fullmatch(part) else "1")))
    return moved(request, f"{path}.xml", drop=FIELDS)
