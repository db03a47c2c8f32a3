"""What HTML may reach a reader, by nh3 (an HTML5 parser and an allow-list; nothing here matches HTML with patterns).

``clean_body`` is for bodies of posts and pages, which trusted people wrote but which come from exports, pastes and
other sites; ``clean_comment`` for what strangers wrote. Both return HTML that is well formed and written in one way:
attributes in double quotes, tags balanced, references resolved. Cleaning twice changes nothing more.

The public policy (CSP) forbids inline styles, so no ``style`` attribute is left: what it said becomes a class where
there is one (``html_styles``). Frames and objects are players of other sites; the allow-list of ``embeds`` turns them
into links that load the player at the reader's click. ``target`` is dropped: where a link opens is the reader's choice,
and with it goes the need for ``rel="noopener"``.
"""

import re

import nh3

from coranto.core.embeds import is_player
from coranto.core.html.bounds import bounded
from coranto.core.html.styles import KEPT_PROPERTIES, styles_to_classes
from coranto.core.html.tags import without_repeated_ids
from coranto.core.player_markup import replace_players

_SCHEMES = {
    *("http", "https", "mailto", "tel", "sms", "ftp", "ftps", "news", "irc", "ircs", "xmpp", "sip", "sips"),
    *("feed", "webcal", "geo", "magnet", "matrix", "bitcoin"),
    "data",  # for small pictures only, see _keep_attribute
}
_LARGEST_DATA_PICTURE = 64 * 1024
_MOST_CHOICES = 2_000
_MARKUP = re.compile(r"[<>]|\[\w")
_DATA_PICTURE = re.compile(r"data:image/(?:png|gif|jpeg|webp|avif);base64,[A-Za-z0-9+/=\s]*\Z")

_TEXT_TAGS = (
    "a abbr b bdi bdo br cite code data del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup time u "
    "var wbr"
)
_BLOCK_TAGS = (
    "address article aside blockquote caption col colgroup dd details div dl dt figcaption figure footer h1 h2 h3 h4 "
    "h5 h6 header hgroup hr li menu nav ol p pre section summary table tbody td tfoot th thead tr ul"
)
_MEDIA_TAGS = "area audio img map meter picture progress source track video"
_DATED_TAGS = "acronym big center dir font strike tt nobr"  # html_styles puts today's elements in their place
_MATH_TAGS = (
    "math mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle msub "
    "msubsup msup mtable mtd mtext mtr munder munderover"
)
_DROPPED_WITH_CONTENT = {"script", "style", "noscript", "noembed", "noframes", "template", "title", "svg"} | {
    "annotation",  # a formula's source beside the formula, which browsers do not show
    "annotation-xml",
}

_ATTRIBUTES: dict[str, str] = {
    "*": "class id dir lang title role hidden style align itemprop itemscope itemtype translate",
    "a": "href hreflang rel name download type",
    "area": "href alt coords shape",
    "audio": "src controls loop muted preload",
    "bdo": "dir",
    "blockquote": "cite",
    "col": "span width valign",
    "colgroup": "span width valign",
    "data": "value",
    "del": "cite datetime",
    "details": "open name",
    "figure": "data-embed-provider data-embed-src",
    "font": "color size",
    "hr": "width",
    "img": "src srcset sizes alt width height loading decoding fetchpriority usemap longdesc data-id border",
    "ins": "cite datetime",
    "li": "value",
    "map": "name",
    "math": "display alttext",
    "meter": "value min max low high optimum",
    "mfrac": "linethickness",
    "mi": "mathvariant",
    "mo": "stretchy fence separator form lspace rspace",
    "mspace": "width height depth",
    "mstyle": "displaystyle scriptlevel",
    "mtable": "columnalign rowalign",
    "ol": "start reversed type",
    "p": "data-block",
    "progress": "value max",
    "q": "cite",
    "source": "src srcset sizes media type width height",
    "table": "width",
    "td": "colspan rowspan headers width valign",
    "th": "colspan rowspan headers scope abbr width valign",
    "time": "datetime",
    "tr": "valign",
    "track": "src kind srclang label default",
    "ul": "type",
    "video": "src controls loop muted preload poster width height playsinline",
}
_ROLES = {"img", "presentation", "none", "note", "list", "listitem", "group", "math", "figure", "separator", "table"}
_DROPPED_REL = {"noopener", "noreferrer", "opener"}
_EMPTY_PARAGRAPH = re.compile(r"<p(?: class=\"wp-block-paragraph\")?>[ \t\n]*</p>\n?")  # mostly once round a block
_PRE_WITH_LINE = re.compile(r"(<pre(?: [^>]*)?>)\n")  # readers of HTML pass over the first line end in it
_MOST_READINGS = 3  # of a body until nothing moves any more
_ENDS = {name: re.compile(rf"<(/?){name}[ >]") for name in ("h[1-6]", "a")}  # what may not be nested
_OUR_IDS = re.compile(r"(?:comment-\d+|comments|respond|main)\Z")  # anchors that the page round the body sets

_COMMENT_TAGS = "a abbr acronym b blockquote br cite code del em i p q s strike strong"
_KEPT_COMMENT_TAGS = (  # what WordPress keeps of those who may write what they like, in comments too
    "caption dd dl dt h1 h2 h3 h4 h5 h6 hr ins kbd li ol pre samp small sub sup table tbody td tfoot th thead tr tt u "
    "ul var"
)
_COMMENT_ATTRIBUTES = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "acronym": {"title"},
    "blockquote": {"cite"},
    "del": {"datetime"},
    "q": {"cite"},
}


def clean_body(html: str) -> str:
    """A body of a post or page, safe to print. Players of known sites are kept as links, unknown ones too."""
    if not html:
        return ""
    cleaned = styles_to_classes(_settled(_BODY, replace_players(html).html))
    cleaned = _EMPTY_PARAGRAPH.sub("", cleaned)
    return without_repeated_ids(_with_lines(cleaned))


def _settled(cleaner: nh3.Cleaner, html: str) -> str:
    """What the cleaner leaves of the HTML, as a browser would read it back.

    What was moved out of a table, or out of a bold word that ends too late, can stand where it may not be nested.
    """
    cleaned = cleaner.clean(bounded(html))
    for _attempt in range(_MOST_READINGS if _may_move(cleaned) else 0):
        before, cleaned = cleaned, cleaner.clean(bounded(_with_lines(cleaned)))
        if cleaned == before:
            break
    return cleaned


def _may_move(cleaned: str) -> bool:
    """Whether there is a table, or a heading or a link begins before another one ended."""
    return "<table" in cleaned or any("++" in _beginnings(ends, cleaned) for ends in _ENDS.values())


def _beginnings(ends: re.Pattern[str], cleaned: str) -> str:
    """``+`` for each such element that begins, ``/`` for each that ends."""
    return "".join(slash or "+" for slash in ends.findall(cleaned))


def _with_lines(cleaned: str) -> str:
    """The HTML so that its next reader finds every line end in ``pre``."""
    return _PRE_WITH_LINE.sub(r"\1\n\n", cleaned) if "<pre" in cleaned else cleaned


def clean_comment(html: str) -> str:
    """A comment with the tags that WordPress allows in comments, and those of lists, headings and tables.

    WordPress lets nobody but editors send the latter, so where an export has them they are an editor's.
    """
    return _with_lines(_settled(_COMMENT, html)) if html else ""


def clean_written(html: str) -> str:
    """A comment that was written here: what :func:`clean_comment` allows, and what Markdown makes beside it."""
    return _WRITTEN.clean(bounded(html)) if html else ""


def is_json_of_choices(written: str) -> bool:
    """Whether this is what ``data-block`` may hold: a JSON object of bearable length, no mark-up in it.

    What it means is for ``publication.living_blocks`` to say, which takes nothing in it as HTML.
    """
    return len(written) <= _MOST_CHOICES and written[:1] == "{" and not _MARKUP.search(written)


def _keep_attribute(tag: str, name: str, value: str) -> str | None:
    """The value to keep, or None to drop the attribute."""
    decide = _DECISIONS.get(name)
    return value if decide is None else decide(tag, value)


def _keep_address(tag: str, value: str) -> str | None:
    if not value.lstrip("\0\t\n\f\r ").lower().startswith("data:"):
        return value
    small = len(value) <= _LARGEST_DATA_PICTURE
    return value if tag == "img" and small and _DATA_PICTURE.match(value) else None


def _keep_source(tag: str, value: str) -> str | None:
    """The address of what is quoted: nobody can click it, but a web address is all that it should be."""
    return value if re.match(r"(?:https?:)?/\S*\Z|[^:\s]*\Z", value, re.IGNORECASE) else None


def _keep_srcset(tag: str, value: str) -> str | None:
    candidates = [part.split() for part in value.split(", ")]
    return value if all(c and re.match(r"(?:https?:)?/|[^:]*\Z", c[0], re.IGNORECASE) for c in candidates) else None


def _keep_rel(tag: str, value: str) -> str | None:
    return " ".join(word for word in value.split() if word.lower() not in _DROPPED_REL) or None


def _keep_id(tag: str, value: str) -> str | None:
    return value if value and not value.isspace() and not _OUR_IDS.match(value) else None


def _keep_role(tag: str, value: str) -> str | None:
    return value if value in _ROLES or value.startswith("doc-") else None


def _keep_player(tag: str, value: str) -> str | None:
    return value if is_player(value) else None


def _keep_choices(tag: str, value: str) -> str | None:
    return value if is_json_of_choices(value) else None


_DECISIONS = {
    "cite": _keep_source,
    "data-block": _keep_choices,
    "data-embed-src": _keep_player,
    "href": _keep_address,
    "id": _keep_id,
    "longdesc": _keep_source,
    "name": _keep_id,
    "poster": _keep_address,
    "rel": _keep_rel,
    "role": _keep_role,
    "src": _keep_address,
    "srcset": _keep_srcset,
}

_BODY = nh3.Cleaner(
    tags={*f"{_TEXT_TAGS} {_BLOCK_TAGS} {_MEDIA_TAGS} {_DATED_TAGS} {_MATH_TAGS}".split()},
    clean_content_tags=_DROPPED_WITH_CONTENT,
    attributes={tag: set(names.split()) for tag, names in _ATTRIBUTES.items()},
    attribute_filter=_keep_attribute,
    generic_attribute_prefixes={"aria-"},
    filter_style_properties=set(KEPT_PROPERTIES.split()),
    link_rel=None,
    url_schemes=_SCHEMES,
)
_COMMENT = nh3.Cleaner(
    tags={*_COMMENT_TAGS.split(), *_KEPT_COMMENT_TAGS.split()},
    clean_content_tags=set(),
    attributes={
        **_COMMENT_ATTRIBUTES,
        "li": {"value"},
        "ol": {"reversed", "start", "type"},
        "td": {"colspan", "rowspan"},
        "th": {"colspan", "rowspan", "scope"},
    },
    attribute_filter=_keep_attribute,
    link_rel="nofollow ugc",
    url_schemes=_SCHEMES - {"data", "magnet", "bitcoin"},
)
_WRITTEN = nh3.Cleaner(
    tags={*_COMMENT_TAGS.split(), "li", "ol", "p", "pre", "ul"},
    clean_content_tags=set(),
    attributes={**_COMMENT_ATTRIBUTES, "ol": {"start"}},
    attribute_filter=_keep_attribute,
    link_rel="nofollow ugc",
    url_schemes={"ftp", "ftps", "geo", "http", "https", "irc", "ircs", "mailto", "matrix", "news", "tel", "xmpp"},
)
