"""Posts and pages as callers name them, if the person may do something with them."""

from coranto.accounts.models import User
from coranto.media.models import Attachment
from coranto.pages.models import StaticPage
from coranto.posts.models import Post
from coranto.wordpress.entries.reading import page_numbered, post_numbered
from coranto.wordpress.entries.rights import Entry, may
from coranto.wordpress.xmlrpc.faults import Fault, no_post, unauthorised
from coranto.wordpress.xmlrpc.values import LARGEST, number


def find_post(value: object) -> Post | None:
    """The post with that number, in the bin too."""
    return post_numbered(number(value))


def find_page(value: object) -> StaticPage | None:
    """The static page with that number."""
    return page_numbered(number(value))


def attachment_numbered(value: object) -> Attachment | None:
    """The file with that number in the media library."""
    wanted = number(value)
    return Attachment.objects.select_related("image").filter(number=wanted).first() if 0 < wanted < LARGEST else None


def editable(user: User, value: object, *, verb: str = "change", what: str = "edit this post") -> Entry:
    """The post or page with that number, if the person may do this with it; the stored row."""
    entry = find_post(value) or find_page(value)
    if entry is None:
        raise no_post()
    if not may(user, verb, entry):
        raise unauthorised(what)
    return entry


def editable_page(user: User, value: object, *, verb: str = "change", what: str = "edit this page") -> StaticPage:
    """The page with that number, likewise."""
    page = find_page(value)
    if page is None:
        raise Fault(404, "Sorry, no such page.")
    if not may(user, verb, page):
        raise unauthorised(what)
    return page
