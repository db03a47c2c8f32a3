"""The feeds of the whole site."""

from django.utils.translation import gettext as _

from coranto.publication.addresses import FEED_TYPES, addresses_of
from coranto.publication.contexts import FeedLink
from coranto.publication.models import Publication


def site_feeds(publication: Publication) -> tuple[FeedLink, ...]:
    """The feeds of the whole site, as its pages announce them."""
    addresses = addresses_of(publication)
    titles = {"rss": _("%(site)s » Feed"), "atom": _("%(site)s » Atom"), "json": _("%(site)s » JSON Feed")}
    feeds = [
        FeedLink(title=title % {"site": publication.name}, url=addresses.feed("/", kind), mime_type=FEED_TYPES[kind])
        for kind, title in titles.items()
    ]
    comments = _("%(site)s » Comments Feed") % {"site": publication.name}
    return (feeds[0], FeedLink(title=comments, url=addresses.comments_feed()), *feeds[1:])
