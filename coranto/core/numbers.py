"""The public numbers of things, which WordPress calls ids.

``?p=17``, ``?cat=3``, ``/wp-json/wp/v2/posts/17`` and feeds' GUIDs hold them, so an import keeps them, and they are
apart from the keys of our tables: in WordPress, posts, pages and attachments share one sequence, and so do all terms.
"""

from enum import StrEnum


class Sequence(StrEnum):
    """The sequences that WordPress counts in; each has a row that holds the last number given."""

    CONTENT = "content"  # posts, pages, attachments
    TERM = "term"  # categories, tags, custom terms
    AUTHOR = "author"
