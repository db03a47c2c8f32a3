"""The answers to an address: each function answers for one sort of thing, or gives nothing."""

import datetime
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect

from coranto.comments.discussion_page import build_discussion
from coranto.comments.discussions import attachment_subject, post_subject
from coranto.comments.thread import Place, place_of
from coranto.core.addresses import normal_path
from coranto.core.moments import at_offset
from coranto.core.strangers_text import plain_number
from coranto.core.titles import title_text
from coranto.media.models import Attachment
from coranto.pages.asked_paths import AskedPath, readings
from coranto.pages.discussed_pages import is_public, subject_of_page
from coranto.pages.finding import find_attachment, find_page, find_post, page_path
from coranto.pages.models import StaticPage
from coranto.pages.page_context import build_page_view, page_head, printed_path
from coranto.pages.page_context import part_count as parts_of_page
from coranto.posts.contexts import GonePage
from coranto.posts.listings.cards import post_link
from coranto.posts.listings.finding import find_bare_category, find_listing, split_page
from coranto.posts.listings.listing import Listing, home_listing
from coranto.posts.models import Post
from coranto.posts.near_posts import LINK_COLUMNS
from coranto.posts.post_page import part_count as parts_of_post
from coranto.posts.search.asked import words_in_path
from coranto.posts.views import show_archives, show_attachment, show_listing, show_post, show_search, show_sources
from coranto.publication.addresses import ARCHIVES_PATH, SEARCH_BASE, SOURCE_BASE, Addresses, addresses_of
from coranto.publication.contexts import PostLink
from coranto.publication.current import publication_of
from coranto.publication.head import document_title, head_of
from coranto.publication.people import is_editor
from coranto.publication.redirecting import is_untidy, moved
from coranto.publication.rendering import render_page

Answered = HttpResponse | None


def answer_front(request: HttpRequest, path: str, at: datetime.datetime) -> Answered:
    """The front page: the newest posts, or the page that the owner put there, whichever page of it is asked for."""
    publication = publication_of(request)
    asked = next((each for each in readings(path) if each.path == "/" and each.part is None), None)
    if asked is None:
        return None
    if "s" in request.GET and asked.comment_page is None:
        return show_search(request, at=at, number=max(asked.listing_page or 1, 1))
    if publication.front_page_number:
        front = StaticPage.objects.filter(number=publication.front_page_number).select_related("featured_image").first()
        if front and is_public(front, at):
            return show_front_page(request, front, asked, at)
    return answer_listing(request, path, at)


def show_front_page(request: HttpRequest, front: StaticPage, asked: AskedPath, at: datetime.datetime) -> HttpResponse:
    """The page on the front; ``/page/2/`` is that page too, and not the second one of the posts."""
    number = asked.listing_page
    if number is not None:
        tidy = addresses_of(publication_of(request)).numbered("/", number)
        if number < 2 or is_untidy(request.path_info, tidy):
            return moved(request, tidy)
    return show_page(request, front, asked, at)


def answer_listing(request: HttpRequest, path: str, at: datetime.datetime) -> Answered:
    """A listing, and the pages of one."""
    return _answer_listing(request, path, at, find_listing)


def answer_bare_category(request: HttpRequest, path: str, at: datetime.datetime) -> Answered:
    """A category at the address that posts in it stand below, where the pattern of addresses begins with it."""
    return _answer_listing(request, path, at, find_bare_category)


def _answer_listing(
    request: HttpRequest, path: str, at: datetime.datetime, find: Callable[[str, Addresses], Listing | None]
) -> Answered:
    addresses = addresses_of(publication_of(request))
    asked = split_page(path)
    listing = find(asked.path, addresses)
    if listing is None:
        return None
    tidy = addresses.numbered(addresses.printed(asked.path), asked.number)
    has_zeros = asked.number > 1 and not path.endswith(f"/page/{asked.number}/")
    if has_zeros or is_untidy(request.path_info, tidy) or (asked.number == 1 and asked.path != path):
        if asked.number > 1 and (asked.number - 1) * publication_of(request).posts_per_page >= listing.count():
            raise Http404("The listing has no such page.")
        return moved(request, tidy)
    return show_listing(request, listing, number=max(asked.number, 1), at=at)


def answer_search(request: HttpRequest, path: str, at: datetime.datetime) -> Answered:
    """A search at the address that has its words in it: ``/search/words/``, which WordPress never leads elsewhere."""
    asked = split_page(path)
    root = f"/{SEARCH_BASE}/"
    if not asked.path.startswith(root) or asked.path == root:
        return None
    addresses = addresses_of(publication_of(request))
    tidy = addresses.numbered(addresses.printed(asked.path), asked.number)
    if "//" in request.path_info:
        return moved(request, tidy)
    number = plain_number(request.GET.get("paged", ""), asked.number)
    return show_search(request, at=at, number=max(number, 1), query=words_in_path(request.path_info))


def answer_post(request: HttpRequest, path: str, at: datetime.datetime) -> Answered:
    """A post at one of its addresses; a former one leads to the current one, a binned post is gone."""
    found = find_post(readings(path))
    if found is None:
        return None
    row, asked = found
    post = row.post
    if post.binned_at and not is_editor(request):
        return show_gone(request)
    if not post.is_published(at) and not (post.live and is_editor(request)):
        raise Http404("Nothing is public at this address.")
    subject = post_subject(post)
    place = place_of(subject, publication_of(request), asked.comment_page or 0)
    better = tidy_path(request, asked, post.path, parts_of_post(post), place)
    if better or not row.is_current:
        return moved(request, better or post.path)
    thread = build_discussion(request, subject, at=at, place=place)
    comment_page = comment_page_of(request, asked)
    return show_post(request, post, at=at, part=asked.part or 1, comment_page=comment_page, thread=thread)


def answer_page(request: HttpRequest, path: str, at: datetime.datetime) -> Answered:
    """A static page at its place in the tree; that of the owner's list of posts shows the list."""
    publication = publication_of(request)
    asked_as = readings(path)
    found = find_page(asked_as)
    if found is None:
        return None
    page, asked = found
    if not is_public(page, at) and not (page.live and is_editor(request)):
        raise Http404("Nothing is public at this address.")
    if page.number == publication.posts_page_number:
        return show_posts_page(request, page, asked, at)
    if page.number == publication.front_page_number:
        return moved(request, "/")
    return show_page(request, page, asked, at)


def show_page(request: HttpRequest, page: StaticPage, asked: AskedPath, at: datetime.datetime) -> HttpResponse:
    """A page that the reader may see, with the discussion below it.

    As in WordPress ``page/2/`` behind it changes nothing: themes use it for lists of their own on a page.
    """
    publication = publication_of(request)
    addresses = addresses_of(publication)
    path = printed_path(page, request)
    subject = subject_of_page(page, path)
    place = place_of(subject, publication, asked.comment_page or 0)
    is_later = (asked.listing_page or 0) > 1 and not is_untidy(request.path_info, addresses.printed(request.path_info))
    if not is_later and (better := tidy_path(request, asked, path, parts_of_page(page), place)):
        return moved(request, better)
    view = build_page_view(request, page, part=asked.part or 1)
    head = page_head(
        request,
        page,
        view,
        part=asked.part or 1,
        comment_page=comment_page_of(request, asked),
        list_page=asked.listing_page or 1,
    )
    has_discussion = page.comments_open or page.comment_count
    thread = build_discussion(request, subject, at=at, place=place) if has_discussion else None
    return render_page(request, "pages/page.html", page=view, head=head, thread=thread)


def show_posts_page(request: HttpRequest, page: StaticPage, asked: AskedPath, at: datetime.datetime) -> HttpResponse:
    """The list of posts at the address of the page that the owner chose for it."""
    addresses = addresses_of(publication_of(request))
    path = addresses.printed(page_path(page))
    number = asked.listing_page or 1
    tidy = addresses.numbered(path, number)
    if is_untidy(request.path_info, tidy) or asked.listing_page == 1:
        return moved(request, tidy)
    return show_listing(request, home_listing(path, name=title_text(page.title)), number=number, at=at)


def answer_attachment(request: HttpRequest, path: str, at: datetime.datetime) -> Answered:
    """An attachment's page, or the file itself where the owner has no such pages."""
    found = find_attachment(readings(path))
    if found is None:
        return None
    attachment, asked = found
    publication = publication_of(request)
    parent = find_parent(attachment, at)
    if attachment.parent_number and parent is None and not is_editor(request):
        raise Http404("Nothing is public at this address.")
    if not publication.attachment_pages:
        return moved(request, attachment.file_url)
    is_numbered = asked.part is not None or asked.listing_page is not None
    if is_numbered and Post.objects.filter(number=attachment.parent_number).exists():
        raise Http404("A file has no pages.")  # below a page, or alone, WordPress leads to the file
    subject = attachment_subject(attachment, addresses_of(publication).printed(attachment.path))
    place = place_of(subject, publication, asked.comment_page or 0)
    if better := tidy_path(request, asked, subject.path, 1, place):
        return moved(request, better)
    has_discussion = subject.is_open or subject.count
    thread = build_discussion(request, subject, at=at, place=place) if has_discussion else None
    shown = comment_page_of(request, asked)
    return show_attachment(request, attachment, parent=parent, thread=thread, comment_page=shown)


def answer_overview(request: HttpRequest, path: str, at: datetime.datetime) -> Answered:
    """The archives and the outlets: our own addresses, which give way to a page or post that stands there."""
    addresses = addresses_of(publication_of(request))
    asked = split_page(path)
    shown = {ARCHIVES_PATH: show_archives, f"/{SOURCE_BASE}/": show_sources}.get(asked.path)
    if shown is None or (shown is show_archives and asked.path != path):
        return None
    tidy = addresses.numbered(addresses.printed(asked.path), asked.number)
    if is_untidy(request.path_info, tidy) or (asked.number == 1 and asked.path != path):
        return moved(request, tidy)
    return shown(request, number=max(asked.number, 1))


def answer_redirect(request: HttpRequest, path: str, at: datetime.datetime) -> Answered:
    """A redirect that somebody made by hand at the desk."""
    asked = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
    for each in dict.fromkeys((asked, asked.partition("?")[0])):
        found = get_redirect(request, each)
        if found and found.link:
            status = HttpResponsePermanentRedirect if found.is_permanent else HttpResponseRedirect
            return status(found.link)
    return None


def show_gone(request: HttpRequest) -> HttpResponse:
    """410: something was here and was taken down."""
    publication = publication_of(request)
    head = head_of(publication, title=document_title(_("Gone"), publication.name), robots="noindex, follow")
    page = GonePage(path=request.path_info[:200])
    return render_page(request, "410.html", page=page, head=head, status=410)


def tidy_path(request: HttpRequest, asked: AskedPath, path: str, parts: int, place: Place) -> str:
    """Where WordPress would redirect a request for the thing at ``path``, or nothing where it is answered as it is.

    A page of the text that is not there, a page of comments where they are not paged, and ``page/N`` all lead to the
    thing.
    """
    addresses = addresses_of(publication_of(request))
    tidy = path
    if asked.listing_page is not None:
        return path if asked.listing_page else ""
    if asked.part is not None:
        if asked.part == 1 or asked.part > parts:
            return path
        tidy = addresses.part(path, asked.part) if asked.part else request.path_info
    if asked.comment_page is not None:
        first = not place.paging.last_first
        if asked.comment_page == 0:
            return ""
        if not place.paging.per_page or (first and asked.comment_page == 1):
            return path
        tidy = addresses.comment_page(path, asked.comment_page)
    return tidy if is_untidy(request.path_info, tidy) else ""


def comment_page_of(request: HttpRequest, asked: AskedPath) -> int:
    """The page of the discussion in the canonical address; ``?cpage=2`` counts even where there are no pages.

    -1 where that is no number: to WordPress it is the discussion, whichever page.
    """
    cpage = request.GET.get("cpage", "")[:9]
    named = int(cpage) if cpage.isascii() and cpage.isdecimal() else -1 if cpage else 0
    return asked.comment_page or named


def path_of_page(name: str) -> str:
    """The path that a page's name with its parents' names before it stands for."""
    return normal_path(f"/{name}/")


def find_parent(attachment: Attachment, at: datetime.datetime) -> PostLink | None:
    """The public post or page that an attachment belongs to."""
    if not attachment.parent_number:
        return None
    post = Post.objects.published(at).filter(number=attachment.parent_number).only(*LINK_COLUMNS).first()
    if post:
        return post_link(post)
    page = StaticPage.objects.filter(number=attachment.parent_number).first()
    if page is None or not is_public(page, at):
        return None
    posted_at = at_offset(page.posted_at, page.utc_offset)
    return PostLink(title=title_text(page.title), url=page_path(page), posted_at=posted_at)
