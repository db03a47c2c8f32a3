"""The app's place in Django."""

from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.http import HttpRequest, HttpResponse

if TYPE_CHECKING:
    from coranto.posts.models import Post


class PostsConfig(AppConfig):
    """Posts: the dated entries, what they are filed under, and where they came from."""

    name = "coranto.posts"
    verbose_name = "Posts"

    def ready(self) -> None:
        """Make widgets and searched things known, listen to Django, and show versions as the public site would."""
        from coranto.core.made_of import register_moment
        from coranto.core.next_posting import next_posting_of
        from coranto.posts import living_blocks, query_block, receivers, widgets
        from coranto.posts.models import Post
        from coranto.posts.search import hits

        widgets.register()
        living_blocks.register()
        query_block.register()
        hits.register()
        receivers.connect()
        register_moment(next_posting_of(Post))
        Post.previewer = preview


def preview(post: "Post", request: HttpRequest) -> HttpResponse:
    """The page of a version; the pages are loaded when one is asked for."""
    from coranto.posts.desk.preview import serve_preview

    return serve_preview(post, request)
