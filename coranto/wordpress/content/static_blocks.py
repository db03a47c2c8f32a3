"""Blocks whose stored HTML is not quite what readers get: embeds, covers, files, shortcodes."""

import re
from collections.abc import Callable
from html import unescape

from coranto.core.autop import autop
from coranto.core.embeds import find_embed, render_embed
from coranto.core.html.tags import escape_text, escape_value
from coranto.wordpress.content.blocks import Block
from coranto.wordpress.content.folding_blocks import (
    leave_out_labels,
    render_accordion_heading,
    render_accordion_item,
    render_playlist_track,
    render_tab_panel,
)
from coranto.wordpress.content.scope import Kind, Scope
from coranto.wordpress.content.shortcode_media import picture_markup

StaticRenderer = Callable[[Block, str, Scope], str]

_CAPTION = re.compile(r"<figcaption\b[^>]*>(.*?)</figcaption>", re.DOTALL)
_WRAPPED = re.compile(r'<div class="wp-block-embed__wrapper">\s*(.*?)\s*</div>', re.DOTALL)
_BACKGROUND = re.compile(r"background-image:\s*url\(\s*(?:&quot;|['\"])?([^)'\"&]+(?:&amp;[^)'\"&]+)*)", re.IGNORECASE)
_OBJECT = re.compile(r"<object\b(?:[^<]|<(?!/object))*</object>\s*", re.IGNORECASE)
_COVER_INSIDE = '<div class="wp-block-cover__inner-container'
_NO_MEDIA = '<figure class="wp-block-media-text__media"></figure>'
_FIRST_TAG_END = re.compile(r"<[a-z][^>]*>", re.IGNORECASE)


def render_embed_block(block: Block, html: str, scope: Scope) -> str:
    """An embed by its address; the stored figure with a link in it when the site is not on the list."""
    wrapped = _WRAPPED.search(html)
    address = unescape(str(block.attributes.get("url") or (wrapped[1] if wrapped else ""))).strip()
    caption = _CAPTION.search(html)
    if embed := find_embed(address):
        return scope.keep(render_embed(embed, caption=caption[1] if caption else ""))
    if not address:
        return html
    scope.report(Kind.UNKNOWN_EMBED, address)
    link = f'<a href="{escape_value(address)}">{escape_text(address)}</a>'
    if wrapped:
        return html[: wrapped.start(1)] + link + html[wrapped.end(1) :]
    return f'<figure class="wp-block-embed">{link}</figure>'


def render_cover(block: Block, html: str, scope: Scope) -> str:
    """A cover with its picture as an element: older ones have it in a style, where the public policy forbids it."""
    if featured := _featured(block, scope, "wp-block-cover__image-background"):
        return html.replace(_COVER_INSIDE, featured + _COVER_INSIDE, 1)
    first = _FIRST_TAG_END.search(html)
    picture = _BACKGROUND.search(first[0]) if first else None
    if not first or not picture:
        return html
    url = escape_value(unescape(picture[1]).strip())
    image = f'<img class="wp-block-cover__image-background" alt="" src="{url}">'
    return html[: first.end()] + image + html[first.end() :]


def render_media_text(block: Block, html: str, scope: Scope) -> str:
    """A picture beside a text: that of the post, where its author chose so."""
    featured = _featured(block, scope, "size-full")
    return html.replace(_NO_MEDIA, f"{_NO_MEDIA[:-9]}{featured}</figure>", 1) if featured else html


def _featured(block: Block, scope: Scope, classes: str) -> str:
    """The picture of the post, for a block that shows it."""
    if block.attributes.get("useFeaturedImage") is not True:
        return ""
    picture = scope.site.attachment(scope.featured) if scope.featured else None
    return picture_markup(picture, "full", f"{classes} wp-image-{picture.id}") if picture else ""


def render_file(block: Block, html: str, scope: Scope) -> str:
    """A file's link; the preview inside the page goes."""
    return _OBJECT.sub("", html)


def render_shortcode_block(block: Block, html: str, scope: Scope) -> str:
    """A shortcode written in a block of its own: its text with paragraphs, the shortcodes themselves come later."""
    return autop(html)


STATIC_BLOCKS: dict[str, StaticRenderer] = {
    "core/accordion-heading": render_accordion_heading,
    "core/accordion-item": render_accordion_item,
    "core/cover": render_cover,
    "core/cover-image": render_cover,
    "core/embed": render_embed_block,
    "core/file": render_file,
    "core/group": render_cover,
    "core/media-text": render_media_text,
    "core/playlist-track": render_playlist_track,
    "core/shortcode": render_shortcode_block,
    "core/tab-list": leave_out_labels,
    "core/tab-panel": render_tab_panel,
}
