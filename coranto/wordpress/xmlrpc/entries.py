"""Posts and pages as clients see them: found by number, in the version that the desk would open, with their words."""

import datetime

from coranto.accounts.models import User
from coranto.pages.finding import page_path
from coranto.pages.models import StaticPage
from coranto.posts.models import Original, Post
from coranto.publication.addresses import absolute
from coranto.wordpress.importing.originals import page_state, stored_post_state
from coranto.wordpress.xmlrpc.faults import Fault, no_post, unauthorised
from coranto.wordpress.xmlrpc.rights import Entry, may
from coranto.wordpress.xmlrpc.values import LARGEST, number

RELATED = ("author", "featured_image__attachment")


def newest(entry: Entry) -> Entry:
    """The version that the desk opens: the newest draft, where there is one that is not published."""
    if not entry.has_unpublished_changes or not entry.latest_revision_id:
        return entry
    found: Entry = entry.get_latest_revision_as_object()
    return found


def find_post(value: object) -> Post | None:
    """The post with that number, in the bin too."""
    return Post.objects.filter(number=_sane(value)).select_related(*RELATED).first()


def find_page(value: object) -> StaticPage | None:
    """The static page with that number."""
    found: StaticPage | None = StaticPage.objects.filter(number=_sane(value)).select_related(*RELATED).first()
    return found


def _sane(value: object) -> int:
    wanted = number(value)
    return wanted if 0 < wanted < LARGEST else 0


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


def status_of(entry: Entry, at: datetime.datetime) -> str:
    """WordPress's word for where it stands. What is scheduled is ``publish`` there too, dated in the future."""
    if isinstance(entry, Post) and entry.binned_at:
        return "trash"
    if entry.live:
        return "private" if entry.is_private else "publish"
    if entry.go_live_at and entry.go_live_at > at:
        return "publish"
    return "pending" if isinstance(entry, Post) and entry.is_pending else "draft"


def link_of(entry: Entry) -> str:
    """Its address; that by number while it has no other."""
    if isinstance(entry, StaticPage):
        return absolute(page_path(entry)) if entry.live else absolute(f"/?page_id={entry.number}")
    return absolute(entry.path) if entry.live and entry.path else absolute(f"/?p={entry.number}")


def content_of(entry: Entry) -> str:
    """The text to edit: what was imported, letter by letter, while nobody has edited it here; else our own HTML."""
    if isinstance(entry, StaticPage):
        original = getattr(entry, "original", None)
        is_untouched = original is not None and original.state == page_state(entry)
        return str(original.content) if original is not None and is_untouched else entry.body_html
    row = Original.objects.filter(post=entry.pk).first()
    return row.content if row is not None and row.state == stored_post_state(entry) else entry.body_html
