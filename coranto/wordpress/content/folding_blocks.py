"""Blocks of WordPress 6.9 to 7.1 that need its scripts: accordions, tabs, playlists. Here they work without.

An accordion's items are ``<details>``; the parts of tabs stand one below the other, each under its label; a playlist is
a list of players.
"""

import re

from coranto.core.html.inline import inline_html
from coranto.core.html.tags import escape_text, escape_value
from coranto.wordpress.content.block_classes import add_classes
from coranto.wordpress.content.blocks import Block
from coranto.wordpress.content.scope import Scope

_DIVISION = re.compile(r"\s*<div(?=[\s>])(.*)</div>\s*\Z", re.DOTALL)
_SIGN = re.compile(r'<span class="wp-block-accordion-heading__toggle-icon"[^>]*>[^<]*</span>')


def render_accordion_item(block: Block, html: str, scope: Scope) -> str:
    """What a heading opens and closes, open where its author wanted it open."""
    division = _DIVISION.match(html)
    has_heading = [each.name for each in block.inner[:1]] == ["core/accordion-heading"]
    if not (division and has_heading and "<summary>" in html):  # a heading can be hidden
        return html
    is_open = " open" if block.attributes.get("openByDefault") is True else ""
    return f"<details{is_open}{division[1]}</details>"


def render_accordion_heading(block: Block, html: str, scope: Scope) -> str:
    """The heading, without the sign that a script would turn."""
    return f"<summary>{_SIGN.sub('', html).strip()}</summary>"


def leave_out_labels(block: Block, html: str, scope: Scope) -> str:
    """The row of labels goes: each stands above its own part."""
    return ""


def render_tab_panel(block: Block, html: str, scope: Scope) -> str:
    """One part, under its label."""
    label = block.attributes.get("label")
    start = re.match(r"\s*<[^<>]+>", html)
    if not start or not isinstance(label, str) or not label.strip():
        return html
    above = f"<p><strong>{inline_html(label)}</strong></p>"
    return f"{html[: start.end()]}{above}{html[start.end() :]}"


def render_playlist_track(block: Block, html: str, scope: Scope) -> str:
    """One file with its title, who plays it, and a player."""
    title, artist, source = (_text(block, name) for name in ("title", "artist", "src"))
    if not source:
        return ""
    words = " – ".join(escape_text(each) for each in (title or "Unknown title", artist) if each)
    player = f'<audio controls="controls" preload="none" src="{escape_value(source)}"></audio>'
    return add_classes(f"<li>{words}<br>{player}</li>", ("wp-block-playlist-track",))


def _text(block: Block, name: str) -> str:
    return str(block.attributes.get(name) or "").strip()
