"""Elements nested without end, made shallow before an HTML5 parser reads them.

An HTML5 parser looks through all open elements at most tags, so its time grows with the square of the depth: a megabyte
of ``<ul><li>`` takes minutes, ten take hours. Browsers stop at about as many levels. The count follows names, not the
parser's rules, so HTML that is made to deceive it can still be slow; none that is only deep.
"""

import re
from collections import Counter

from coranto.core.html_tags import VOID

DEEPEST = 500
_DROPPED_BY_CLEANING = "x-deep"
_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<(/?)([a-zA-Z][a-zA-Z0-9-]*)", re.DOTALL)
_ENDED_BY_THE_NEXT = frozenset(
    ["colgroup", "dd", "dt", "li", "option", "p", "rp", "rt", "tbody", "td", "tfoot", "th", "thead", "tr"]
)
_OF_TEXT_ONLY = frozenset(["iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"])
_NOT_COUNTED = VOID | _ENDED_BY_THE_NEXT | _OF_TEXT_ONLY


def made_shallow(html: str) -> str:
    """``html`` with the tags below the deepest level renamed to one that cleaning drops; their text stays."""
    if html.count("<") <= DEEPEST:
        return html
    open_here: Counter[str] = Counter()
    below: Counter[str] = Counter()
    depth = 0

    def renamed(tag: re.Match[str]) -> str:
        nonlocal depth
        name = (tag[2] or "").lower()
        if not name or name in _NOT_COUNTED:
            return tag[0]
        if tag[1]:
            if below[name]:
                below[name] -= 1
                return f"</{_DROPPED_BY_CLEANING}"
            if open_here[name]:
                open_here[name] -= 1
                depth -= 1
        elif depth >= DEEPEST:
            below[name] += 1
            return f"<{_DROPPED_BY_CLEANING}"
        else:
            open_here[name] += 1
            depth += 1
        return tag[0]

    return _TAG.sub(renamed, html)
