"""The feeds' addresses of earlier days. They come before today's, of which some look like them."""

from django.http import HttpRequest, HttpResponse
from django.urls import re_path

from coranto.feeds.views import KINDS, show_feed
from coranto.publication.addresses import SEARCH_BASE, addresses_of
from coranto.publication.current import public_page, publication_of
from coranto.publication.redirecting import moved

app_name = "old_feeds"


@public_page
def redirect_to_feed(request: HttpRequest, kind: str = "rss") -> HttpResponse:
    """From the feeds' addresses of earlier days to today's."""
    return moved(request, addresses_of(publication_of(request)).feed("/", KINDS[kind]))


@public_page
def redirect_to_comments_feed(request: HttpRequest) -> HttpResponse:
    """From the address of earlier days to today's feed of comments."""
    return moved(request, addresses_of(publication_of(request)).comments_feed())


urlpatterns = [
    re_path(r"^(?P<kind>rss2?|atom|rdf)/?$", redirect_to_feed),
    re_path(r"^feed/(?P<kind>feed)/?$", redirect_to_feed),
    re_path(r"^wp-(?P<kind>rss2?|atom|rdf|feed)\.php$", redirect_to_feed),
    re_path(rf"^(?P<path>{SEARCH_BASE}/.+/)(?<!/feed/)(?P<kind>rss2?|atom|rdf)/?$", show_feed),
    re_path(r"^wp-commentsrss2\.php$", redirect_to_comments_feed),
]
