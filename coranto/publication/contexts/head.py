"""What stands in ``<head>``."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLink:
    """A feed of the site or of a listing."""

    title: str
    """Such as ``The Evening Packet » Feed``."""
    url: str
    """Its address."""
    mime_type: str = "application/rss+xml"
    """``application/rss+xml``, ``application/atom+xml`` or ``application/feed+json``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MetaTag:
    """A ``<meta property=… content=…>`` of Open Graph or ``<meta name=…>`` of Twitter cards."""

    name: str
    """Such as ``og:title`` or ``twitter:card``."""
    content: str
    """Its value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternate:
    """The page in another language or form."""

    url: str
    """Its address."""
    language: str = ""
    """The language code, for ``hreflang``."""
    mime_type: str = ""
    """Its type when that is not HTML, such as ``application/json+oembed``."""
    title: str = ""
    """Its title, such as ``JSON``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadContext:
    """What stands in ``<head>`` and differs from page to page (``head``). Addresses here are absolute."""

    title: str
    """The whole document title: ``Post title – Site name``."""
    description: str = ""
    """One or two plain sentences."""
    canonical_url: str = ""
    """``rel=canonical``: here or at the original outlet, as the owner chose. WordPress prints none on listings."""
    shortlink_url: str = ""
    """``rel=shortlink``: ``/?p=N``."""
    previous_url: str = ""
    """``rel=prev``: the previous page of this listing or post."""
    next_url: str = ""
    """``rel=next``."""
    robots: str = ""
    """A ``robots`` value such as ``noindex, follow`` or ``max-image-preview:large``."""
    feeds: tuple[FeedLink, ...] = ()
    """Feeds to announce: the site's, its comments', and this page's own."""
    alternates: tuple[Alternate, ...] = ()
    """Other languages and forms of this page: oEmbed as JSON and XML, REST."""
    rest_url: str = ""
    """The root of the REST interface, announced as ``rel=https://api.w.org/``."""
    rsd_url: str = ""
    """Really Simple Discovery (``xmlrpc.php?rsd``), announced as ``rel=EditURI``."""
    pingback_url: str = ""
    """Where pingbacks go, on posts open to them."""
    webmention_url: str = ""
    """Where webmentions go, on posts open to them."""
    open_graph: tuple[MetaTag, ...] = ()
    """Open Graph and Twitter card properties, in order."""
    json_ld: str = ""
    """schema.org data as JSON text. Print it with ``|json_ld``, which makes ``</script>`` harmless."""
