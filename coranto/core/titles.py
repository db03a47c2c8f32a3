"""Titles as they are shown: with typographic characters, as WordPress shows them, and the emphasis they carry or none.

The same titles are asked for over and over (in sidebars, on pages of listings), so they are kept in memory.
"""

from functools import lru_cache

from django.utils.safestring import SafeString

from coranto.core.html.harmless import is_harmless
from coranto.core.html.inline import emphasis_only, inline_html
from coranto.core.plain_text import plain_text
from coranto.core.texturize import texturize

KEPT = 4096


@lru_cache(maxsize=KEPT)
def title_html(title: str) -> SafeString:
    """The title with its emphasis and nothing else: no links, so it may stand inside one."""
    return emphasis_only(texturize(title))


@lru_cache(maxsize=KEPT)
def title_text(title: str) -> str:
    """The title as plain text."""
    return plain_text(texturize(title))


@lru_cache(maxsize=KEPT)
def printed_title(title: str) -> str:
    """The title with all the mark-up that it has, as WordPress prints it, as far as that is harmless."""
    shown = texturize(title.strip())
    return shown if is_harmless(shown) else str(inline_html(shown))
