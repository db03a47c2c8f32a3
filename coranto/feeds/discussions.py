"""Finding the discussion below a post, page or attachment by its address."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Page

from coranto.comments.models import Comment
from coranto.comments.subjects import standing_of
from coranto.core.plain_text import plain_text
from coranto.core.texturize import texturize
from coranto.feeds.comment_items import Discussed
from coranto.media.models import Attachment
from coranto.posts.models import Permalink
from coranto.publication.models import Publication


@dataclass(frozen=True, slots=True)
class Discussion:
    """What is discussed, the published comments on it, and whether it was asked for by a former address."""

    on: Discussed
    comments: QuerySet[Comment]
    is_moved: bool = False


def find_discussion(path: str, publication: Publication) -> Discussion | None:
    """The discussion below what stands at a normal path, or nothing where the public may see nothing."""
    return below_post(path) or below_page(path, publication) or below_attachment(path)


def below_post(path: str) -> Discussion | None:
    """That of a published post."""
    link = Permalink.objects.for_path(path)
    if link is None or not link.post.is_published(timezone.now()):
        return None
    post = link.post
    on = Discussed(shown(post.title), post.path, post.guid, bool(post.password))
    return Discussion(on, Comment.objects.published().filter(thread__post=post), is_moved=not link.is_current)


def below_page(path: str, publication: Publication) -> Discussion | None:
    """That of a static page that is live, not private and not dated ahead."""
    root = publication.site.root_page.url_path
    page = (
        Page.objects.live().filter(url_path=root.rstrip("/") + path).exclude(pk=publication.site.root_page_id).first()
    )
    found = page.specific if page else None
    if found is None or getattr(found, "is_private", True) or found.posted_at > timezone.now():
        return None
    on = Discussed(shown(found.title), path, found.guid, bool(found.password))
    return Discussion(on, Comment.objects.published().filter(thread__page=page))


def below_attachment(path: str) -> Discussion | None:
    """That of an attachment whose post or page is public."""
    found = Attachment.objects.filter(path__in=[path, path.rstrip("/")]).first()
    is_public, password = standing_of(found, timezone.now()) if found else (False, "")
    if found is None or not is_public:
        return None
    on = Discussed(shown(found.title), found.path, found.guid, bool(password))
    return Discussion(on, Comment.objects.published().filter(thread__attachment=found))


def shown(title: str) -> str:
    """A title as plain text with typographic signs."""
    return plain_text(texturize(title))
