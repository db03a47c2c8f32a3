"""Finding the discussion below a post, page or attachment by its address."""

import datetime
from dataclasses import dataclass
from urllib.parse import unquote

from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from coranto.comments.models import Comment
from coranto.comments.subjects import standing_of
from coranto.core.plain_text import plain_text
from coranto.core.texturize import texturize
from coranto.feeds.comment_items import Discussed
from coranto.feeds.post_items import StaticText
from coranto.media.models import Attachment
from coranto.posts.models import Permalink, Post
from coranto.publication.models import Publication


@dataclass(frozen=True, slots=True)
class Discussion:
    """What is discussed, the published comments on it, and whether it was asked for by a former address."""

    on: Discussed
    comments: QuerySet[Comment]
    modified_at: datetime.datetime
    rest_kind: str
    number: int
    takes_pings: bool = False
    is_moved: bool = False
    post: Post | None = None
    page: StaticText | None = None

    def changed_at(self) -> datetime.datetime:
        """When the thing was changed last, or its newest comment written."""
        newest = self.comments.aggregate(newest=Max("posted_at"))["newest"]
        return max(self.modified_at, newest) if newest else self.modified_at


def find_discussion(path: str, publication: Publication) -> Discussion | None:
    """The discussion below what stands at a normal path, or nothing where the public may see nothing."""
    return below_post(path) or below_page(path, publication) or below_attachment(path)


def below_post(path: str) -> Discussion | None:
    """That of a published post."""
    link = Permalink.objects.for_path(path)
    if link is None or not link.post.is_published(timezone.now()):
        return None
    post = link.post
    on = Discussed(shown(post.title, post.password), post.path, post.guid, bool(post.password), post.number)
    comments = Comment.objects.published().filter(thread__post=post)
    return Discussion(
        on,
        comments,
        post.modified_at,
        "posts",
        post.number,
        takes_pings=post.pings_open,
        is_moved=not link.is_current,
        post=post,
    )


def below_page(path: str, publication: Publication) -> Discussion | None:
    """That of a static page that is live, not private and not dated ahead."""
    root = publication.site.root_page.url_path
    paths = {root.rstrip("/") + spelled for spelled in (path, unquote(path)) if "\0" not in spelled}
    page = Page.objects.live().filter(url_path__in=paths).exclude(pk=publication.site.root_page_id).first()
    found = page.specific if page else None
    if found is None or getattr(found, "is_private", True) or found.posted_at > timezone.now():
        return None
    on = Discussed(shown(found.title, found.password), path, found.guid, bool(found.password), found.number)
    comments = Comment.objects.published().filter(thread__page=page)
    return Discussion(on, comments, found.modified_at, "pages", found.number, takes_pings=found.pings_open, page=found)


def below_attachment(path: str) -> Discussion | None:
    """That of an attachment whose post or page is public."""
    found = Attachment.objects.filter(path__in=[path, path.rstrip("/")]).first()
    is_public, password = standing_of(found, timezone.now()) if found else (False, "")
    if found is None or not is_public:
        return None
    on = Discussed(shown(found.title), found.path, found.guid, bool(password), found.number)
    comments = Comment.objects.published().filter(thread__attachment=found)
    return Discussion(on, comments, found.modified_at, "media", found.number, takes_pings=found.pings_open)


def shown(title: str, password: str = "") -> str:
    """A title as plain text with typographic signs; that of what waits for a password says so."""
    text = plain_text(texturize(title))
    return _("Protected: %(title)s") % {"title": text} if password else text or _("Untitled")
