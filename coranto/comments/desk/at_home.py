"""What the dashboard says about comments."""

from typing import Any

from wagtail.admin.ui.components import Component

from coranto.comments.models import Comment
from coranto.core.plain_text import first_words, plain_text

SHOWN = 4
COUNTED = 1_000
WORDS = 16


class CommentsPanel(Component):
    """The newest comments, and how many are held. Two queries, each by an index."""

    name, order = "comments", 150
    template_name = "comments/desk/home_comments.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """The rows."""
        newest = Comment.objects.published().newest_first().select_related("thread__post")
        columns = ("name", "html", "posted_at", "thread__post__title", "thread__post__path")
        rows = [(row, first_words(plain_text(row.html), WORDS)[0]) for row in newest.only(*columns)[:SHOWN]]
        held = Comment.objects.filter(status=Comment.Status.HELD)[: COUNTED + 1].count()
        return {"rows": rows, "held": f"{COUNTED:,}+" if held > COUNTED else held}
