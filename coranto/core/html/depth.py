"""Elements nested without end, made shallow before an HTML5 parser reads them.

An HTML5 parser looks through all open elements at most tags, so its time grows with the square of the depth: a megabyte
of ``<ul><li>`` takes minutes, ten take hours. Browsers stop at about as many levels. What stands in a table and in none
of its cells is moved before it, past all that was moved there already, so that is bounded too. The count follows names,
not the parser's rules, so HTML that is made to deceive it can still be slow; none that is only deep.

Of what is below a comment is left, which holds nothing, so that the parser has no more open than are counted, and what
stood before and after it makes no tag.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from coranto.core.html.tags import VOID

DEEPEST = 500
MOST_MOVED = 2_000  # out of tables
_DEEP = "x-deep"
_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<(/?)([a-zA-Z][a-zA-Z0-9-]*)", re.DOTALL)
ATTRIBUTE = r"""[\s/]*+(?:=[^\s/>=]*+|[^\s/>=]++)(?:\s*+=\s*+(?:"[^"]*+"?|'[^']*+'?|[^\s>]*+))?+"""
"""One attribute, as an HTML5 parser reads it: in quotes of both kinds or without, whatever stands in its name."""
_DEEP_TAG = re.compile(rf"</?{_DEEP}(?:{ATTRIBUTE})*+[\s/]*+>?")
_PARENTS = {"option": ("select", "datalist", "optgroup"), "rp": ("ruby",), "rt": ("ruby",)}
_OF_TABLES = frozenset(["caption", "col", "colgroup", "table", "tbody", "td", "tfoot", "th", "thead", "tr"])
_CELLS = frozenset(["caption", "td", "th"])
_FOREIGN = frozenset(["math", "svg"])
_ENDED_BY_THE_NEXT = frozenset(["dd", "dt", "li", "p", *_PARENTS, *_OF_TABLES]) - {"caption", "table"}
_OF_TEXT_ONLY = frozenset(["iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"])
_NOT_COUNTED = VOID | _ENDED_BY_THE_NEXT | _OF_TEXT_ONLY
_PARENTS |= dict.fromkeys(_OF_TABLES - {"table"}, ("table",))


def made_shallow(html: str) -> str:
    """``html`` without the tags below the deepest level; their text stays."""
    if html.count("<") <= DEEPEST:
        return html
    return _DEEP_TAG.sub("<!---->", _TAG.sub(_Depth().renamed, html))


@dataclass(slots=True)
class _Depth:
    """Follows the tags of a text, and renames those that are too deep."""

    open_here: Counter[str] = field(default_factory=Counter)
    below: Counter[str] = field(default_factory=Counter)
    depth: int = 0
    in_rows: bool = False
    moved: int = 0
    foreign: str = ""
    in_foreign: list[str] = field(default_factory=list)

    def renamed(self, tag: re.Match[str]) -> str:
        """A tag as it is, or under the name that is taken out afterwards."""
        name = (tag[2] or "").lower()
        if not name:
            return tag[0]
        if tag[1]:
            return f"</{_DEEP}" if self.ends(name) else tag[0]
        return f"<{_DEEP}" if self.begins(name) else tag[0]

    def begins(self, name: str) -> bool:
        """Note the beginning of an element; whether it is too deep."""
        if name in _OF_TABLES:
            self.in_rows = name not in _CELLS
        elif self.in_rows and self.open_here["table"]:
            self.moved += 1
            if self.moved > MOST_MOVED:
                self.below[name] += name not in VOID
                return True
        if name in _NOT_COUNTED and not self.is_astray(name):
            return False
        if self.depth >= DEEPEST:
            self.below[name] += 1
            return True
        self.open_here[name] += 1
        self.depth += 1
        if self.foreign:
            self.in_foreign.append(name)
        elif name in _FOREIGN:
            self.foreign = name
        return False

    def ends(self, name: str) -> bool:
        """Note the end of an element; whether it is that of one that was too deep."""
        if name in _OF_TABLES:
            self.in_rows = name != "table"
        if self.below[name]:
            self.below[name] -= 1
            return True
        if self.open_here[name]:
            self.open_here[name] -= 1
            self.depth -= 1
        if name == self.foreign:
            self.leave_foreign()
        return False

    def is_astray(self, name: str) -> bool:
        """Whether an element stands where no other of its kind ends it: outside its parent, or in a drawing."""
        parents = _PARENTS.get(name)
        return bool(self.foreign) or (parents is not None and not any(self.open_here[parent] for parent in parents))

    def leave_foreign(self) -> None:
        """End all that began in a drawing or formula, where elements may end themselves."""
        for name in self.in_foreign:
            if self.open_here[name]:
                self.open_here[name] -= 1
                self.depth -= 1
        self.foreign = ""
        self.in_foreign.clear()
