"""The shortcodes for the site's own files: captions, galleries, sound, film, playlists.

The markup is WordPress's for themes with HTML5 support, without inline styles, scripts and counters in addresses.
"""

import re
from collections.abc import Iterable, Sequence

from coranto.core.embeds import find_embed, render_embed
from coranto.core.html.tags import escape_text, escape_value
from coranto.wordpress.content.scope import Kind, Scope
from coranto.wordpress.content.shortcodes import Shortcode
from coranto.wordpress.content.site import KnownAttachment

_IMAGE_THEN_TEXT = re.compile(r"\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(.*)\Z", re.DOTALL | re.IGNORECASE)
_ALIGNMENTS = frozenset({"alignleft", "alignright", "aligncenter", "alignnone", "alignwide", "alignfull"})
_UNHURRIED = ' preload="none"'
_AUDIO_TYPES = {"mp3": "audio/mpeg", "ogg": "audio/ogg", "oga": "audio/ogg", "flac": "audio/flac", "m4a": "audio/mp4",
                "wav": "audio/wav", "wma": "audio/x-ms-wma", "opus": "audio/ogg", "aac": "audio/aac"}  # fmt: skip
_VIDEO_TYPES = {"mp4": "video/mp4", "m4v": "video/mp4", "webm": "video/webm", "ogv": "video/ogg",
                "wmv": "video/x-ms-wmv", "flv": "video/x-flv", "mov": "video/quicktime"}  # fmt: skip


def render_caption(shortcode: Shortcode, scope: Scope) -> str:
    """A picture with the text below it; the picture alone when there is no text or no width, as in WordPress."""
    content = (shortcode.content or "").strip()
    image, caption = content, shortcode.get("caption")
    if not caption and (found := _IMAGE_THEN_TEXT.match(content)):
        image, caption = found[1], found[2].strip()
    if not caption or not _whole(shortcode.get("width")):
        return content
    number = _told_apart(re.sub(r"\D", "", shortcode.get("id")), scope)
    figure_id = f' id="attachment_{number}" aria-describedby="caption-attachment-{number}"' if number else ""
    caption_id = f' id="caption-attachment-{number}"' if number else ""
    align = shortcode.get("align") if shortcode.get("align") in _ALIGNMENTS else "alignnone"
    below = f'<figcaption{caption_id} class="wp-caption-text">{caption}</figcaption>'
    return f'<figure{figure_id} class="wp-caption {align}">{image}{below}</figure>'


def _told_apart(number: str, scope: Scope) -> str:
    """The number of a picture for its caption's names; of one with several captions ``907``, ``907-2``, as in 7.1."""
    scope.captions[number] += 1
    return f"{number}-{scope.captions[number]}" if number and scope.captions[number] > 1 else number


def render_gallery(shortcode: Shortcode, scope: Scope) -> str:
    """Pictures side by side, each linked as the shortcode says."""
    pictures = [one for one in _chosen(shortcode, scope) if one.is_image]
    if not pictures:
        return ""
    scope.galleries += 1
    columns = _whole(shortcode.get("columns")) or 3
    size = re.sub(r"[^\w-]", "", shortcode.get("size")) or "thumbnail"
    classes = f"gallery galleryid-{scope.post} gallery-columns-{columns} gallery-size-{size}"
    items = "".join(_gallery_item(picture, size, shortcode.get("link"), scope.galleries) for picture in pictures)
    return f'<div id="gallery-{scope.galleries}" class="{classes}">{items}</div>'


def render_audio(shortcode: Shortcode, scope: Scope) -> str:
    """A sound file's player."""
    sources = (
        _sources(shortcode, _AUDIO_TYPES)
        or [(one.url, one.mime_type) for one in scope.files_of(scope.post) if one.mime_type.startswith("audio/")][:1]
    )
    return _player("audio", sources, ' class="wp-audio-shortcode" preload="none"')


def render_video(shortcode: Shortcode, scope: Scope) -> str:
    """A film's player, or the embed when the film is on another site."""
    if embed := find_embed(shortcode.get("src")):
        return render_embed(embed)
    sources = (
        _sources(shortcode, _VIDEO_TYPES)
        or [(one.url, one.mime_type) for one in scope.files_of(scope.post) if one.mime_type.startswith("video/")][:1]
    )
    sizes = "".join(f' {name}="{value}"' for name in ("width", "height") if (value := _whole(shortcode.get(name))))
    poster = f' poster="{escape_value(shortcode.get("poster"))}"' if shortcode.get("poster") else ""
    player = _player("video", sources, f' class="wp-video-shortcode"{sizes}{poster} preload="metadata"')
    return f'<div class="wp-video">{player}</div>' if player else ""


def render_playlist(shortcode: Shortcode, scope: Scope) -> str:
    """Sound or film files one below the other, each with its title and player."""
    kind = "video" if shortcode.get("type") == "video" else "audio"
    files = [one for one in _chosen(shortcode, scope) if one.mime_type.startswith(f"{kind}/")]
    items = "".join(
        f"<figure><figcaption>{escape_text(one.title)}</figcaption>"
        f"{_player(kind, [(one.url, one.mime_type)], _UNHURRIED)}</figure>"
        for one in files
    )
    return f'<div class="wp-playlist wp-{kind}-playlist">{items}</div>' if items else ""


def picture_markup(picture: KnownAttachment, size: str, classes: str = "") -> str:
    """An ``img`` of the picture in one of its sizes, or whole when that size is not known."""
    sized = picture.sizes.get(size)
    url, width, height = (
        (sized.url, sized.width, sized.height) if sized else (picture.url, picture.width, picture.height)
    )
    measures = f' width="{width}" height="{height}"' if width and height else ""
    names = f"attachment-{size} size-{size}{' ' + classes if classes else ''}"
    return f'<img src="{escape_value(url)}"{measures} class="{names}" alt="{escape_value(picture.alt)}">'


def numbers_in(text: str) -> list[int]:
    """The ids in a list such as ``"3, 5,8"``."""
    return [int(part) for part in re.findall(r"\d{1,18}", text)]


def _gallery_item(picture: KnownAttachment, size: str, link: str, gallery: int) -> str:
    image = picture_markup(picture, size)
    target = {"file": picture.url, "none": ""}.get(link, picture.page_url or picture.url)
    if target:
        image = f'<a href="{escape_value(target)}">{image}</a>'
    shape = "portrait" if picture.height > picture.width else "landscape"
    below = ""
    if caption := picture.caption.strip():
        number = f"gallery-{gallery}-{picture.id}"
        below = f'<figcaption class="wp-caption-text gallery-caption" id="{number}">{caption}</figcaption>'
    return f'<figure class="gallery-item"><div class="gallery-icon {shape}">{image}</div>{below}</figure>'


def _chosen(shortcode: Shortcode, scope: Scope) -> Sequence[KnownAttachment]:
    """The files that a gallery or playlist names, or all of its post's in their order."""
    wanted = shortcode.get("ids", "include")
    if wanted:
        return scope.looks_at(list(_found(numbers_in(wanted), scope)))
    post = _whole(shortcode.get("id")) or scope.post
    left_out = set(numbers_in(shortcode.get("exclude")))
    files = [one for one in scope.files_of(post) if one.id not in left_out]
    return files[::-1] if shortcode.get("order").upper() == "DESC" else files


def _found(numbers: Iterable[int], scope: Scope) -> Iterable[KnownAttachment]:
    for number in numbers:
        if attachment := scope.site.attachment(number):
            yield attachment
        else:
            scope.report(Kind.MISSING_ATTACHMENT, str(number))


def _sources(shortcode: Shortcode, types: dict[str, str]) -> list[tuple[str, str]]:
    """Addresses and types of the files that a shortcode names; the oldest form has the address bare, with options."""
    named = [shortcode.get("src"), *(shortcode.get(ending) for ending in types)]
    bare = shortcode.first.split("|", 1)[0]
    addresses = [address for address in [*named, bare] if address.startswith(("http://", "https://", "/"))]
    return [(address, types.get(_ending(address), "")) for address in dict.fromkeys(addresses)]


def _ending(address: str) -> str:
    return address.split("?", 1)[0].rpartition(".")[2].lower()


def _player(kind: str, sources: Sequence[tuple[str, str]], attributes: str) -> str:
    if not sources:
        return ""
    listed = "".join(_source(address, type_) for address, type_ in sources)
    address = sources[0][0]
    fallback = f'<a href="{escape_value(address)}">{escape_text(address)}</a>'
    return f'<{kind}{attributes} controls="controls">{listed}{fallback}</{kind}>'


def _source(address: str, type_: str) -> str:
    declared = f' type="{escape_value(type_)}"' if type_ else ""
    return f'<source{declared} src="{escape_value(address)}">'


def _whole(text: str) -> int:
    """The whole number that ``text`` begins with, else 0."""
    found = re.match(r"\s*(\d{1,9})", text)
    return int(found[1]) if found else 0
