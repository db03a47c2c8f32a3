"""What the dashboard says about comments."""

from typing import Any

from wagtail.admin.ui.components import Component

from coranto.accounts.models import User
from coranto.comments.models import Comment
from coranto.comments.policy import is_moderator, visible_comments
from coranto.core.plain_text import first_words, plain_text

SHOWN = 4
COUNTED = 1_000
WORDS = 16


class CommentsPanel(Component):
    """For moderators the newest comments, and how many are held; for authors how many are held below their posts."""

    name, order = "comments", 150
    template_name = "comments/desk/home_comments.html"

    def __init__(self, user: User) -> None:
        self.user = user

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """The rows."""
        newest = Comment.objects.published().newest_first().select_related("thread__post")
        columns = ("name", "html", "posted_at", "thread__post__title", "thread__post__path")
        shown = newest.only(*columns)[:SHOWN] if is_moderator(self.user) else ()
        rows = [(row, first_words(plain_text(row.html), WORDS)[0]) for row in shown]
        held = visible_comments(self.user).filter(status=Comment.Status.HELD)[: COUNTED + 1].count()
        return {"rows": rows, "held": f"{COUNTED:,}+" if held > COUNTED else held}
