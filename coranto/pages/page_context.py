"""The context of a static page."""

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString

from coranto.core.body_marks import body_pages
from coranto.core.moments import at_offset
from coranto.core.plain_text import first_words, plain_text
from coranto.core.titles import title_html, title_text
from coranto.pages.contexts import PageView
from coranto.pages.finding import page_path
from coranto.pages.models import StaticPage
from coranto.posts.heads import NOT_LISTED, discussion_feeds, discussion_page_url, meta_tags
from coranto.posts.passwords import may_read
from coranto.posts.post_page import password_form, shown_part
from coranto.publication.addresses import absolute, addresses_of
from coranto.publication.contexts import Crumb, HeadContext, Link
from coranto.publication.current import publication_of
from coranto.publication.head import (
    LARGE_PREVIEWS,
    PINGBACK_PATH,
    WEBMENTION_PATH,
    document_title,
    head_of,
    oembed_alternates,
    page_number_title,
    rest_alternate,
)
from coranto.publication.models import Publication
from coranto.publication.pagers import part_links
from coranto.publication.people import is_editor
from coranto.publication.pictures import image_view

DESCRIPTION_SOURCE = 4_000
MOST_CHILDREN = 200


def printed_path(page: StaticPage, request: HttpRequest) -> str:
    """The address of a page as it is printed; that of the front page is ``/``."""
    publication = publication_of(request)
    if page.number == publication.front_page_number:
        return "/"
    return addresses_of(publication).printed(page_path(page))


def build_page_view(request: HttpRequest, page: StaticPage, *, part: int = 1) -> PageView:
    """A page that the reader may see, showing part ``part`` of its text."""
    addresses = addresses_of(publication_of(request))
    path = printed_path(page, request)
    is_locked = not may_read(request, page.password)
    parts = body_pages(page.body_html)
    number = part if 1 <= part <= len(parts) else 1
    modified_at = at_offset(page.modified_at, page.utc_offset)
    published_at = at_offset(page.posted_at, page.utc_offset)
    return PageView(
        number=page.number,
        title=title_text(page.title),
        url=path,
        title_html=title_html(page.title),
        body_html=SafeString() if is_locked else shown_part(request, parts[number - 1], page.number),
        page_links=() if is_locked else part_links(number, len(parts), lambda each: addresses.part(path, each)),
        crumbs=_crumbs(page, request),
        children=_children(page, request),
        image=None if is_locked else image_view(page.featured_image),
        published_at=published_at,
        updated_at=modified_at if modified_at.date() > published_at.date() else None,
        password_form=password_form(request, path, page.number) if is_locked else None,
        is_private=page.is_private,
        css_classes=f"post-{page.number} page type-page status-{'private' if page.is_private else 'publish'} hentry",
        edit_url=_edit_url(page) if is_editor(request) else "",
    )


def part_count(page: StaticPage) -> int:
    """How many parts the text is divided into; at least one."""
    return len(body_pages(page.body_html))


def page_head(
    request: HttpRequest, page: StaticPage, view: PageView, *, part: int = 1, comment_page: int = 0, list_page: int = 1
) -> HeadContext:
    """The head of a page, of part ``part`` of its text or page ``comment_page`` of its discussion.

    ``list_page`` is that of ``page/2/`` behind it, which shows in its title only.
    """
    publication = publication_of(request)
    addresses = addresses_of(publication)
    url, place = absolute(view.url), addresses.printed(page_path(page))
    here = absolute(addresses.part(view.url, part)) if part > 1 else url
    if comment_page:
        here = f"{discussion_page_url(publication, view.url, comment_page)}#comments"
    description = "" if view.password_form else _description(page)
    title = page.seo_title or view.title
    tags = [("og:type", "website"), ("og:site_name", publication.name), ("og:title", title)]
    tags += [("og:description", description), ("og:url", url), ("twitter:card", "summary")]
    return head_of(
        publication,
        title=_document_title(title, max(part, list_page), publication, is_front=view.url == "/"),
        description=description,
        canonical_url=here,
        shortlink_url=absolute("/" if view.url == "/" else f"/?p={page.number}"),
        robots=NOT_LISTED if page.is_private else LARGE_PREVIEWS,
        feeds=discussion_feeds(publication, place, view.title, is_open=page.comments_open, count=page.comment_count),
        alternates=(*oembed_alternates(url), rest_alternate("pages", page.number)),
        pingback_url=absolute(PINGBACK_PATH) if page.pings_open else "",
        webmention_url=absolute(WEBMENTION_PATH) if page.pings_open else "",
        open_graph=meta_tags(tags),
    )


def _document_title(title: str, part: int, publication: Publication, *, is_front: bool) -> str:
    """As WordPress has it: the front page, whichever it is, bears the site's name and tagline."""
    if is_front:
        return document_title(publication.name, page_number_title(part), publication.tagline)
    return document_title(title, page_number_title(part), publication.name)


def _description(page: StaticPage) -> str:
    words = page.search_description or plain_text(page.excerpt)
    return (
        words
        or first_words(plain_text(page.body_html[:DESCRIPTION_SOURCE].rpartition("<")[0] or page.body_html), 40)[0]
    )


def _crumbs(page: StaticPage, request: HttpRequest) -> tuple[Crumb, ...]:
    """The pages above; none, and no query, at the top of the tree."""
    if page.depth <= 3:
        return ()
    above = StaticPage.objects.ancestor_of(page).order_by("depth").only("title", "url_path", "number", "depth")
    crumbs = (Crumb(label=title_text(each.title), url=printed_path(each, request)) for each in above)
    return (*crumbs, Crumb(label=title_text(page.title)))


def _children(page: StaticPage, request: HttpRequest) -> tuple[Link, ...]:
    """The public pages below, in the owner's order."""
    if not page.numchild:
        return ()
    below = StaticPage.objects.child_of(page).filter(live=True, is_private=False).order_by("menu_order", "title", "pk")
    rows = below.only("title", "url_path", "number", "depth")[:MOST_CHILDREN]
    return tuple(Link(label=title_text(each.title), url=printed_path(each, request)) for each in rows if each.title)


def _edit_url(page: StaticPage) -> str:
    try:
        return reverse("wagtailadmin_pages:edit", args=[page.pk])
    except NoReverseMatch:
        return ""
