"""A body as WordPress stores it, made into the HTML that readers get.

The order is WordPress's: pages are divided, embeds and code taken out of the way, blocks printed, typography,
paragraphs (only for bodies without blocks), shortcodes; then players, cleaning and pictures, which are ours. Every page
is made and cleaned by itself, so each is well formed.
"""

import re
from dataclasses import dataclass
from functools import partial

from coranto.core.autop import autop
from coranto.core.body_marks import joined_pages, teaser_of
from coranto.core.embeds import find_embed, render_embed
from coranto.core.html.cleaning import clean_body
from coranto.core.html.values import with_written_signs
from coranto.core.player_markup import replace_players
from coranto.core.texturize import texturize
from coranto.wordpress.content.block_rendering import render_blocks_of
from coranto.wordpress.content.blocks import has_blocks
from coranto.wordpress.content.divisions import mark_more, place_more, split_pages
from coranto.wordpress.content.pictures import complete_pictures
from coranto.wordpress.content.scope import Kind, Problem, Scope
from coranto.wordpress.content.shortcode_embeds import EMBED_SHORTCODES
from coranto.wordpress.content.shortcode_media import (
    render_audio,
    render_caption,
    render_gallery,
    render_playlist,
    render_video,
)
from coranto.wordpress.content.shortcode_text import CODE_SHORTCODES, TEXT_SHORTCODES, render_inline_formulas
from coranto.wordpress.content.shortcodes import (
    Renderer,
    Shortcode,
    render_shortcodes,
    report_unknown,
    unwrap_shortcodes,
)
from coranto.wordpress.content.site import Site

_MEDIA_SHORTCODES: dict[str, Renderer] = {
    "audio": render_audio,
    "caption": render_caption,
    "gallery": render_gallery,
    "playlist": render_playlist,
    "slideshow": render_gallery,
    "video": render_video,
    "wp_caption": render_caption,
}
_LATE: dict[str, Renderer] = {**EMBED_SHORTCODES, **TEXT_SHORTCODES, **_MEDIA_SHORTCODES}
_LATE_NAMES = tuple(_LATE)
_EVERY = {**CODE_SHORTCODES, **_LATE}
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_LINE_BEGINS = re.compile(r"(?:\n|<p>\s*)[ \t]*\Z")
_LINE_ENDS = re.compile(r"[ \t]*(?:\Z|\r?\n|\s*</p>)")
_CONTROLS = bytes(set(range(32)) - {9, 10, 13})
_NOT_CHARACTERS = re.compile("[\ufdd0-\ufdef]")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A body made for readers.

    ``html`` holds the whole body with the marks of ``core.body_marks`` between pages and after the teaser; ``pages``
    are its pages; ``teaser_html`` is what stands before ``<!--more-->``, or None where there is no such mark.
    """

    html: str
    pages: tuple[str, ...]
    teaser_html: str | None
    problems: tuple[Problem, ...]


def render_content(raw: str, *, site: Site, post: int = 0, footnotes: str = "", featured: int = 0) -> Rendered:
    """``raw`` (classic text or block markup) as clean HTML, and what in it could not be shown as it was.

    ``post`` is WordPress's id of the post, which galleries without ids need; ``footnotes`` its field of that name;
    ``featured`` the number of its picture, which some blocks show.
    """
    scope = Scope(site, post=post, footnotes=footnotes, featured=featured)
    raw = _NOT_CHARACTERS.sub("", raw.encode("utf-8", "replace").translate(None, _CONTROLS).decode())
    blocks = has_blocks(raw)
    pages = [_render_page(page, scope, blocks=blocks) for page in split_pages(raw)]
    html = joined_pages(pages)
    teaser = teaser_of(html)
    return Rendered(html, tuple(pages), teaser.html if teaser else None, tuple(scope.problems))


def _render_page(raw: str, scope: Scope, *, blocks: bool) -> str:
    text, label = mark_more(raw)
    text = render_shortcodes(text, {name: partial(_keep, renderer) for name, renderer in _early(text)}, scope)
    text = render_inline_formulas(text)
    if blocks:
        text = render_blocks_of(text, scope)
    text = _ADDRESS.sub(partial(_embed_address, scope), text)
    text = texturize(with_written_signs(text), shortcodes=_LATE_NAMES)
    if not blocks:
        text = autop(text)
    text = render_shortcodes(unwrap_shortcodes(text, _LATE_NAMES), _LATE, scope)
    if "[" in text:
        report_unknown(text, _EVERY, scope)
    html = _cleaned(scope.put_back(text), scope)
    return place_more(complete_pictures(html, scope), label)


def _early(text: str) -> list[tuple[str, Renderer]]:
    """The shortcodes whose inside no later rule may touch, those of them that may be in ``text``."""
    names = [*CODE_SHORTCODES, "embed"] if "[/" in text or "[embed" in text or "[latex" in text else []
    return [(name, _EVERY[name]) for name in names if f"[{name}" in text]


def _keep(renderer: Renderer, shortcode: Shortcode, scope: Scope) -> str:
    html = renderer(shortcode, scope)
    return html if html == shortcode.source or html.startswith("<code") else scope.keep(html)


def _embed_address(scope: Scope, found: re.Match[str]) -> str:
    """An address alone on its line: an embed if its site is known, else the text it is."""
    text, start, end = found.string, found.start(), found.end()
    before = text[start - 40 : start] if start > 40 else "\n" + text[:start]
    if not _LINE_BEGINS.search(before) or not _LINE_ENDS.match(text, end):
        return found[0]
    embed = find_embed(found[0])
    return scope.keep(render_embed(embed)) if embed else found[0]


def _cleaned(html: str, scope: Scope) -> str:
    if "<form" in html.lower():
        scope.report(Kind.FORM, "form")
    replaced = replace_players(html)
    for kind, address in replaced.unknown:
        scope.report(Kind.SCRIPT if kind == "script" else Kind.UNKNOWN_EMBED, address or "script in the text")
    return clean_body(replaced.html)
