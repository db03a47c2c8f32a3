"""A line of a post as its reader sees it, with the links in it and what surrounds it.

Nobody changes a line once it is made; it is not frozen because every post makes some, and frozen ones take three times
as long.
"""

from dataclasses import dataclass


@dataclass(slots=True)
class Link:
    """A link inside a line: ``text[start:end]`` leads to ``url``, as written in the post."""

    start: int
    end: int
    url: str


@dataclass(slots=True)
class Line:
    """One line: a paragraph, or a part of one between line breaks. White space is single, the ends are bare.

    ``number`` counts lines from 0. ``in_cite`` is inside a <cite> or <footer> of a quotation. ``has_picture`` says that
    a picture precedes it in its paragraph, ``after_picture`` that the block before was nothing but a picture.
    """

    text: str
    links: tuple[Link, ...] = ()
    number: int = 0
    in_quote: bool = False
    in_cite: bool = False
    in_list: bool = False
    is_heading: bool = False
    has_picture: bool = False
    after_picture: bool = False


@dataclass(frozen=True, slots=True)
class PostLines:
    """The first and the last lines of a post, in order, no line in both."""

    head: tuple[Line, ...]
    tail: tuple[Line, ...]
