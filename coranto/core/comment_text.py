"""A comment's text as readers see it.

What WordPress kept goes through WordPress's steps in WordPress's order (:func:`comment_html`): allowed tags stay, bare
addresses become links, typography, paragraphs. Smilies stay the text they are.

What is written here may hold a small Markdown beside WordPress's allowed tags (:func:`written_html`): paragraphs,
links, emphasis, quotes, code, lists. Headings, pictures, tables and rules stay the text they are.

What comes out of either is well-formed and safe to print.
"""

import re
from functools import cache
from threading import Lock

from markdown_it import MarkdownIt

from coranto.core.autop import autop
from coranto.core.clickable import make_clickable
from coranto.core.html.cleaning import clean_comment, clean_written
from coranto.core.html.styles import styles_to_classes
from coranto.core.texturize import texturize

REL = "nofollow ugc"
RULES = (
    *("autolink", "backticks", "balance_pairs", "blockquote", "emphasis", "entity", "escape", "fence"),
    *("fragments_join", "html_block", "html_inline", "link", "list", "newline"),
)
_MARKUP = re.compile("[<>&\r\0\u00a0]")  # a text without any is as it is after cleaning
DEEPEST = 20  # blocks inside blocks


def comment_html(text: str) -> str:
    """The HTML of a comment that an export holds."""
    if not text.strip():
        return ""
    html = make_clickable(clean_comment(text) if _MARKUP.search(text) else text, rel=REL)
    return styles_to_classes(clean_comment(autop(texturize(html))))


def written_html(text: str) -> str:
    """The HTML of a comment as its writer typed it here."""
    if not text.strip():
        return ""
    html = make_clickable(clean_written(_markdown().render(text)), rel=REL)
    return clean_written(texturize(html))


def quoted(text: str) -> str:
    """A text as a quotation in Markdown, with room for the answer below it."""
    lines = (f"> {line}".rstrip() for line in text.strip().splitlines())
    return "\n".join(lines) + "\n\n" if text.strip() else ""


_one_at_a_time = Lock()


def _markdown() -> MarkdownIt:
    """The reader of Markdown, made by the first who asks while all others wait."""
    with _one_at_a_time:
        return _ready_markdown()


@cache
def _ready_markdown() -> MarkdownIt:
    """CommonMark without what a comment does not need. Tags go through; the cleaning decides on them.

    It, and the package that it takes addresses apart with, put their tables together where a text first asks for them,
    and another thread would find a table that is not finished; so it reads a text before anybody gets it.
    """
    made = MarkdownIt("zero", {"breaks": True, "html": True, "maxNesting": DEEPEST}).enable(list(RULES))
    made.render("> *a*\n\n- [b](/) <http://c.example/%C3%A4>\n")
    return made
