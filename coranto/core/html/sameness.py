"""When two pieces of HTML are the same to a reader: a normal form to compare them by.

White space that a browser does not show is taken away, and so are classes that say only which element it is
(``wp-block-paragraph`` on ``p``), the figure around a table that holds nothing else, and keys of the editor.
"""

import re

from coranto.core.html.tags import TAG, read_attributes, write_tag

_MARKERS = frozenset(
    {"wp-block-paragraph", "wp-block-heading", "wp-block-list", "wp-block-quote", "wp-block-code", "wp-block-table",
     "wp-block-separator", "is-layout-flow", "wp-block-quote-is-layout-flow", "has-alpha-channel-opacity"}
)  # fmt: skip
_BLOCKS = (
    "address|article|aside|blockquote|br|caption|center|col|colgroup|dd|details|div|dl|dt|figcaption|figure|footer|"
    "h[1-6]|header|hr|li|main|nav|ol|p|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_AROUND_BLOCK = re.compile(rf"\s*(</?(?:{_BLOCKS})(?:\s[^>]*)?>|<!--.*?-->)\s*")
_PRE = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)
_BARE_FIGURE = re.compile(r"<figure>(<table\b(?:[^<]|<(?!/?table\b))*</table>)</figure>")


def normal_form(html: str) -> str:
    """``html`` (cleaned) reduced to what a reader can tell apart."""
    html = TAG.sub(lambda tag: _normal_tag(tag) if tag[3] else tag[0], html)
    pieces = _PRE.split(html)
    for at in range(0, len(pieces), 2):
        pieces[at] = _AROUND_BLOCK.sub(r"\1", re.sub(r"[ \t\r\n\f]+", " ", pieces[at]))
    return _BARE_FIGURE.sub(
        r"\1", re.sub(r"\s*(<pre\b)", r"\1", re.sub(r"(</pre>)\s*", r"\1", "".join(pieces)))
    ).strip()


def _normal_tag(tag: re.Match[str]) -> str:
    attributes = read_attributes(tag[3])
    attributes.pop("data-block-key", None)
    if "class" in attributes:
        kept = [name for name in attributes["class"].split() if name not in _MARKERS]
        attributes.pop("class")
        if kept:
            attributes["class"] = " ".join(kept)
    return write_tag(tag[2], dict(sorted(attributes.items())))
