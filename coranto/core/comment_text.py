"""A comment's text as readers see it: WordPress's steps in WordPress's order, on a cleaned text.

Allowed tags stay, bare addresses become links, typography, paragraphs. Smilies stay the text they are. What comes out
is well-formed and safe to print.
"""

from coranto.core.autop import autop
from coranto.core.clickable import make_clickable
from coranto.core.html_cleaning import clean_comment
from coranto.core.html_styles import styles_to_classes
from coranto.core.texturize import texturize

REL = "nofollow ugc"


def comment_html(text: str) -> str:
    """The HTML of a comment, from what its author wrote or an export holds."""
    if not text.strip():
        return ""
    html = make_clickable(clean_comment(text), rel=REL)
    return styles_to_classes(clean_comment(autop(texturize(html))))
