"""A text that a client sends, made into a body as at an import: cleaned, and as blocks of the desk."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings

from coranto.media.models import Attachment
from coranto.posts.actions.bodies import rendered_body
from coranto.posts.actions.untouched import settled_html
from coranto.publication.addresses import absolute
from coranto.wordpress.content import (
    AddressBook,
    KnownAttachment,
    link_outside_media,
    render_content,
    rewrite_addresses,
    to_blocks,
)
from coranto.wordpress.entries.errors import UnwritableError
from coranto.wordpress.entries.rights import Entry
from coranto.wordpress.mapping.origins import upload_path

LONGEST = 2_000_000  # signs: some four novels


class ThisSite:
    """The look-ups that rendering makes (:class:`coranto.wordpress.content.Site`), asked of the database."""

    url = settings.PUBLIC_URL

    def attachment(self, number: int) -> KnownAttachment | None:
        """The attachment with this number."""
        row = Attachment.objects.filter(number=number).select_related("image").first()
        return _known(row) if row else None

    def attachments_of(self, post: int) -> Sequence[KnownAttachment]:
        """The attachments of a post."""
        rows = Attachment.objects.filter(parent_number=post).select_related("image").order_by("number")
        return [_known(row) for row in rows]

    def post_url(self, number: int) -> str | None:
        """``?p=17`` leads to it."""
        return f"{self.url}/?p={number}"

    def stored_block(self, number: int) -> str | None:
        """There are no reusable blocks here."""
        return None


def _known(row: Attachment) -> KnownAttachment:
    return KnownAttachment(
        id=row.number,
        url=absolute(row.file_url),
        alt=row.alt_text,
        caption=row.caption,
        title=row.title,
        mime_type=row.mime_type,
        width=row.image.width if row.image else 0,
        height=row.image.height if row.image else 0,
        page_url=row.path,
    )


def write_body(entry: Entry, raw: str) -> None:
    """Let the text be the body. Nothing is saved; a text that says the same as before changes nothing."""
    if len(raw) > LONGEST:
        raise UnwritableError(413, "The text is too long.")
    rendered = render_content(raw, site=ThisSite(), post=entry.number or 0)
    html, _outside = link_outside_media(rewrite_addresses(rendered.html, AddressBook(settings.PUBLIC_URL)))
    blocks: Any = to_blocks(html, find_image=_find_image)
    entry.body = entry.body.stream_block.to_python(blocks)
    entry.body_html = settled_html(before=entry.body_html, after=rendered_body(entry.body))


def _find_image(address: str) -> int | None:
    path = upload_path(address)
    found = Attachment.objects.filter(upload_path=path, image__isnull=False) if path else Attachment.objects.none()
    return found.values_list("image", flat=True).first()
