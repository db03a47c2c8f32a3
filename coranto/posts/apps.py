"""The app's place in Django."""

import datetime
from functools import cache
from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.http import HttpRequest, HttpResponse

if TYPE_CHECKING:
    from coranto.core.prepared_queries import PreparedRows
    from coranto.posts.models import Post


class PostsConfig(AppConfig):
    """Posts: the dated entries, what they are filed under, and where they came from."""

    name = "coranto.posts"
    verbose_name = "Posts"

    def ready(self) -> None:
        """Make widgets and searched things known, listen to Django, and show versions as the public site would."""
        from coranto.core.made_of import register_moment
        from coranto.posts import receivers, widgets
        from coranto.posts.models import Post
        from coranto.posts.search import hits

        widgets.register()
        hits.register()
        receivers.connect()
        register_moment(next_posting)
        Post.previewer = preview


def next_posting(now: datetime.datetime) -> datetime.datetime | None:
    """When the next post becomes public by its own date; asked after every change."""
    found = _coming().first(now=now)
    moment: datetime.datetime | None = found[0] if found else None
    return moment


@cache
def _coming() -> "PreparedRows":
    from coranto.core.prepared_queries import PreparedRows, given_moment
    from coranto.posts.models import Post

    coming = Post.objects.filter(live=True, is_private=False, posted_at__gt=given_moment("now"))
    return PreparedRows(lambda: coming.order_by("posted_at").values_list("posted_at")[:1])


def preview(post: "Post", request: HttpRequest) -> HttpResponse:
    """The page of a version; the pages are loaded when one is asked for."""
    from coranto.posts.desk.preview import serve_preview

    return serve_preview(post, request)
