"""A body letter by letter as WordPress prints it, for programs that compare: REST and XML-RPC.

The steps are those of ``rendering``, without what is ours: no players in place of addresses (WordPress would ask other
sites for them), no cleaning, no division into pages. So the result is given only where it is harmless; for the others
the caller has the cleaned body.
"""

import re

from coranto.core.autop import autop
from coranto.core.html_harmless import is_harmless
from coranto.core.texturize import texturize
from coranto.wordpress.content.block_rendering import render_blocks_of
from coranto.wordpress.content.blocks import has_blocks
from coranto.wordpress.content.scope import Kind, Scope
from coranto.wordpress.content.shortcode_media import render_caption
from coranto.wordpress.content.shortcodes import Renderer, render_shortcodes, unwrap_shortcodes
from coranto.wordpress.content.site import KnownSite

_SHORTCODES: dict[str, Renderer] = {"caption": render_caption, "wp_caption": render_caption}
_NAMES = ("audio", "caption", "embed", "gallery", "playlist", "video", "wp_caption")
_MADE_ANEW = re.compile(r"\[/?(?:audio|embed|gallery|playlist|video)[\s\]]|<!-- wp:(?:core-)?embed|<iframe", re.I)
_IMAGE = re.compile(r"<img\s(?=([^<>]*)>)")
_MEASURE = {name: re.compile(rf'\s{name}="\d') for name in ("width", "height")}
_VOID = re.compile(r"<(br|hr|img|col|area|source|track|wbr)((?:\s[^<>]*?)?)\s*/?>")
_SIGNS = {ord(sign): f"&#{ord(sign)};" for sign in "‘’“”–—…×′″™"}
_OTHER_KINDS = frozenset({Kind.DYNAMIC_BLOCK, Kind.MISSING_BLOCK, Kind.BROKEN_BLOCK, Kind.UNKNOWN_EMBED})


def print_as_wordpress(raw: str, *, post: int = 0) -> str | None:
    """``raw`` (classic text or block markup) as WordPress prints it; None where that cannot be known, or would harm."""
    if _MADE_ANEW.search(raw):
        return None
    scope = Scope(KnownSite(), post=post)
    blocks = has_blocks(raw)
    text = render_blocks_of(raw, scope) if blocks else raw
    if any(problem.kind in _OTHER_KINDS for problem in scope.problems):
        return None
    text = texturize(text, shortcodes=_NAMES)
    if not blocks:
        text = autop(text)
    text = render_shortcodes(unwrap_shortcodes(text, _NAMES), _SHORTCODES, scope)
    text = _IMAGE.sub(_loading, scope.put_back(text)).replace("]]>", "]]&gt;")
    return text if is_harmless(text) else None


def respelled(html: str) -> str:
    """A cleaned body in WordPress's spelling: empty elements closed, typographic signs as numbers."""
    return _VOID.sub(r"<\1\2 />", html).translate(_SIGNS)


def _loading(image: re.Match[str]) -> str:
    """What WordPress adds to every picture: it is decoded aside, and loaded late where its measures are known."""
    attributes = " " + image[1]
    added = "" if " decoding=" in attributes else 'decoding="async" '
    measured = all(measure.search(attributes) for measure in _MEASURE.values())
    if measured and " loading=" not in attributes:
        added = 'loading="lazy" ' + added
    return "<img " + added
