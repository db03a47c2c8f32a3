"""Texts of posts as another program prints them: who came from there may find feeds the same, letter by letter."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from coranto.feeds.contents import Enclosure
from coranto.posts.models import Post

CUT = "\0"
"""Ends the words of an excerpt where there are further ones."""


class PrintedText(NamedTuple):
    """The first page of a text as HTML, and the words of its excerpt; None where the feed makes them itself.

    ``enclosures`` are the files that the author named for feeds.
    """

    content: str | None = None
    words: str | None = None
    enclosures: tuple[Enclosure, ...] = ()


Printer = Callable[[Sequence[Post]], Mapping[int, PrintedText]]
_printers: list[Printer] = []


def register_printer(printer: Printer) -> None:
    """Let ``printer`` give texts, by the keys of the posts; it is asked once for each page of a feed."""
    if printer not in _printers:
        _printers.append(printer)


def printed_texts(posts: Sequence[Post]) -> dict[int, PrintedText]:
    """What is known of these posts' texts; of protected ones nothing is asked."""
    found: dict[int, PrintedText] = {}
    if open_posts := [post for post in posts if not post.password]:
        for printer in _printers:
            found.update(printer(open_posts))
    return found
