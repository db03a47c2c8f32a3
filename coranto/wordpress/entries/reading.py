"""Posts and pages by number, in the version that the desk would open, with WordPress's words for where they stand."""

import datetime

from coranto.core.addresses import normal_path
from coranto.pages.finding import page_path
from coranto.pages.models import StaticPage
from coranto.posts.models import Original, Post
from coranto.posts.slugs import slug_of
from coranto.publication.addresses import absolute
from coranto.wordpress.entries.rights import Entry
from coranto.wordpress.entries.sent import sent_texts
from coranto.wordpress.importing.originals import page_state, stored_post_state

RELATED = ("author", "featured_image__attachment")
LARGEST = 2**62
IN_BIN = "__trashed"
UNPUBLISHED = ("draft", "pending")


def newest(entry: Entry) -> Entry:
    """The version that the desk opens: the newest draft, where there is one that is not published."""
    if not entry.has_unpublished_changes or not entry.latest_revision_id:
        return entry
    found: Entry = entry.get_latest_revision_as_object()
    return found


def post_numbered(number: int) -> Post | None:
    """The post with that number, in the bin too."""
    return Post.objects.filter(number=_sane(number)).select_related(*RELATED).first()


def page_numbered(number: int) -> StaticPage | None:
    """The static page with that number."""
    found: StaticPage | None = StaticPage.objects.filter(number=_sane(number)).select_related(*RELATED).first()
    return found


def _sane(number: int) -> int:
    return number if 0 < number < LARGEST else 0


def status_of(entry: Entry, at: datetime.datetime, *, scheduled: str = "publish") -> str:
    """WordPress's word for where it stands; ``scheduled`` is that for what is to be published later."""
    if isinstance(entry, Post) and entry.binned_at:
        return "trash"
    if entry.live:
        return "private" if entry.is_private else "publish" if entry.posted_at <= at else scheduled
    if entry.go_live_at and entry.go_live_at > at:
        return scheduled
    return "pending" if isinstance(entry, Post) and entry.is_pending else "draft"


def slug_of_entry(entry: Entry, status: str) -> str:
    """The slug as WordPress has it: one in the bin has given its name free, a draft of a page has none yet."""
    if status == "trash" and entry.slug:
        return f"{entry.slug.removesuffix(IN_BIN)}{IN_BIN}"
    is_made = entry.slug == slug_of(entry.title)  # by the desk, which lets no page be without
    if isinstance(entry, StaticPage):
        is_new = status in UNPUBLISHED and entry.first_published_at is None
        return "" if is_new and is_made else normal_path(entry.slug).strip("/")
    return str(entry.slug)


def link_of(entry: Entry) -> str:
    """Its address; that by number while it has no other."""
    if isinstance(entry, StaticPage):
        return absolute(normal_path(page_path(entry))) if entry.live else absolute(f"/?page_id={entry.number}")
    return absolute(entry.path) if entry.live and entry.path else absolute(f"/?p={entry.number}")


def guid_of(entry: Entry) -> str:
    """What it is called for ever: by its number, where it was given no other name."""
    return entry.guid or absolute(f"/?{'p' if isinstance(entry, Post) else 'page_id'}={entry.number}")


def content_of(entry: Entry) -> str:
    """The text to edit: what was imported or sent, letter by letter, while nobody has edited it here; else our HTML."""
    text = text_of(entry)
    return entry.body_html if text is None else text


def text_of(entry: Entry) -> str | None:
    """What was imported or sent, letter by letter, while nobody has edited it here; None for what was written here."""
    sent = sent_texts([entry]).get(entry.pk)
    if sent is not None:
        return sent
    if isinstance(entry, StaticPage):
        original = getattr(entry, "original", None)
        is_untouched = original is not None and original.state == page_state(entry)
        return str(original.content) if original is not None and is_untouched else None
    row = Original.objects.filter(post=entry.pk).first()
    return row.content if row is not None and row.state == stored_post_state(entry) else None
