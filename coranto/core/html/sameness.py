"""When two pieces of HTML are the same to a reader: a normal form to compare them by.

White space that a browser does not show is taken away, and so are classes that say only which element it is
(``wp-block-paragraph`` on ``p``), the figure around a table that holds nothing else, and keys of the editor.
"""

import re

from coranto.core.html.tags import TAG, read_attributes, write_tag
from coranto.core.plain_text import up_to_last

_MARKERS = frozenset(
    {"wp-block-paragraph", "wp-block-heading", "wp-block-list", "wp-block-quote", "wp-block-code", "wp-block-table",
     "wp-block-separator", "is-layout-flow", "wp-block-quote-is-layout-flow", "has-alpha-channel-opacity"}
)  # fmt: skip
_BLOCKS = (
    "address|article|aside|blockquote|br|caption|center|col|colgroup|dd|details|div|dl|dt|figcaption|figure|footer|"
    "h[1-6]|header|hr|li|main|nav|ol|p|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_BEFORE = r"(?:(?<!\s)\s++)?"  # white space from where it begins, so that each run is looked at once
_AROUND_BLOCK = re.compile(rf"{_BEFORE}(</?(?:{_BLOCKS})(?:\s[^>]*)?>|<!--.*?-->)\s*")
_BEFORE_PRE, _AFTER_PRE = re.compile(rf"{_BEFORE}(<pre\b)"), re.compile(r"(</pre>)\s*")
_PRE = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)
_BARE_FIGURE = re.compile(r"<figure>(<table\b(?:[^<]|<(?!/?table\b))*</table>)</figure>")


def normal_form(html: str) -> str:
    """``html`` (cleaned) reduced to what a reader can tell apart."""
    html = TAG.sub(lambda tag: _normal_tag(tag) if tag[3] else tag[0], html)
    ended, rest = up_to_last("</pre>", html)
    pieces = _PRE.split(ended)
    pieces[-1] += rest
    for at in range(0, len(pieces), 2):
        pieces[at] = _AROUND_BLOCK.sub(r"\1", re.sub(r"[ \t\r\n\f]+", " ", pieces[at]))
    whole = _BEFORE_PRE.sub(r"\1", _AFTER_PRE.sub(r"\1", "".join(pieces)))
    return _BARE_FIGURE.sub(r"\1", whole).strip()


def _normal_tag(tag: re.Match[str]) -> str:
    attributes = read_attributes(tag[3])
    attributes.pop("data-block-key", None)
    if "class" in attributes:
        kept = [name for name in attributes["class"].split() if name not in _MARKERS]
        attributes.pop("class")
        if kept:
            attributes["class"] = " ".join(kept)
    return write_tag(tag[2], dict(sorted(attributes.items())))
