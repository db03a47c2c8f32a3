"""The classes that WordPress puts on a comment's element, for themes and style sheets that know them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from coranto.comments.models import Comment
from coranto.posts.models import Author


@dataclass(frozen=True, slots=True)
class Marks:
    """Where a comment stands: its place among all that are printed, its thread's place among threads, its depth."""

    place: int
    thread: int
    depth: int

    @classmethod
    def for_rows(cls, depths: Sequence[int], *, place: int = 0, thread: int = 0) -> list[Self]:
        """The marks of comments in the order of printing, given how deep each stands and how many come before them."""
        marks = []
        thread -= 1
        for number, depth in enumerate(depths, start=place):
            thread += depth == 1
            marks.append(cls(number, thread, depth))
        return marks


def is_by(comment: Comment, author: Author | None) -> bool:
    """Whether that author, of the post, wrote the comment."""
    return author is not None and author.number == comment.commenter.author_number


def comment_classes(
    comment: Comment, marks: Marks, author: Author | None, slugs: Mapping[int, str], *, has_replies: bool
) -> str:
    """``comment byuser comment-author-x bypostauthor even thread-odd depth-1 parent``, in WordPress's order."""
    classes = [comment.kind]
    number = comment.commenter.author_number
    if number is not None:
        classes.append("byuser")
        if slug := slugs.get(number):
            classes.append(f"comment-author-{slug}")
        if is_by(comment, author):
            classes.append("bypostauthor")
    classes += ["odd", "alt"] if marks.place % 2 else ["even"]
    if marks.depth == 1:
        classes += ["thread-odd", "thread-alt"] if marks.thread % 2 else ["thread-even"]
    classes.append(f"depth-{marks.depth}")
    if has_replies:
        classes.append("parent")
    return " ".join(classes)
