"""What stands round the comments of a page for the one who reads: ways to answer, edit, report, react; the form."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from coranto.comments.contexts import RespondForm
from coranto.comments.models import Comment
from coranto.comments.own_comments import Own
from coranto.comments.reader import HELD_KEY, HELD_NUMBER, Reader
from coranto.core.avatars import avatar_svg
from coranto.publication.avatars import avatar_key
from coranto.publication.trusted_html import trusted

ROOT = "/-/comments/"


def replies_path(parent: int, after: int = 0) -> str:
    """The path of the replies to a comment with keys above ``after``."""
    return f"{ROOT}{parent}/replies/" + (f"?after={after}" if after else "")


@dataclass(frozen=True, slots=True)
class Frame:
    """``is_open`` says whether comments are taken now (nothing: as the subject says); ``answers`` which is answered.

    ``is_read`` is down where a thread is only shown, as in a preview at the desk: then nothing can be done to it.
    """

    is_open: bool | None = None
    closed_note: str = ""
    own: Own = field(default_factory=Own)
    reader: Reader = field(default_factory=Reader)
    respond: RespondForm | None = None
    answers: int = 0
    reaction: str = ""
    live_url: str = ""
    data_url: str = ""
    is_read: bool = True
    uses_gravatar: bool = False

    @property
    def is_everybodys(self) -> bool:
        """Whether nothing round the comments is for one reader."""
        return self.reader.is_stranger and not self.answers and self.own == Own()

    @property
    def for_everybody(self) -> tuple[object, ...]:
        """What round the comments is the same for everybody."""
        return self.is_open, self.reaction, self.is_read, self.uses_gravatar

    def picture_of(self, comment: Comment) -> dict[str, Any]:
        """The picture of whoever wrote it, as fields of its context.

        A drawing stands in the page itself: twenty of them are 3 kB there, and 40 kB with a request for each.
        """
        commenter = comment.commenter
        key = avatar_key(f"commenter:{commenter.key}")
        if self.uses_gravatar and commenter.email:
            return {"avatar_url": f"/-/picture/{comment.commenter_id}/{key}.svg"}
        return {"avatar_svg": trusted(avatar_svg(key))}

    def doors_of(self, comment: Comment, path: str) -> dict[str, Any]:
        """The addresses at one comment, as fields of its context."""
        if not self.is_read or comment.kind != Comment.Kind.COMMENT:
            return {}
        doors = self._public_doors(comment, path) if comment.status == Comment.Status.PUBLISHED else {}
        if comment.pk in self.own.changeable:
            doors["edit_url"] = self.own_url(comment, "edit")
            doors["delete_url"] = self.own_url(comment, "delete")
        return doors

    def own_url(self, comment: Comment, verb: str) -> str:
        """Where a writer edits or deletes; with the key that they came with, if that is what shows them to be it."""
        address = f"{ROOT}{comment.pk}/{verb}/"
        if comment.pk in self.reader.own or comment.pk not in self.reader.keys:
            return address
        return f"{address}?{urlencode({HELD_NUMBER: comment.pk, HELD_KEY: self.reader.keys[comment.pk]})}"

    def _public_doors(self, comment: Comment, path: str) -> dict[str, Any]:
        number = comment.pk
        doors: dict[str, Any] = {"report_url": f"{ROOT}{number}/report/"}
        if self.is_open:
            doors["reply_url"] = f"{path}?replytocom={number}#respond"
            doors["quote_url"] = f"{path}?replytocom={number}&quote=1#respond"
            if number == self.answers:
                doors["respond"] = self.respond
        if self.reaction:
            doors["reaction_url"] = f"{ROOT}{number}/react/"
            doors["reaction_label"] = self.reaction
            doors["reaction_count"] = comment.reaction_count
        return doors


NO_FRAME = Frame(is_read=False)
