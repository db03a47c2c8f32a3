"""What a feed says of itself in headers of the response, as WordPress does: the same as the page that it follows."""

from dataclasses import dataclass

from django.http import HttpResponse

from coranto.feeds.discussions import Discussion
from coranto.posts.heads import rest_alternates
from coranto.posts.listings.listing import Listing
from coranto.publication.addresses import absolute
from coranto.publication.contexts import Alternate
from coranto.publication.head import PINGBACK_PATH, add_head_to_response, head_of, rest_alternate
from coranto.publication.models import Publication


@dataclass(frozen=True, slots=True)
class Followed:
    """What a feed follows: its place in REST, its short address, where it takes pingbacks. By default the site."""

    alternates: tuple[Alternate, ...] = ()
    shortlink_url: str = ""
    pingback_url: str = ""


SITE = Followed()


def listing_followed(listing: Listing) -> Followed:
    """A listing: of a term or an author it is in REST."""
    return Followed(alternates=rest_alternates(listing))


def discussion_followed(discussion: Discussion) -> Followed:
    """The post, page or attachment that is discussed."""
    return Followed(
        alternates=(rest_alternate(discussion.rest_kind, discussion.number),),
        shortlink_url=absolute(f"/?p={discussion.number}"),
        pingback_url=absolute(PINGBACK_PATH) if discussion.takes_pings else "",
    )


def add_links(response: HttpResponse, publication: Publication, followed: Followed) -> None:
    """The ``Link`` and ``X-Pingback`` headers."""
    head = head_of(
        publication,
        title="",
        alternates=followed.alternates,
        shortlink_url=followed.shortlink_url,
        pingback_url=followed.pingback_url,
    )
    add_head_to_response(response, head)
