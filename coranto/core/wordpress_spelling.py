"""Cleaned HTML in WordPress's spelling, for those who compare letter by letter: feeds, REST and XML-RPC."""

import re

_VOID = re.compile(r"<(br|hr|img|col|area|source|track|wbr)((?:\s[^<>]*?)?)\s*/?>")
_SIGNS = {ord(sign): f"&#{ord(sign)};" for sign in "‘’“”–—…×′″™"}
_REFERENCE = re.compile(r"&(?!#?\w{1,31};)")
_NAMED = {"&amp;": "&#38;", "&quot;": "&#34;", "&lt;": "&#60;", "&gt;": "&#62;", "&nbsp;": "&#160;", "\u00a0": "&#160;"}


def respelled(html: str) -> str:
    """A cleaned body: empty elements closed, typographic signs as numbers.

    >>> respelled("“So”<br>")
    '&#8220;So&#8221;<br />'
    """
    return _VOID.sub(r"<\1\2 />", html).translate(_SIGNS)


def numbered_references(html: str) -> str:
    """HTML with the references by name that XML does not have as numbers, as WordPress writes excerpts into feeds.

    >>> numbered_references("Salt &amp; pepper&nbsp;")
    'Salt &#38; pepper&#160;'
    """
    for name, number in _NAMED.items():
        html = html.replace(name, number)
    return html


def name_of_ping(name: str) -> str:
    """The name of a site that refers to one here, with its signs as numbers: as other sites' titles come in.

    >>> name_of_ping("Tides « What’s on?")
    'Tides &#171; What&#8217;s on?'
    """
    return name.translate(_SIGNS | {ord(sign): f"&#{ord(sign)};" for sign in "«»"})


def escaped_title(title: str) -> str:
    """A title in plain text as HTML, spelled as WordPress spells it in Atom.

    >>> escaped_title("Salt & ‘so’")
    'Salt &#038; &#8216;so&#8217;'
    """
    return escaped_once(title.replace("&", "&#038;")).translate(_SIGNS)


def escaped_once(text: str) -> str:
    """Text as HTML that may stand anywhere; references in it are left as they are (WordPress's ``esc_html``).

    >>> escaped_once("<i> &amp; 'so' & so")
    '&lt;i&gt; &amp; &#039;so&#039; &amp; so'
    """
    escaped = _REFERENCE.sub("&amp;", text).replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace('"', "&quot;").replace("'", "&#039;")
