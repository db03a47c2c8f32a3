"""States of posts, pages and attachments: of a row about to be written, and of the one in the database."""

from collections.abc import Iterable

from coranto.media.models import Attachment
from coranto.pages.models import StaticPage
from coranto.posts.models import Post
from coranto.wordpress.importing.states import ATTACHMENT, PAGE, POST, state_of


def post_state(
    post: Post, categories: Iterable[int], tags: Iterable[int], bylines: Iterable[tuple[int | None, str]]
) -> str:
    """The fingerprint of a post with what it is filed under and who is credited."""
    return state_of(post, POST, sorted(categories), sorted(tags), sorted((key or 0, name) for key, name in bylines))


def stored_post_state(post: Post) -> str:
    """The fingerprint of a post as it is stored, asked of the database."""
    return post_state(
        post,
        Post.categories.through.objects.filter(post=post.pk).values_list("category", flat=True),
        Post.tags.through.objects.filter(post=post.pk).values_list("tag", flat=True),
        post.bylines.values_list("author", "name"),
    )


def page_state(page: StaticPage) -> str:
    """The fingerprint of a page. Its place in the tree is not part of it: pages are moved when their parent arrives."""
    return state_of(page, PAGE)


def attachment_state(attachment: Attachment) -> str:
    """The fingerprint of an attachment's texts."""
    return state_of(attachment, ATTACHMENT)
