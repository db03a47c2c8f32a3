"""Players of other sites: a link that becomes the player when the reader clicks it.

Nothing is asked of another site before the click, no thumbnail either. The markup::

    <figure class="embed" data-embed-provider="youtube" data-embed-src="PLAYER">
      <a href="PAGE">TITLE</a>
      <figcaption>…</figcaption>
    </figure>

The theme's script offers a button that loads the address in ``data-embed-src`` in a frame; without scripts, and for
sites without a player, there is the link. Only players of ``embed_providers`` are ever written or kept.
"""

import re
from functools import cache
from html import unescape
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from coranto.core.embed_providers import PROVIDERS, Provider
from coranto.core.html.tags import escape_text, escape_value

_ADDRESS = re.compile(r"(?:https?:)?//(?:www\.)?(?P<rest>[^\s\"<>]+)\Z", re.IGNORECASE)
_START = re.compile(r"[?&#](?:t|start)=(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?(?=[&#]|\Z)")
_PAGES = {
    "youtube": "https://www.youtube.com/watch?v={0}",
    "vimeo": "https://vimeo.com/{0}",
    "dailymotion": "https://www.dailymotion.com/video/{0}",
    "videopress": "https://videopress.com/v/{0}",
    "spotify": "https://open.spotify.com/{0}/{1}",
    "instagram": "https://www.instagram.com/{0}/{1}/",
    "ted": "https://www.ted.com/talks/{0}",
    "archive-org": "https://archive.org/details/{0}",
    "crowdsignal": "https://poll.fm/{0}",
}
_FRAME_PATHS = re.compile(
    r"/(?:embed|video_ext|widget|player|plugins|v|e|p|swf)(?:[/.?]|\Z)|player\.|embed\.|\.swf|embed\?"
)


class Embed(NamedTuple):
    """Something of another site: the page where it lives and the player ("" when it has none)."""

    provider: Provider
    page: str
    player: str


def find_embed(address: str) -> Embed | None:
    """The embed that a page's or a player's address stands for, or None when its site is not on the list."""
    address = unescape(address.strip())
    found = _ADDRESS.match(address)
    if not found:
        return None
    for provider in PROVIDERS:
        for pattern, player in provider.patterns:
            if match := pattern.match(found["rest"]):
                return _make_embed(provider, address, match, player)
    return None


def is_player(address: str) -> bool:
    """Whether ``address`` is a player's that we write: what may become a frame."""
    return ".." not in address and any(pattern.fullmatch(address) for pattern in _player_patterns())


@cache
def player_hosts() -> tuple[str, ...]:
    """The origins that players are loaded from, for the policy's ``frame-src``."""
    players = (player for provider in PROVIDERS for _, player in provider.patterns if player)
    return tuple(sorted({f"https://{urlsplit(player).netloc}" for player in players}))


def render_embed(embed: Embed, *, title: str = "", caption: str = "") -> str:
    """The figure for an embed. ``title`` is text; ``caption`` is HTML that is safe already."""
    text = f"{title} ({embed.provider.name})" if title else f"{embed.provider.name}: {_short(embed.page)}"
    player = f' data-embed-src="{escape_value(embed.player)}"' if embed.player else ""
    link = f'<a href="{escape_value(embed.page)}">{escape_text(text)}</a>'
    below = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure class="embed" data-embed-provider="{embed.provider.slug}"{player}>{link}{below}</figure>'


def _make_embed(provider: Provider, address: str, match: re.Match[str], player: str) -> Embed:
    page = f"https:{address}" if address.startswith("//") else address
    groups = [quote(unescape(group or ""), safe="/%:!*,+=@?.") for group in match.groups()]
    if provider.slug in _PAGES and groups and _FRAME_PATHS.search(match.string) and "list={0}" not in player:
        page = _PAGES[provider.slug].format(*groups)
    player = player.format(*groups, url=quote(page, safe=""))
    if provider.slug == "youtube" and (seconds := _start_of(address)):
        player += f"{'&' if '?' in player else '?'}start={seconds}"
        page += f"&t={seconds}s" if "watch?v=" in page and "t=" not in page else ""
    return Embed(provider, page, player)


def _start_of(address: str) -> int:
    """The second at which an address says that a video begins."""
    found = _START.search(address)
    hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    return hours * 3600 + minutes * 60 + seconds


@cache
def _player_patterns() -> tuple[re.Pattern[str], ...]:
    """Each player address as a pattern, its gaps filled with what ``_make_embed`` may put there."""
    players = {player for provider in PROVIDERS for _, player in provider.patterns if player}
    gap = r"[\\w%:!*,+=@.~/-]+"
    return tuple(
        re.compile(re.sub(r"\\\{\w+\\\}", gap, re.escape(player)) + r"(?:[?&](?:start|i)=\d+)?", re.ASCII)
        for player in sorted(players)
    )


def _short(address: str) -> str:
    """An address as people write it: without scheme, ``www.`` and closing slash, and not endless."""
    found = _ADDRESS.match(address)
    text = (found["rest"] if found else address).rstrip("/")
    return text if len(text) <= 60 else text[:59] + "…"
