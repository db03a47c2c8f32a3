"""Static pages as subjects of discussions: what the comments ask of this app."""

import datetime

from wagtail.models import Page

from coranto.comments.discussions import Subject, page_subject
from coranto.comments.subjects import Found, PageDoors, register_pages
from coranto.pages.asked_paths import AskedPath
from coranto.pages.finding import find_page, page_path
from coranto.pages.models import StaticPage
from coranto.publication.addresses import addresses_of
from coranto.publication.models import Publication


def is_public(page: StaticPage, at: datetime.datetime) -> bool:
    """Whether the public may see a page at that moment."""
    return bool(page.live) and not page.is_private and page.posted_at <= at


def subject_of_page(page: StaticPage, path: str) -> Subject:
    """The discussion below a page that stands at ``path``."""
    return page_subject(
        page,
        path,
        number=page.number,
        count=page.comment_count,
        is_open=page.comments_open,
        author=page.author,
    )


def find(number: int, at: datetime.datetime) -> Found | None:
    """The page with WordPress's id ``number``."""
    page = StaticPage.objects.filter(number=number).select_related("author").first()
    return _found(page, at) if page else None


def at_path(path: str, at: datetime.datetime) -> Found | None:
    """The page that stands at a path."""
    found = find_page([AskedPath(path)])
    return _found(found[0], at) if found else None


def of_page(page: Page, at: datetime.datetime) -> Found | None:
    """A page by its row in the tree."""
    own = StaticPage.objects.filter(pk=page.pk).select_related("author").first()
    return _found(own, at) if own else None


def write_count(page: Page, count: int) -> None:
    """Write down how many comments a page has."""
    StaticPage.objects.filter(pk=page.pk).update(comment_count=count)


def set_open(page: Page, is_open: bool) -> None:
    """Let a page take comments, or no more."""
    StaticPage.objects.filter(pk=page.pk).update(comments_open=is_open)


def register() -> None:
    """Let pages be discussed; called when the app starts."""
    register_pages(PageDoors(find, at_path, of_page, write_count, set_open))


def _found(page: StaticPage, at: datetime.datetime) -> Found:
    publication = Publication.objects.current()
    is_front = page.number == publication.front_page_number
    path = "/" if is_front else addresses_of(publication).printed(page_path(page))
    return Found(subject_of_page(page, path), is_public(page, at), page.password)
