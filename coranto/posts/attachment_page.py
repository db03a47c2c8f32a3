"""The context of an attachment's page: a picture, recording or file at an address of its own."""

from pathlib import PurePosixPath

from django.http import HttpRequest

from coranto.core.html.cleaning import clean_body
from coranto.core.html.inline import inline_html
from coranto.core.moments import at_offset
from coranto.core.plain_text import plain_text
from coranto.core.titles import title_text
from coranto.media.models import Attachment
from coranto.posts.contexts import AttachmentPage
from coranto.posts.heads import discussion_feeds, discussion_page_url
from coranto.publication.addresses import absolute, addresses_of
from coranto.publication.contexts import Crumb, HeadContext, Link, PostLink
from coranto.publication.current import publication_of
from coranto.publication.head import PINGBACK_PATH, document_title, head_of, oembed_alternates, rest_alternate
from coranto.publication.pictures import image_view
from coranto.publication.trusted_html import trusted

KINDS = {"image", "audio", "video"}


def build_attachment_page(request: HttpRequest, attachment: Attachment, *, parent: PostLink | None) -> AttachmentPage:
    """The page of an attachment; ``parent`` is the public post or page that it belongs to."""
    kind = attachment.mime_type.partition("/")[0]
    title = shown_title(attachment)
    previous, following = _siblings(attachment, request)
    return AttachmentPage(
        number=attachment.number,
        title=title,
        file_url=attachment.file_url,
        media_kind=kind if kind in KINDS else "file",
        mime_type=attachment.mime_type,
        file_name=PurePosixPath(attachment.upload_path).name,
        file_size=(attachment.image.file_size or 0) if attachment.image else 0,
        posted_at=at_offset(attachment.posted_at, attachment.utc_offset),
        image=image_view(attachment.image, alt=attachment.alt_text or None),
        caption_html=inline_html(attachment.caption),
        description_html=trusted(clean_body(attachment.description)),
        parent=parent,
        previous=previous,
        next=following,
        crumbs=(Crumb(label=parent.title, url=parent.url), Crumb(label=title)) if parent and parent.title else (),
    )


def attachment_head(
    request: HttpRequest, attachment: Attachment, page: AttachmentPage, *, comment_page: int = 0
) -> HeadContext:
    """The head of an attachment's page, of page ``comment_page`` of its discussion."""
    publication = publication_of(request)
    path = addresses_of(publication).printed(attachment.path)
    here = f"{discussion_page_url(publication, path, comment_page)}#comments" if comment_page else absolute(path)
    return head_of(
        publication,
        title=document_title(page.title, publication.name),
        description=plain_text(attachment.caption),
        canonical_url=here,
        shortlink_url=absolute(f"/?p={attachment.number}"),
        feeds=discussion_feeds(publication, path, page.title, is_open=attachment.comments_open, count=0),
        alternates=(*oembed_alternates(absolute(path)), rest_alternate("media", attachment.number)),
        pingback_url=absolute(PINGBACK_PATH) if attachment.pings_open else "",
    )


def shown_title(attachment: Attachment) -> str:
    """The title as plain text, or the file's name."""
    return title_text(attachment.title) or PurePosixPath(attachment.upload_path).name


def _siblings(attachment: Attachment, request: HttpRequest) -> tuple[Link | None, Link | None]:
    """The attachments before and after this one in the same post, in the order of their numbers."""
    if not attachment.parent_number:
        return None, None
    near = Attachment.objects.filter(parent_number=attachment.parent_number).exclude(path="")
    addresses = addresses_of(publication_of(request))
    ends = (
        near.filter(number__lt=attachment.number).order_by("-number").first(),
        near.filter(number__gt=attachment.number).order_by("number").first(),
    )
    before, after = (Link(label=shown_title(each), url=addresses.printed(each.path)) if each else None for each in ends)
    return before, after
