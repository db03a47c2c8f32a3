"""Fills any context by its annotations: with as little as it takes, or with a chosen text in every field."""

import dataclasses
import datetime
import types
import typing
from collections.abc import Sequence
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from coranto.comments.contexts import AskPage, CommentView, RepliesPage, ThreadView, WritingPage
from coranto.pages.contexts import PageView
from coranto.posts.contexts import (
    ArchivesPage,
    AttachmentPage,
    EmbedPage,
    GonePage,
    ListingPage,
    NotFoundPage,
    PostPage,
    SearchPage,
    SourcesPage,
)
from coranto.publication.contexts import HeadContext, SiteContext

MOMENT = datetime.datetime(2016, 2, 7, 18, 40, tzinfo=datetime.UTC)
DEEPEST = 4
TEMPLATES: dict[str, type] = {
    "posts/listing.html": ListingPage,
    "posts/post.html": PostPage,
    "posts/search.html": SearchPage,
    "posts/sources.html": SourcesPage,
    "posts/archives.html": ArchivesPage,
    "posts/attachment.html": AttachmentPage,
    "pages/page.html": PageView,
    "comments/writing.html": WritingPage,
    "comments/replies.html": RepliesPage,
    "comments/ask.html": AskPage,
    "404.html": NotFoundPage,
    "410.html": GonePage,
    "posts/embed.html": EmbedPage,
}
KINDS: dict[str, dict[str, Any]] = {
    "ListingPage": {"kind": "home"},
    "SearchHit": {"kind": "comment", "title_html": ""},
    "PostCard": {"title_html": "", "body_html": ""},
    "PostView": {"title_html": "", "password_form": None},
    "PageView": {"title_html": "", "password_form": None},
    "AttachmentPage": {"image": None, "media_kind": "video"},
    "CommentView": {"avatar_url": ""},
    "SiteContext": {"logo": None},
}
"""What some fields are when the flags are down."""


@dataclasses.dataclass(frozen=True, slots=True)
class Filling:
    """How to fill: ``text`` wherever text goes; ``full`` or only what must be given; all ``flags`` up or down.

    With the flags down, kinds are what they may be, and HTML is absent where plain text can stand for it: between them
    the two fillings see every branch of a template.
    """

    text: str
    full: bool = True
    flags: bool = True

    def made(self, context: type, depth: int = 0) -> Any:
        """An instance of ``context``."""
        hints = typing.get_type_hints(context)
        values: dict[str, Any] = {}
        for field in dataclasses.fields(context):
            required = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
            if required or self.full:
                values[field.name] = self._value(hints[field.name], depth)
        if self.full and not self.flags:
            values |= KINDS.get(context.__name__, {})
        return context(**values)

    def _value(self, hint: Any, depth: int) -> Any:
        simple: dict[Any, Any] = {str: self.text, int: 2, bool: self.flags, datetime.datetime: MOMENT}
        if hint in simple:
            return simple[hint]
        if hint is SafeString:
            return mark_safe("<p>Clean</p>") if self.full else SafeString()
        if dataclasses.is_dataclass(hint):
            return self.made(typing.cast(type, hint), depth + 1)
        if typing.get_origin(hint) in (tuple, Sequence):
            return self._items(typing.get_args(hint)[0], depth)
        if isinstance(hint, types.UnionType):
            choices = [choice for choice in typing.get_args(hint) if choice is not types.NoneType]
            return self._value(choices[0], depth) if self.full and depth < DEEPEST else None
        raise TypeError(f"no value for {hint}")

    def _items(self, hint: Any, depth: int) -> tuple[Any, ...]:
        """Two of what a list holds, or one of each kind; none below the depth to which trees are filled."""
        if not self.full or depth >= DEEPEST:
            return ()
        kinds = typing.get_args(hint) if isinstance(hint, types.UnionType) else (hint, hint)
        return tuple(self._value(kind, depth + 1) for kind in kinds)


def variables(template: str, filling: Filling) -> dict[str, Any]:
    """All that the template is given."""
    contexts = {"site": SiteContext, "head": HeadContext, "page": TEMPLATES[template], "thread": ThreadView}
    return {name: filling.made(context) for name, context in contexts.items()}


def comments_in(thread: ThreadView) -> list[CommentView]:
    """Every comment and pingback of the thread, in the order of the page."""

    def below(comment: CommentView) -> list[CommentView]:
        return [comment, *(found for reply in comment.replies for found in below(reply))]

    return [found for comment in thread.entries for found in below(comment)]
