"""What every page says of itself in ``<head>`` and in headers of the response, as WordPress does."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from coranto.core.plain_text import shortened
from coranto.publication.addresses import absolute, addresses_of
from coranto.publication.contexts import Alternate, FeedLink, HeadContext, MetaTag
from coranto.publication.models import Publication
from coranto.publication.site_feeds import site_feeds

REST_ROOT = "/wp-json/"
REST_REL = "https://api.w.org/"
RSD_PATH = "/xmlrpc.php?rsd"
PINGBACK_PATH = "/xmlrpc.php"
WEBMENTION_PATH = "/-/webmention/"
LARGE_PREVIEWS = "max-image-preview:large"
DESCRIPTION_LENGTH = 200
SEPARATOR = " – "


def document_title(*parts: str) -> str:
    """The parts that are not empty, as WordPress joins them: ``Post – Site``."""
    return SEPARATOR.join(part for part in parts if part)


def page_number_title(number: int) -> str:
    """``Page 2``, or nothing for the first."""
    return _("Page %(number)s") % {"number": number} if number > 1 else ""


def head_of(
    publication: Publication,
    *,
    title: str,
    description: str = "",
    feeds: Iterable[FeedLink] = (),
    alternates: Iterable[Alternate] = (),
    open_graph: Iterable[MetaTag] = (),
    robots: str = LARGE_PREVIEWS,
    **others: str,
) -> HeadContext:
    """A page's head with what all have: the site's feeds, the REST root, RSD, the owner's wish on search engines."""
    if not publication.search_engines:
        robots = "noindex, nofollow"
    return HeadContext(
        title=title,
        description=shortened(description, DESCRIPTION_LENGTH),
        robots=robots,
        feeds=tuple(absolute_feed(feed) for feed in (*site_feeds(publication)[:2], *feeds)),
        alternates=tuple(alternates),
        rest_url=absolute(REST_ROOT),
        rsd_url=absolute(RSD_PATH) if settings.XMLRPC else "",
        open_graph=tuple(open_graph),
        **others,
    )


def absolute_feed(feed: FeedLink) -> FeedLink:
    """The feed with its whole address."""
    return FeedLink(title=feed.title, url=absolute(feed.url), mime_type=feed.mime_type)


def listing_feed(publication: Publication, path: str, title: str) -> FeedLink:
    """The feed of what stands at ``path``, titled as WordPress does: ``Site » Harbours Category Feed``."""
    return FeedLink(title=f"{publication.name} » {title}", url=addresses_of(publication).feed(path))


def rest_alternate(kind: str, number: int) -> Alternate:
    """The thing in the REST interface; ``kind`` is ``posts``, ``pages``, ``categories``, ``tags`` or ``users``."""
    return Alternate(url=absolute(f"{REST_ROOT}wp/v2/{kind}/{number}"), mime_type="application/json", title="JSON")


def oembed_alternates(url: str) -> tuple[Alternate, Alternate]:
    """Where the page at ``url`` can be had as oEmbed."""
    root = absolute(f"{REST_ROOT}oembed/1.0/embed")
    return (
        Alternate(url=f"{root}?{urlencode({'url': url})}", mime_type="application/json+oembed", title="oEmbed (JSON)"),
        Alternate(
            url=f"{root}?{urlencode({'url': url, 'format': 'xml'})}", mime_type="text/xml+oembed", title="oEmbed (XML)"
        ),
    )


def add_head_to_response(response: HttpResponse, head: HeadContext) -> None:
    """WordPress's ``Link`` and ``X-Pingback`` headers, for clients that read no HTML."""
    links = [f'<{head.rest_url}>; rel="{REST_REL}"'] if head.rest_url else []
    links += [
        f'<{other.url}>; rel="alternate"; title="JSON"; type="application/json"'
        for other in head.alternates
        if other.mime_type == "application/json"
    ]
    if head.shortlink_url:
        links.append(f"<{head.shortlink_url}>; rel=shortlink")
    if links:
        response["Link"] = ", ".join(links)
    if head.pingback_url:
        response["X-Pingback"] = head.pingback_url
