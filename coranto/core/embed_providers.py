"""The sites whose players may be embedded, and how a page's address becomes its player's address.

Each row: slug, name for readers, then pairs of a pattern for page or player addresses (scheme and ``www.`` left out)
and the player's address. In a player address ``{0}``, ``{1}``… are the pattern's groups and ``{url}`` is the page's
address, quoted. A site without a player that works in a plain frame has the empty address: it is shown as a link.

Players are asked for without cookies and tracking where the site offers it. The hosts here are also what the public
policy allows as frames, so a new row opens the site to that host.
"""

import re
from typing import NamedTuple


class Provider(NamedTuple):
    """One site: its slug in ``data-embed-provider``, its name, its patterns with their player addresses."""

    slug: str
    name: str
    patterns: tuple[tuple[re.Pattern[str], str], ...]


def _provider(slug: str, name: str, *pairs: tuple[str, str]) -> Provider:
    return Provider(
        slug, name, tuple((re.compile(pattern, re.IGNORECASE | re.ASCII), player) for pattern, player in pairs)
    )


_ID = r"([\w-]{1,64})"
_YOUTUBE = "https://www.youtube-nocookie.com/embed/{0}"
_FACEBOOK_POST = "https://www.facebook.com/plugins/post.php?href={url}"
_FACEBOOK_VIDEO = "https://www.facebook.com/plugins/video.php?href={url}"
_VIMEO = "https://player.vimeo.com/video/{0}?dnt=1"
_TWEET = "https://platform.twitter.com/embed/Tweet.html?dnt=true&id={0}"
_TIKTOK = "https://www.tiktok.com/player/v1/{0}"

PROVIDERS = (
    _provider(
        "youtube",
        "YouTube",
        (
            rf"(?:m\.)?youtube\.com/(?:playlist|embed/videoseries)\?(?:.*&)?list={_ID}",
            "https://www.youtube-nocookie.com/embed/videoseries?list={0}",
        ),
        (rf"(?:(?:m|music)\.)?youtube\.com/watch/?\?(?:.*&)?v={_ID}", _YOUTUBE),
        (rf"(?:m\.)?youtube(?:-nocookie)?\.com/(?:embed|v|e|shorts|live)/{_ID}", _YOUTUBE),
        (rf"youtu\.be/{_ID}", _YOUTUBE),
    ),
    _provider(
        "vimeo",
        "Vimeo",
        (r"player\.vimeo\.com/video/(\d+)\?(?:.*&)?h=(\w+)", _VIMEO + "&h={1}"),
        (r"vimeo\.com/(\d+)/([0-9a-f]+)", _VIMEO + "&h={1}"),
        (r"(?:player\.)?vimeo\.com/(?:video/|channels/\w+/|groups/\w+/videos/|moogaloop\.swf\?clip_id=)?(\d+)", _VIMEO),
    ),
    _provider(
        "dailymotion",
        "Dailymotion",
        (
            r"geo\.dailymotion\.com/player(?:/\w+)?\.html\?(?:.*&)?video=(\w+)",
            "https://geo.dailymotion.com/player.html?video={0}",
        ),
        (
            r"dailymotion\.com/(?:embed/)?(?:video|swf/video|swf)/([a-z0-9]+)",
            "https://geo.dailymotion.com/player.html?video={0}",
        ),
        (r"dai\.ly/([a-z0-9]+)", "https://geo.dailymotion.com/player.html?video={0}"),
    ),
    _provider(
        "videopress",
        "VideoPress",
        (
            r"(?:videopress\.com/(?:v|embed)|video\.wordpress\.com/(?:v|embed))/(\w{8})",
            "https://videopress.com/embed/{0}",
        ),
    ),
    _provider("wordpress-tv", "WordPress.tv", (r"wordpress\.tv/\d{4}/\d\d/\d\d/[\w-]+", "")),
    _provider(
        "ted",
        "TED",
        (
            r"(?:embed(?:-ssl)?\.)?ted\.com/talks/(?:lang/\w+/)?([\w-]+?)(?:\.html)?(?=[?#/]|\Z)",
            "https://embed.ted.com/talks/{0}",
        ),
    ),
    _provider(
        "archive-org",
        "Internet Archive",
        (r"archive\.org/(?:details|embed)/([\w.-]+)", "https://archive.org/embed/{0}"),
    ),
    _provider("rutube", "Rutube", (r"rutube\.ru/(?:video|play/embed)/(\w+)", "https://rutube.ru/play/embed/{0}")),
    _provider(
        "vk",
        "VK",
        (
            r"vk(?:video)?\.(?:com|ru)/video_ext\.php\?oid=(-?\d+)&id=(\d+)",
            "https://vk.com/video_ext.php?oid={0}&id={1}",
        ),
        (r"vk(?:video)?\.(?:com|ru)/video(-?\d+)_(\d+)", "https://vk.com/video_ext.php?oid={0}&id={1}"),
    ),
    _provider(
        "bilibili",
        "Bilibili",
        (
            r"(?:player\.)?bilibili\.com/(?:video/|player\.html\?(?:.*&)?bvid=)(BV\w+)",
            "https://player.bilibili.com/player.html?autoplay=0&bvid={0}",
        ),
    ),
    _provider(
        "niconico", "Niconico", (r"(?:embed\.)?nicovideo\.jp/watch/(\w+)", "https://embed.nicovideo.jp/watch/{0}")
    ),
    _provider(
        "odysee",
        "Odysee",
        (r"odysee\.com/\$/embed/(@?[\w.:-]+(?:/[\w.:-]+)?)", "https://odysee.com/$/embed/{0}"),
        (r"odysee\.com/(@[\w.:-]+/[\w.:-]+)", "https://odysee.com/$/embed/{0}"),
    ),
    _provider("streamable", "Streamable", (r"streamable\.com/(?:[eos]/)?(\w+)", "https://streamable.com/e/{0}")),
    _provider("twitch", "Twitch", (r"(?:clips\.|player\.)?twitch\.tv/[\w/?=&-]+", "")),
    _provider(
        "soundcloud",
        "SoundCloud",
        (
            r"w\.soundcloud\.com/player/?\?(?:.*&)?url=(https?(?::|%3A)(?://|%2F%2F)api\.soundcloud\.com[\w%/:]+)",
            "https://w.soundcloud.com/player/?url={0}",
        ),
        (r"api\.soundcloud\.com/(?:tracks|playlists|users)/\d+", "https://w.soundcloud.com/player/?url={url}"),
        (r"(?:m\.)?soundcloud\.com/[\w-]+(?:/(?:sets/)?[\w-]+)?", "https://w.soundcloud.com/player/?url={url}"),
    ),
    _provider(
        "spotify",
        "Spotify",
        (
            r"(?:open|play)\.spotify\.com/(?:intl-\w+/)?(?:embed(?:-podcast)?/)?(track|album|artist|playlist|episode|show)/(\w+)",
            "https://open.spotify.com/embed/{0}/{1}",
        ),
        (
            r"open\.spotify\.com/embed/?\?uri=spotify(?::|%3A)(track|album|artist|playlist|episode|show)(?::|%3A)(\w+)",
            "https://open.spotify.com/embed/{0}/{1}",
        ),
    ),
    _provider(
        "apple-podcasts",
        "Apple Podcasts",
        (
            r"(?:embed\.)?podcasts\.apple\.com/([\w-]+/podcast/[^\s?#/\"<>]+/id\d+(?:\?i=\d+)?)",
            "https://embed.podcasts.apple.com/{0}",
        ),
    ),
    _provider(
        "mixcloud",
        "Mixcloud",
        (
            r"mixcloud\.com/(?!widget)([\w-]+)/([\w-]+)",
            "https://player-widget.mixcloud.com/widget/iframe/?feed=%2F{0}%2F{1}%2F",
        ),
    ),
    _provider(
        "bandcamp",
        "Bandcamp",
        (
            r"bandcamp\.com/EmbeddedPlayer/(?:v=\d/)?((?:album|track)=\d+)",
            "https://bandcamp.com/EmbeddedPlayer/{0}/size=large/",
        ),
        (r"[\w-]+\.bandcamp\.com/(?:album|track)/[\w-]+", ""),
    ),
    _provider("reverbnation", "ReverbNation", (r"reverbnation\.com/[\w/-]+", "")),
    _provider(
        "x",
        "X",
        (r"platform\.twitter\.com/embed/(?:index|Tweet)\.html\?(?:.*&)?id=(\d+)", _TWEET),
        (r"(?:mobile\.)?(?:twitter|x)\.com/(?:#!/)?\w+/status(?:es)?/(\d+)", _TWEET),
        (r"(?:mobile\.)?(?:twitter|x)\.com/\w{1,15}/?\Z", ""),
    ),
    _provider(
        "bluesky",
        "Bluesky",
        (
            r"embed\.bsky\.app/embed/(did:[a-z]+:\w+)/app\.bsky\.feed\.post/(\w+)",
            "https://embed.bsky.app/embed/{0}/app.bsky.feed.post/{1}",
        ),
        (r"bsky\.app/profile/(did:[a-z]+:\w+)/post/(\w+)", "https://embed.bsky.app/embed/{0}/app.bsky.feed.post/{1}"),
        (r"bsky\.app/profile/[\w.-]+/post/\w+", ""),
    ),
    _provider(
        "instagram",
        "Instagram",
        (
            r"(?:instagram\.com|instagr\.am)/(?:[\w.]+/)?(p|reel|tv)/([\w-]+)",
            "https://www.instagram.com/{0}/{1}/embed/",
        ),
    ),
    _provider(
        "facebook",
        "Facebook",
        (
            r"facebook\.com/plugins/(post|video)\.php\?(?:.*&)?href=(https?%3A%2F%2F(?:www\.)?facebook\.com%2F[\w%.-]+)",
            "https://www.facebook.com/plugins/{0}.php?href={1}",
        ),
        (r"(?:[a-z-]+\.)?facebook\.com/(?:watch/?\?|video\.php\?|[\w.]+/videos/)[\w=&/.]+", _FACEBOOK_VIDEO),
        (
            r"(?:[a-z-]+\.)?facebook\.com/(?:[\w.]+/(?:posts|activity|photos)/|permalink\.php\?|photo(?:\.php)?/?\?|story\.php\?|share/)[\w=&/.-]+",
            _FACEBOOK_POST,
        ),
    ),
    _provider(
        "tiktok",
        "TikTok",
        (r"tiktok\.com/@[\w.]+/video/(\d+)", _TIKTOK),
        (r"tiktok\.com/(?:embed/v2|embed|player/v1)/(\d+)", _TIKTOK),
    ),
    _provider("threads", "Threads", (r"threads\.(?:net|com)/@[\w.]+/post/[\w-]+", "")),
    _provider(
        "reddit",
        "Reddit",
        (
            r"(?:(?:old|np|embed)\.)?reddit(?:media)?\.com/(r/\w+/comments/\w+(?:/[\w-]+)?)",
            "https://embed.reddit.com/{0}/",
        ),
    ),
    _provider("tumblr", "Tumblr", (r"(?:[\w-]+\.tumblr\.com/post/\d+|tumblr\.com/[\w-]+/\d+)[\w/-]*", "")),
    _provider(
        "pinterest",
        "Pinterest",
        (
            r"(?:[a-z]+\.)?pinterest\.[a-z.]{2,6}/pin/(?:[\w-]*--)?(\d+)",
            "https://assets.pinterest.com/ext/embed.html?id={0}",
        ),
    ),
    _provider("telegram", "Telegram", (r"t\.me/(?:s/)?(\w+)/(\d+)", "https://t.me/{0}/{1}?embed=1")),
    _provider("imgur", "Imgur", (r"imgur\.com/(a/\w+|\w{5,8})(?:/embed)?(?=[?#/]|\Z)", "https://imgur.com/{0}/embed")),
    _provider("giphy", "Giphy", (r"giphy\.com/(?:gifs|embed)/(?:[\w-]*-)?(\w+)", "https://giphy.com/embed/{0}")),
    _provider("flickr", "Flickr", (r"(?:flickr\.com/photos/[\w@-]+/[\w/-]+|flic\.kr/[ps]/\w+)", "")),
    _provider(
        "slideshare",
        "SlideShare",
        (
            r"slideshare\.net/slideshow/embed_code/(?:key/)?(\w+)",
            "https://www.slideshare.net/slideshow/embed_code/key/{0}",
        ),
        (r"(?:[a-z]+\.)?slideshare\.net/[\w-]+/[\w-]+", ""),
    ),
    _provider(
        "speaker-deck",
        "Speaker Deck",
        (r"speakerdeck\.com/player/(\w+)", "https://speakerdeck.com/player/{0}"),
        (r"speakerdeck\.com/[\w-]+/[\w-]+", ""),
    ),
    _provider(
        "scribd",
        "Scribd",
        (
            r"(?:[a-z]+\.)?scribd\.com/(?:doc|document|embeds|presentation)/(\d+)",
            "https://www.scribd.com/embeds/{0}/content",
        ),
    ),
    _provider("issuu", "Issuu", (r"issuu\.com/[\w./-]+", "")),
    _provider(
        "documentcloud",
        "DocumentCloud",
        (
            r"(?:www\.|embed\.)?documentcloud\.org/documents/([\w-]+?)(?:\.html)?(?=[?#/]|\Z)",
            "https://embed.documentcloud.org/documents/{0}/?embed=1",
        ),
    ),
    _provider(
        "google-maps",
        "Google Maps",
        (r"google\.[a-z.]{2,6}/maps/embed\?pb=([\w!%.:*+-]+)", "https://www.google.com/maps/embed?pb={0}"),
        (
            r"google\.[a-z.]{2,6}/maps/d/(?:u/\d/)?(?:embed|viewer)\?(?:.*&)?mid=([\w.-]+)",
            "https://www.google.com/maps/d/embed?mid={0}",
        ),
        (r"(?:maps\.google\.[a-z.]{2,6}/|google\.[a-z.]{2,6}/maps)[^\s\"<>]*", ""),
    ),
    _provider(
        "openstreetmap",
        "OpenStreetMap",
        (
            r"openstreetmap\.org/export/embed\.html\?bbox=([\d.,%C-]+)",
            "https://www.openstreetmap.org/export/embed.html?bbox={0}",
        ),
        (r"(?:openstreetmap\.org|umap\.openstreetmap\.\w+)/[^\s\"<>]*", ""),
    ),
    _provider(
        "google-docs",
        "Google Docs",
        (
            r"docs\.google\.com/(document|presentation|spreadsheets|forms)/d/(e/[\w-]+|[\w-]+)/(pub|pubembed|embed|preview|viewform|pubhtml)",
            "https://docs.google.com/{0}/d/{1}/{2}",
        ),
        (r"drive\.google\.com/file/d/([\w-]+)", "https://drive.google.com/file/d/{0}/preview"),
    ),
    _provider(
        "datawrapper",
        "Datawrapper",
        (r"datawrapper\.(?:dwcdn\.net|de/_)/(\w{5})", "https://datawrapper.dwcdn.net/{0}/"),
    ),
    _provider(
        "crowdsignal",
        "Crowdsignal",
        (r"(?:poll\.fm|polldaddy\.com/poll|(?:www\.)?crowdsignal\.com/poll)/(\d+)", "https://poll.fm/{0}/embed"),
        (r"[\w-]+\.(?:survey\.fm|crowdsignal\.net|polldaddy\.com)/[\w/-]+", ""),
    ),
    _provider(
        "kickstarter",
        "Kickstarter",
        (r"kickstarter\.com/projects/(\w+/[\w-]+)", "https://www.kickstarter.com/projects/{0}/widget/video.html"),
    ),
    _provider(
        "codepen",
        "CodePen",
        (r"codepen\.io/([\w-]+)/(?:pen|embed|details|full)/(?:preview/)?(\w+)", "https://codepen.io/{0}/embed/{1}"),
    ),
    _provider("gist", "GitHub Gist", (r"gist\.github\.com/(?:[\w-]+/)?[0-9a-f]+", "")),
    _provider(
        "kindle",
        "Amazon Kindle",
        (
            r"read\.amazon\.[a-z.]{2,6}/kp/(?:embed|card)\?(?:.*&)?asin=(\w+)",
            "https://read.amazon.com/kp/embed?asin={0}",
        ),
    ),
    _provider("wolfram-cloud", "Wolfram Cloud", (r"wolframcloud\.com/obj/[\w./-]+", "")),
    _provider("cloudup", "Cloudup", (r"cloudup\.com/\w+", "")),
    _provider("smugmug", "SmugMug", (r"[\w-]+\.smugmug\.com/[\w/-]+", "")),
    _provider("mastodon", "Mastodon", (r"(?:mastodon|mstdn|fosstodon|mas)\.[\w.]+/@[\w.@-]+/\d+", "")),
)
