"""The context of one post's page."""

import datetime

from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from coranto.core.body_marks import body_pages, with_more_anchor
from coranto.core.moments import at_offset
from coranto.core.plain_text import plain_text
from coranto.core.titles import title_html, title_text
from coranto.posts.contexts import HiddenField, PasswordForm, PostPage, PostView
from coranto.posts.desk_links import edit_url
from coranto.posts.details import Details, attribution_view, byline_views, category_links, load_details, tag_links
from coranto.posts.listings.cards import comments_url
from coranto.posts.models import Post
from coranto.posts.near_posts import near_posts
from coranto.posts.passwords import has_typed, may_read
from coranto.posts.post_classes import post_classes
from coranto.publication.addresses import Addresses, addresses_of
from coranto.publication.contexts import Crumb
from coranto.publication.current import publication_of
from coranto.publication.living_blocks import with_living_blocks
from coranto.publication.pagers import part_links
from coranto.publication.people import is_editor
from coranto.publication.pictures import image_view
from coranto.publication.trusted_html import trusted

UNLOCK_PATH = "/wp-login.php?action=postpass"
WORDS_A_MINUTE = 230
LETTERS_A_WORD = 6
WORTH_SAYING = 2


def build_post_page(
    request: HttpRequest, post: Post, *, at: datetime.datetime, part: int = 1, details: Details | None = None
) -> PostPage:
    """The page of ``post``, showing part ``part`` of its text (1 is the first)."""
    addresses = addresses_of(publication_of(request))
    details = details or load_details([post.pk])[post.pk]
    near = near_posts(post, details, addresses, at=at)
    return PostPage(
        post=build_post_view(request, post, details, part=part),
        crumbs=_crumbs(details, addresses),
        previous=near.previous,
        next=near.next,
        related=near.related,
    )


def build_post_view(request: HttpRequest, post: Post, details: Details, *, part: int = 1) -> PostView:
    """The post itself, as its page and its preview show it."""
    addresses = addresses_of(publication_of(request))
    is_locked = not may_read(request, post.password)
    pages = body_pages(post.body_html)
    number = part if 1 <= part <= len(pages) else 1
    posted_at = at_offset(post.posted_at, post.utc_offset)
    return PostView(
        number=post.number,
        url=post.path,
        posted_at=posted_at,
        title=title_text(post.title),
        title_html=title_html(post.title),
        standfirst="" if is_locked else plain_text(post.excerpt),
        body_html=SafeString() if is_locked else shown_part(request, pages[number - 1], post.number),
        page_links=() if is_locked else part_links(number, len(pages), lambda page: addresses.part(post.path, page)),
        day_url=addresses.date(posted_at.year, posted_at.month, posted_at.day),
        updated_at=_updated_at(post, posted_at),
        attributions=tuple(attribution_view(attribution, addresses) for attribution in details.attributions),
        bylines=byline_views(post, details, addresses),
        categories=category_links(details, addresses),
        tags=tag_links(details, addresses),
        image=None if is_locked else image_view(post.featured_image),
        format=post.format,
        is_sticky=post.is_sticky,
        is_private=post.is_private,
        password_form=password_form(request, post.path, post.number) if is_locked else None,
        comment_count=post.comment_count,
        comments_open=post.comments_open,
        comments_url=comments_url(post, ""),
        reading_minutes=0 if is_locked else _reading_minutes(post.body_html),
        css_classes=post_classes(post, details, is_sticky=False, is_locked=is_locked),
        edit_url=edit_url(post) if is_editor(request) else "",
    )


def shown_part(request: HttpRequest, page_html: str, number: int) -> SafeString:
    """A part of the text of the post or page with that number, with what its blocks show now."""
    return trusted(with_living_blocks(with_more_anchor(page_html, number), publication_of(request)))


def part_count(post: Post) -> int:
    """How many parts the text is divided into; at least one."""
    return len(body_pages(post.body_html))


def password_form(request: HttpRequest, path: str, number: int) -> PasswordForm:
    """The form that stands in place of what is protected at ``path``."""
    return PasswordForm(
        action_url=UNLOCK_PATH,
        input_id=f"pwbox-{number}",
        hidden=(HiddenField(name="redirect_to", value=path),),
        was_wrong=has_typed(request),
    )


def _crumbs(details: Details, addresses: Addresses) -> tuple[Crumb, ...]:
    first = details.categories[0] if details.categories else None
    return (Crumb(label=plain_text(first.name), url=addresses.category(first.path or first.slug)),) if first else ()


def _updated_at(post: Post, posted_at: datetime.datetime) -> datetime.datetime | None:
    """When it was changed, if that was on a later day: changes on the day of posting are corrections nobody counts."""
    modified_at = at_offset(post.modified_at, post.utc_offset)
    return modified_at if modified_at.date() > posted_at.date() and post.modified_at <= timezone.now() else None


def _reading_minutes(body_html: str) -> int:
    """Roughly; markup counts as text, so short texts with much of it are left out by the threshold."""
    minutes = round(len(body_html) / LETTERS_A_WORD / WORDS_A_MINUTE)
    return minutes if minutes >= WORTH_SAYING else 0
