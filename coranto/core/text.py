"""Text out of HTML as WordPress cuts it: without tags, and the first words for an excerpt.

``plain_text`` beside this is for what we show in our own way; these are for what readers and programs of the old site
compare: feeds and REST answers. Source of the behaviour: the answers of a real WordPress (``tests/wordpress/judge``).
"""

import re

from coranto.core.plain_text import up_to_last, without_quiet

EXCERPT_WORDS = 55
MORE = " [&hellip;]"

_SCRIPT_OR_STYLE = re.compile(r"<(script|style)[^>]*+>", re.IGNORECASE)
_COMMENT_OR_TAG = re.compile(r"<!--.*?(?:-->|\Z)|</?[a-zA-Z!?/][^>]*>?", re.DOTALL)
_SPACE = re.compile(r"[\n\r\t ]+")


def strip_tags(html: str) -> str:
    """``html`` without tags, comments, and what stands in ``script`` and ``style``; references stay as they are."""
    if "<" not in html:
        return html.strip()
    with_tags, rest = up_to_last(">", html)
    return _COMMENT_OR_TAG.sub("", without_quiet(with_tags, _SCRIPT_OR_STYLE, "") + rest).strip()


def trim_words(html: str, count: int = EXCERPT_WORDS, more: str = MORE) -> str:
    """The first ``count`` words of ``html`` without tags, with ``more`` after them when there are further ones.

    The result is HTML text: references stay references. Words are what white space divides, in every language.
    """
    words = [word for word in _SPACE.split(strip_tags(html)) if word]
    return " ".join(words[:count]) + more if len(words) > count else " ".join(words)
