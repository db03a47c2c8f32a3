"""WordPress's shortcodes: ``[name key="value"]``, ``[name]content[/name]``, and ``[[name]]`` for the text itself.

Source of the grammar: WordPress's handbook, "Shortcode API", and the answers of a real WordPress.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from coranto.wordpress.content.scope import Kind, Scope


@dataclass(frozen=True, slots=True)
class Shortcode:
    """One shortcode: name, named attributes in lower case, values without a name, what it encloses (None: nothing)."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    values: tuple[str, ...] = ()
    content: str | None = None
    source: str = ""

    def get(self, *names: str, default: str = "") -> str:
        """The first of the attributes ``names`` that has a value."""
        return next((self.attributes[name] for name in names if self.attributes.get(name)), default)

    @property
    def first(self) -> str:
        """The first value without a name, as in ``[youtube https://…]`` or ``[youtube=https://…]``."""
        return self.values[0].lstrip("=").strip("\"'") if self.values else ""


Renderer = Callable[[Shortcode, Scope], str]

_ATTRIBUTE = re.compile(
    r"""([\w-]+)\s*=\s*"([^"]*)"(?=\s|\Z)|([\w-]+)\s*=\s*'([^']*)'(?=\s|\Z)|([\w-]+)\s*=\s*([^\s'"]+)(?=\s|\Z)"""
    r"""|"([^"]*)"(?=\s|\Z)|'([^']*)'(?=\s|\Z)|(\S+)(?=\s|\Z)"""
)
_ODD_SPACES = re.compile("[\u00a0\u200b]+")
_END = re.compile(r"\[/([a-zA-Z][\w-]{2,40})\]")
_LOOKS_LIKE_ONE = re.compile(r"\[([a-zA-Z][\w-]{2,40})(?:\s+[\w-]+\s*=[^\[\]]*)?/?\]")


def render_shortcodes(text: str, renderers: Mapping[str, Renderer], scope: Scope) -> str:
    """``text`` with every known shortcode replaced by what its renderer returns. Tags are passed over whole."""
    if "[" not in text:
        return text
    pieces = []
    done = 0
    for start, end, shortcode in find_shortcodes(text, tuple(renderers)):
        pieces += [
            text[done:start],
            renderers[shortcode.name](shortcode, scope) if shortcode.name else shortcode.source,
        ]
        done = end
    return "".join([*pieces, text[done:]])


def find_shortcodes(text: str, names: tuple[str, ...]) -> Iterator[tuple[int, int, Shortcode]]:
    """Start, end and meaning of each shortcode with one of ``names``; the name is empty for a doubled one."""
    done = 0
    never_closed: set[str] = set()
    for opening in _opening(names).finditer(text):
        if opening["name"] is None or opening.start() < done:
            continue
        name, end, content = opening["name"], opening.end(), None
        if not opening["alone"] and name not in never_closed:
            closing = text.find(f"[/{name}]", end)
            if closing < 0:
                never_closed.add(name)
            else:
                content, end = text[end:closing], closing + len(name) + 3
        doubled = opening["doubled"] and text.startswith("]", end)
        start = opening.start() if doubled or not opening["doubled"] else opening.start() + 1
        if doubled:
            shortcode = Shortcode("", source=text[start + 1 : end])
            end += 1
        else:
            attributes, values = read_attributes(opening["attributes"])
            shortcode = Shortcode(name, attributes, values, content, text[start:end])
        yield start, end, shortcode
        done = end


def read_attributes(text: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """The named attributes and the plain values in the inside of a shortcode."""
    attributes: dict[str, str] = {}
    values = []
    for found in _ATTRIBUTE.finditer(_ODD_SPACES.sub(" ", _straight_quotes(text))):
        name = found[1] or found[3] or found[5]
        if name:
            attributes[name.lower()] = found[2] or found[4] or found[6] or ""
        else:
            values.append(found[7] or found[8] or found[9] or "")
    return attributes, tuple(values)


def report_unknown(text: str, names: Mapping[str, Renderer], scope: Scope) -> None:
    """Notes what looks like a shortcode that nobody here knows: it has attributes, or an end."""
    ended = {found[1] for found in _END.finditer(text)}
    for found in _LOOKS_LIKE_ONE.finditer(text):
        name = found[1]
        if name not in names and ("=" in found[0] or found[0].endswith("/]") or name in ended):
            scope.report(Kind.UNKNOWN_SHORTCODE, name)


def unwrap_shortcodes(html: str, names: tuple[str, ...]) -> str:
    """``html`` without the paragraph around a shortcode that stands alone in it, as WordPress unwraps it."""
    if "[" not in html:
        return html
    pieces = []
    done = 0
    for start, end, shortcode in find_shortcodes(html, names):
        before = _without_spaces(html, done, start)
        after = _PARAGRAPH_END.match(html, end)
        if shortcode.name and html.endswith("<p>", done, before) and after:
            pieces += [html[done : before - len("<p>")], html[start:end], "\n"]
            done = after.end()
    return "".join([*pieces, html[done:]])


def _without_spaces(text: str, start: int, end: int) -> int:
    """Where this part of a text ends without the spaces at its end. It is not copied: there may be many such parts."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


_PARAGRAPH_END = re.compile(r"\s*</p>\s*")


def _straight_quotes(text: str) -> str:
    """Editors curl the quotes of shortcodes; people mean the straight ones."""
    for curly, straight in (("“", '"'), ("”", '"'), ("″", '"'), ("&#8220;", '"'), ("&#8221;", '"'), ("&#8243;", '"')):
        text = text.replace(curly, straight)
    return text.replace("&quot;", '"')


@lru_cache(maxsize=8)
def _opening(names: tuple[str, ...]) -> re.Pattern[str]:
    known = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(
        rf"\[(?P<doubled>\[?)(?P<name>{known})(?![\w-])(?P<attributes>(?:[^\[\]/]|/(?!\]))*)(?P<alone>/)?\]"
        r"|<!--.*?-->|<[a-zA-Z/][^<>]*>",
        re.DOTALL,
    )
