"""What the dashboard says about posts; each panel costs one or two indexed queries."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from coranto.posts.models import Attribution, Post
from coranto.posts.policy import Person, visible_posts

SHOWN = 5
COUNTED = 1_000
COLUMNS = ("title", "posted_at", "modified_at", "go_live_at", "author__name")


class PostsPanel(Component):
    """A few posts in one state, with a link to all of them."""

    template_name = "posts/desk/home_posts.html"

    def __init__(self, posts: QuerySet[Post], *, name: str, title: Any, state: str, order: int) -> None:
        """``state`` is the filter of the list; ``order`` the place on the dashboard."""
        self.posts, self.name, self.title, self.state, self.order = posts, name, title, state, order

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """The rows; of none only the drafts say so, with a way to begin one."""
        rows = list(self.posts.select_related("author").only(*COLUMNS)[: SHOWN + 1])
        url = f"{reverse('wagtailsnippets_posts_post:list')}?status={self.state}"
        return {"panel": self, "rows": rows[:SHOWN], "more": len(rows) > SHOWN, "url": url}


class ReviewPanel(Component):
    """How many attributions wait, and the least certain ones."""

    name, order = "attributions", 140
    template_name = "posts/desk/home_attributions.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """The rows and their number, counted up to a thousand."""
        waiting = Attribution.objects.to_review().filter(post__binned_at=None)
        count = waiting[: COUNTED + 1].count()
        rows = waiting.select_related("source").only("line", "source__name", "confidence")[:3] if count else []
        return {"count": min(count, COUNTED), "is_counted": count <= COUNTED, "rows": rows}


def post_panels(user: Person) -> Sequence[Component]:
    """The panels of this app that concern the person."""
    if not (user.has_perm("posts.change_post") or user.has_perm("posts.write_own_post")):
        return []
    posts = visible_posts(user).filter(live=False)
    waiting = posts.filter(is_pending=True).order_by("-modified_at", "-pk")
    scheduled = posts.filter(go_live_at__isnull=False).order_by("go_live_at", "pk")
    drafts = posts.filter(Q(is_pending=False), go_live_at=None).order_by("-modified_at", "-pk")
    panels: list[Component] = [
        PostsPanel(waiting, name="waiting", title=_("Waiting for review"), state="pending", order=110),
        PostsPanel(scheduled, name="scheduled", title=_("Scheduled"), state="scheduled", order=120),
        PostsPanel(drafts, name="drafts", title=_("Drafts"), state="draft", order=130),
    ]
    return [*panels, ReviewPanel()] if user.has_perm("posts.change_attribution") else panels
