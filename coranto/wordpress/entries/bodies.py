"""A text that a client sends, made into a body as at an import: cleaned, and as blocks of the desk."""

from typing import Any

from django.conf import settings

from coranto.posts.actions.bodies import rendered_body
from coranto.posts.actions.untouched import settled_html
from coranto.wordpress.content import (
    AddressBook,
    link_outside_media,
    render_content,
    rewrite_addresses,
    to_blocks,
)
from coranto.wordpress.entries.errors import UnwritableError
from coranto.wordpress.entries.rights import Entry
from coranto.wordpress.entries.this_site import ThisSite, image_finder

LONGEST = 2_000_000  # signs: some four novels


def write_body(entry: Entry, raw: str) -> None:
    """Let the text be the body. Nothing is saved; a text that says the same as before changes nothing."""
    if len(raw) > LONGEST:
        raise UnwritableError(413, "The text is too long.")
    rendered = render_content(raw, site=ThisSite(raw, entry.number or 0), post=entry.number or 0)
    html, _outside = link_outside_media(rewrite_addresses(rendered.html, AddressBook(settings.PUBLIC_URL)))
    blocks: Any = to_blocks(html, find_image=image_finder(html))
    entry.body = entry.body.stream_block.to_python(blocks)
    entry.body_html = settled_html(before=entry.body_html, after=rendered_body(entry.body))
