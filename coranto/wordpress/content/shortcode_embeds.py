"""The shortcodes for other sites' players, WordPress's own and WordPress.com's: each becomes an embed or a link."""

import re
from collections.abc import Callable
from html import unescape

from coranto.core.embeds import find_embed, render_embed
from coranto.core.html.tags import escape_text, escape_value
from coranto.wordpress.content.scope import Kind, Scope
from coranto.wordpress.content.shortcodes import Renderer, Shortcode

_ADDRESS = re.compile(r"(?:https?:)?//\S+", re.IGNORECASE)


def embed_or_link(address: str, scope: Scope) -> str:
    """The embed for an address, or a link to it when its site is not on the list; "" for what is no address."""
    address = unescape(address.strip())
    if embed := find_embed(address):
        return render_embed(embed)
    if not _ADDRESS.match(address):
        return ""
    scope.report(Kind.UNKNOWN_EMBED, address)
    return f'<p><a href="{escape_value(address)}">{escape_text(address)}</a></p>'


def render_embed_shortcode(shortcode: Shortcode, scope: Scope) -> str:
    """``[embed]address[/embed]`` and ``[embed src="address"]``."""
    return embed_or_link(shortcode.get("src") or _text_of(shortcode.content or ""), scope)


def _text_of(html: str) -> str:
    return re.sub(r"<[^>]*>", "", html).strip()


def _by_address(*patterns: str) -> Renderer:
    """A renderer for a shortcode that names a page's address, or an id.

    ``patterns`` say how an id becomes an address: ``pattern -> address``, where ``{0}`` is the pattern's first group.
    """

    def render(shortcode: Shortcode, scope: Scope) -> str:
        said = shortcode.get("url", "src", "href", "id", "video", "poll", "uri", "file") or shortcode.first
        said = unescape(said or _text_of(shortcode.content or "")).strip()
        return embed_or_link(_address_of(said, patterns), scope) or _as_text(shortcode, scope)

    return render


def _address_of(said: str, patterns: tuple[str, ...]) -> str:
    if _ADDRESS.match(said):
        return said
    for pattern in patterns:
        shape, _, address = pattern.partition(" -> ")
        if found := re.match(rf"(?:{shape})(?=[&?\s]|\Z)", said):
            return address.format(*found.groups())
    return ""


def _as_text(shortcode: Shortcode, scope: Scope) -> str:
    scope.report(Kind.UNKNOWN_SHORTCODE, shortcode.name)
    return escape_text(shortcode.source)


def _of(make_address: Callable[[Shortcode], str]) -> Renderer:
    """A renderer for a shortcode whose address is made of several attributes."""

    def render(shortcode: Shortcode, scope: Scope) -> str:
        return embed_or_link(make_address(shortcode), scope) or _as_text(shortcode, scope)

    return render


def _poll(shortcode: Shortcode) -> str:
    """Crowdsignal's polls by number, its surveys by address."""
    number = shortcode.get("poll", "rating") or (shortcode.first if shortcode.first.isdigit() else "")
    if number:
        return f"https://poll.fm/{number}"
    survey = shortcode.get("survey", "id")
    domain = shortcode.get("domain") or "polldaddy"
    return f"https://{domain}.polldaddy.com/s/{survey}" if survey else shortcode.first


def _soundcloud(shortcode: Shortcode) -> str:
    return shortcode.get("url", "id") or shortcode.first or _text_of(shortcode.content or "")


def _bandcamp(shortcode: Shortcode) -> str:
    for kind in ("album", "track"):
        if number := re.sub(r"\D", "", shortcode.get(kind)):
            return f"https://bandcamp.com/EmbeddedPlayer/{kind}={number}/"
    return shortcode.get("url")


def _slideshare(shortcode: Shortcode) -> str:
    number = re.match(r"(?:id=)?(\w+)", shortcode.get("id") or shortcode.first)
    return f"https://www.slideshare.net/slideshow/embed_code/{number[1]}" if number else ""


def _tweet(shortcode: Shortcode) -> str:
    said = shortcode.get("tweet", "url") or shortcode.first
    return f"https://twitter.com/i/status/{said}" if said.isdigit() else said


def _spotify(shortcode: Shortcode) -> str:
    said = shortcode.get("id", "uri") or shortcode.first or _text_of(shortcode.content or "")
    return "https://open.spotify.com/" + said.removeprefix("spotify:").replace(":", "/") if "//" not in said else said


EMBED_SHORTCODES: dict[str, Renderer] = {
    "archiveorg": _by_address(r"([\w.-]+) -> https://archive.org/details/{0}"),
    "bandcamp": _of(_bandcamp),
    "crowdsignal": _of(_poll),
    "dailymotion": _by_address(r"(?:id=)?(\w+) -> https://www.dailymotion.com/video/{0}"),
    "embed": render_embed_shortcode,
    "facebook": _by_address(),
    "flickr": _by_address(),
    "gist": _by_address(r"([\w/-]+) -> https://gist.github.com/{0}"),
    "googlemaps": _by_address(),
    "instagram": _by_address(),
    "kickstarter": _by_address(),
    "mixcloud": _by_address(r"([\w-]+/[\w-]+) -> https://www.mixcloud.com/{0}/"),
    "pinterest": _by_address(),
    "polldaddy": _of(_poll),
    "reddit": _by_address(),
    "scribd": _by_address(r"(\d+) -> https://www.scribd.com/document/{0}"),
    "slideshare": _of(_slideshare),
    "soundcloud": _of(_soundcloud),
    "spotify": _of(_spotify),
    "ted": _by_address(r"([\w-]+) -> https://www.ted.com/talks/{0}"),
    "tweet": _of(_tweet),
    "twitch": _by_address(),
    "twitter": _of(_tweet),
    "videopress": _by_address(r"(\w{8}) -> https://videopress.com/v/{0}"),
    "vimeo": _by_address(r"(\d+) -> https://vimeo.com/{0}"),
    "wpvideo": _by_address(r"(\w{8}) -> https://videopress.com/v/{0}"),
    "youtube": _by_address(r"([\w-]{6,}) -> https://www.youtube.com/watch?v={0}"),
}
