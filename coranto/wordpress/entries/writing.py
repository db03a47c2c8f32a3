"""Posts and pages written as at the desk: a version is kept, published or not, and everything else follows from that.

``changes`` are columns of the entry with their new values, and ``content`` (the raw text), ``categories`` and ``tags``.
What is not named stays. Status is WordPress's word, or empty for the one that it has.
"""

import datetime
from collections.abc import Mapping
from typing import Any

from wagtail.models import Page, Revision

from coranto.accounts.models import User
from coranto.core.numbers import Sequence
from coranto.pages.models import SiteRoot, StaticPage
from coranto.posts.actions import date_post
from coranto.posts.actions.addresses import free_slug
from coranto.posts.actions.authors import author_of
from coranto.posts.actions.publishing import is_dated_ahead, mark_pending
from coranto.posts.actions.versions import keep_first_version
from coranto.posts.models import Category, Post
from coranto.posts.slugs import slug_of
from coranto.publication.actions import take_number
from coranto.publication.models import Publication
from coranto.wordpress.entries.bodies import write_body
from coranto.wordpress.entries.errors import UnwritableError
from coranto.wordpress.entries.locks import lift_locks
from coranto.wordpress.entries.reading import guid_of, link_of, newest, text_of
from coranto.wordpress.entries.rights import Entry, may
from coranto.wordpress.entries.sent import keep_sent

PUBLIC = ("publish", "private")
USUAL_CATEGORY = 1
"""WordPress's number of the category for posts that are filed nowhere: there from the first day of every site."""
LONGEST_EXCERPT = 65_535
"""As much as WordPress's own column holds."""
SOON = datetime.timedelta(minutes=1)
MAY_NOT_PUBLISH = "Sorry, you are not allowed to publish this."
Changes = Mapping[str, Any]


def add_post(*, changes: Changes, status: str, at: datetime.datetime, by: User) -> Post:
    """A new post; a draft unless its status says otherwise."""
    post = Post(number=take_number(sequence=Sequence.CONTENT), live=False, posted_at=at, modified_at=at)
    post.author = changes.get("author") or author_of(user=by)
    if "categories" not in changes and (usual := Category.objects.filter(number=USUAL_CATEGORY).first()):
        changes = {**changes, "categories": [usual]}
    apply(post, changes, at)
    post.modified_at = changes.get("posted_at", at)
    if "posted_at" not in changes:  # it is dated when it goes public; until then by the clock of the place
        date_post(post=post, publication=Publication.objects.current())
        post.posted_on = None
    if status not in PUBLIC:
        post.go_live_at = None
    post.save()
    settle(post, status or "draft", at=at, by=by)
    _name_by_address(post)
    _keep_text(post, changes)
    return post


def add_page(*, changes: Changes, parent: Page | None, status: str, at: datetime.datetime, by: User) -> StaticPage:
    """A new page below another, or at the top."""
    page = StaticPage(number=take_number(sequence=Sequence.CONTENT), live=False, posted_at=at, modified_at=at)
    page.author = author_of(user=by)
    page.owner = by
    above = parent or SiteRoot.objects.first()
    if above is None:
        raise UnwritableError(500, "There is no place for pages on this site.")
    if status in PUBLIC and not above.permissions_for_user(by).can_publish_subpage():
        raise UnwritableError(403, MAY_NOT_PUBLISH)
    apply(page, {**changes, "slug": free_page_slug(above, changes)}, at)
    page.modified_at = changes.get("posted_at", at)
    _date_page(page)
    above.add_child(instance=page)
    settle(page, status or "draft", at=at, by=by)
    _name_by_address(page)
    _keep_text(page, changes)
    return page


def free_page_slug(above: Page, changes: Changes) -> str:
    """A slug that no page beside it has."""
    wanted = changes.get("slug") or slug_of(changes.get("title", "")) or "page"
    taken = set(above.get_children().values_list("slug", flat=True))
    numbered = (wanted if n == 1 else f"{wanted}-{n}" for n in range(1, len(taken) + 2))
    return next(slug for slug in numbered if slug not in taken)


def change_entry(*, entry: Entry, changes: Changes, status: str, at: datetime.datetime, by: User) -> None:
    """Change a post or page; ``entry`` is the stored row. What is no more than a draft is not published by a date."""
    refuse_binned(entry)
    goes_public = status in PUBLIC or (not status and is_public(entry))
    if goes_public and not may(by, "publish", entry):
        raise UnwritableError(403, MAY_NOT_PUBLISH)
    stood = lift_locks(entry, by)
    if isinstance(entry, Post):
        keep_first_version(post=entry)
    if isinstance(entry, Post) or stood:
        entry.refresh_from_db()
    version = newest(entry)
    text, planned = text_of(version), version.go_live_at
    apply(version, changes, at)
    if not goes_public:
        version.go_live_at = planned
    settle(version, status or stood, at=at, by=by)
    _keep_text(version, changes, text)


def keep_draft(*, entry: Entry, changes: Changes, at: datetime.datetime, by: User) -> Revision:
    """Keep a version beside what is public; ``entry`` is the stored row."""
    refuse_binned(entry)
    if isinstance(entry, Post):
        keep_first_version(post=entry)
        entry.refresh_from_db()
    version = newest(entry)
    apply(version, changes, at)
    revision: Revision = version.save_revision(user=by, clean=False, log_action=True)
    _keep_text(version, changes)
    return revision


def _name_by_address(entry: Entry) -> None:
    """What programs publish at once has its address as GUID, as in WordPress; what was a draft that by number."""
    entry.refresh_from_db(fields=["live", "guid", *(["path"] if isinstance(entry, Post) else [])])
    entry.guid = link_of(entry) if entry.live else guid_of(entry)
    type(entry)._default_manager.filter(pk=entry.pk).update(guid=entry.guid)


def _keep_text(entry: Entry, changes: Changes, before: str | None = None) -> None:
    """Keep the text as it was sent, else as it was ``before``."""
    text = changes.get("content", before)
    if text is not None:
        keep_sent(entry, text)


def move_page(*, page: StaticPage, parent: Page | None, by: User) -> None:
    """Put a page below another, or at the top; there too, as in WordPress, if the other one stands below it."""
    above = SiteRoot.objects.first() if parent is None or parent.path.startswith(page.path) else parent
    if above is None or page.get_parent().pk == above.pk:
        return
    if above.get_children().filter(slug=page.slug).exists():
        raise UnwritableError(400, "There is a page of this name already where it is to stand.")
    page.move(above, pos="last-child", user=by)


def refuse_binned(entry: Entry) -> None:
    """What lies in the bin is taken out at the desk before it is changed."""
    if isinstance(entry, Post) and entry.binned_at:
        raise UnwritableError(404, "Invalid post ID.")


def apply(entry: Entry, changes: Changes, at: datetime.datetime) -> None:
    """Set the values on the instance."""
    for name, value in changes.items():
        if name == "content":
            write_body(entry, value)
        elif name == "excerpt" and len(value) > LONGEST_EXCERPT:
            raise UnwritableError(413, "The excerpt is too long.")
        elif name in ("categories", "tags"):
            getattr(entry, name).set(value)
        else:
            setattr(entry, name, value)
    entry.modified_at = at
    if isinstance(entry, Post):
        _date(entry, "posted_at" in changes, at)
    elif "posted_at" in changes:
        entry.go_live_at = ahead(entry.posted_at, at)
        _date_page(entry)


def ahead(moment: datetime.datetime, at: datetime.datetime) -> datetime.datetime | None:
    """The moment, if it is still to come: what is published then waits for it."""
    return moment if moment > at + SOON else None


def _date_page(page: StaticPage) -> None:
    """The clock of the place at the moment of posting."""
    offset = page.posted_at.astimezone(Publication.objects.current().zone).utcoffset()
    page.utc_offset = int(offset.total_seconds() // 60) if offset else 0


def _date(post: Post, is_given: bool, at: datetime.datetime) -> None:
    """Bring moment of posting and schedule together, as the desk's form does."""
    if not is_given:
        return
    post.go_live_at = ahead(post.posted_at, at)
    if not (post.live or post.first_published_at):
        post.posted_on = None
    date_post(post=post, publication=Publication.objects.current())


def settle(entry: Entry, status: str, *, at: datetime.datetime, by: User) -> None:
    """Keep the version, and publish, withdraw or hand in as the status says.

    Without a status it stays as public as it is stored: the version's own schedule may be no more than a wish.
    """
    goes_public = status in PUBLIC or (not status and is_public(entry))
    if status in PUBLIC:
        entry.is_private = status == "private"
        entry.password = "" if entry.is_private else entry.password
    elif status and not goes_public:
        entry.go_live_at = None
    if goes_public and _is_dated_ahead(entry, at):
        entry.go_live_at = entry.posted_at
    if goes_public and _is_scheduled(entry, at):
        _make_ready(entry, by)
    revision = entry.save_revision(user=by, clean=False, log_action=True)
    if goes_public:
        revision.publish(user=by, skip_permission_checks=True)
    elif status and entry.live:
        entry.unpublish(user=by)
    if isinstance(entry, Post) and status and not goes_public:
        _hand_in(entry, status == "pending", by)


def _make_ready(entry: Entry, by: User) -> None:
    """Give what is to be published later its slug; take it off the site until then, if it was public."""
    if isinstance(entry, Post) and not entry.slug:
        entry.slug = slug_of(entry.title)
        entry.slug = free_slug(post=entry, publication=Publication.objects.current())
    if entry.live:
        entry.unpublish(user=by)


def is_public(entry: Entry) -> bool:
    """Whether it is public, or was scheduled by somebody who may publish it."""
    return bool(entry.live or entry.revisions.filter(approved_go_live_at__isnull=False).exists())


def _is_dated_ahead(entry: Entry, at: datetime.datetime) -> bool:
    """Whether it is not public and bears a date that is still to come."""
    if isinstance(entry, Post):
        return is_dated_ahead(entry, at)
    return bool(not entry.live and entry.posted_at > at)


def _is_scheduled(entry: Entry, at: datetime.datetime) -> bool:
    return bool(entry.go_live_at and entry.go_live_at > at)


def _hand_in(post: Post, is_pending: bool, by: User) -> None:
    """Let it wait for review, by the site's workflow where there is one."""
    workflow = post.get_workflow() if is_pending and not post.workflow_in_progress else None
    if workflow is not None:
        workflow.start(post, by)
    elif is_pending or not post.workflow_in_progress:
        mark_pending(post=post, is_pending=is_pending)
