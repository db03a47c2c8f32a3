"""Building XML elements the way feed readers expect them: HTML in CDATA, nothing that XML forbids."""

import datetime
from collections.abc import Mapping
from email.utils import format_datetime

from lxml import etree

from coranto.feeds.contents import for_xml

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DC = "http://purl.org/dc/elements/1.1/"
SLASH = "http://purl.org/rss/1.0/modules/slash/"
SY = "http://purl.org/rss/1.0/modules/syndication/"
WFW = "http://wellformedweb.org/CommentAPI/"
THREADING = "http://purl.org/syndication/thread/1.0"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RSS1 = "http://purl.org/rss/1.0/"
GENERATOR = "https://coranto.example/"


def add(
    parent: etree._Element,
    name: str,
    text: str = "",
    *,
    cdata: bool = False,
    named: Mapping[str, str] | None = None,
    **attributes: str,
) -> etree._Element:
    """Append an element.

    ``cdata`` keeps HTML readable, as WordPress writes it; ``named`` holds attributes of other namespaces.
    """
    element = etree.SubElement(parent, name)
    for key, value in {**attributes, **(named or {})}.items():
        element.set(key, for_xml(value))
    if text:
        clean = for_xml(text)
        element.text = etree.CDATA(clean) if cdata and "]]>" not in clean else clean
    return element


def rfc822(moment: datetime.datetime) -> str:
    """``Sun, 07 Feb 2016 02:40:00 +0000``."""
    return format_datetime(moment.astimezone(datetime.UTC))


def iso8601(moment: datetime.datetime) -> str:
    """``2016-02-07T02:40:00Z``."""
    return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def written(root: etree._Element) -> bytes:
    """The document as bytes, with its declaration."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
