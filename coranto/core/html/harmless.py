"""Whether HTML may be handed on as it is, because cleaning would take nothing out of it that could do harm.

For readers of programs, who compare what they get letter by letter. Inline styles and targets of links do no harm
there; scripts, frames, forms and event handlers do. Cleaning (an HTML5 parser, as browsers have) must give the same
text back, but for how references and empty elements are spelled: so nothing was dropped and nothing moved.
"""

import re
from html import unescape

import nh3

from coranto.core.html.bounds import bounded

_TAGS = (
    "a abbr acronym address area article aside audio b bdi bdo big blockquote br caption center cite code col colgroup "
    "data dd del details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins "
    "kbd li map mark menu nav ol p picture pre q rp rt ruby s samp section small source span strike strong sub summary "
    "sup table tbody td tfoot th thead time tr track tt u ul var video wbr"
)
_ATTRIBUTES = (
    "abbr align alt autoplay border cellpadding cellspacing cite class color cols colspan controls coords datetime "
    "decoding dir download face fetchpriority headers height href hreflang hspace id kind label lang loading longdesc "
    "loop media "
    "muted name open playsinline poster preload rel reversed role rows rowspan rules scope shape size sizes span src "
    "srclang srcset start style summary tabindex target title translate type usemap valign value vspace width"
)
_PARSER = nh3.Cleaner(
    tags=set(_TAGS.split()),
    clean_content_tags={"script", "style"},
    attributes={"*": set(_ATTRIBUTES.split())},
    generic_attribute_prefixes={"aria-", "data-"},
    link_rel=None,
    strip_comments=False,
    url_schemes={"http", "https", "mailto", "tel", "ftp", "news", "irc", "webcal", "sms"},
)
_LINE_IN_PRE = re.compile(r"(<pre(?: [^<>]*)?>)\n")  # passed over by the parser
_TAG = re.compile(r"<[^<>]*+>")
_GAP = re.compile(r"\s\s")
_SAME = (
    ("\r\n", "\n"),
    (" />", ">"),
    ("/>", ">"),
    (" >", ">"),
    ('=""', ""),
    ("<p>", ""),  # paragraphs are closed by the parser where the next block begins
    ("</p>", ""),
)
_NOT_TEXT = re.compile(r"[\0\x0b\x0c\x7f-\x9f]")
_NOT_HTML = re.compile(r"\[if |<!--[->]|--!>", re.IGNORECASE)


def is_harmless(html: str) -> bool:
    """Whether ``html`` is well-formed and holds nothing but text, its mark-up, pictures, sound and film.

    >>> is_harmless('<p style="color:red">a &amp; b<br /></p>'), is_harmless('<p onclick="x()">a</p>')
    (True, False)
    """
    if "<" not in html:
        return True
    if _NOT_TEXT.search(html) or (("[" in html or "--" in html) and _NOT_HTML.search(html)):
        return False
    if bounded(html) != html:
        return False
    return _says_the_same(_PARSER.clean(html), html)


def _says_the_same(cleaned: str, html: str) -> bool:
    """Whether both are one text but for spelling; what is found out soonest comes first, most texts need no more."""
    return (
        unescape(cleaned) == unescape(html)
        or _spelled(cleaned) == _spelled(html)
        or _spelled(_gaps_closed(cleaned)) == _spelled(_gaps_closed(html))
    )


def _gaps_closed(html: str) -> str:
    """The HTML with one space for each gap within a tag: few texts need it, and looking for gaps takes long."""
    return _TAG.sub(lambda tag: " ".join(tag[0].split()) if _GAP.search(tag[0]) else tag[0], html)


def _spelled(html: str) -> str:
    for one, other in _SAME:
        html = html.replace(one, other)
    if "<pre" in html:
        html = _LINE_IN_PRE.sub(r"\1", html)
    return unescape(html)
