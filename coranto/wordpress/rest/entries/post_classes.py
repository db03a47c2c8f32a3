"""``class_list``: the classes of a post's element, as WordPress lists them with the theme Twenty Twenty-One."""

from coranto.posts.details import Details
from coranto.posts.models import Post
from coranto.posts.post_classes import term_class

THEME_S_OWN = "entry"


def class_list(post: Post, details: Details, status: str, *, is_locked: bool, featured: int) -> list[str]:
    """For a post. ``is_locked``: its text waits for a password."""
    classes = [f"post-{post.number}", "post", "type-post", f"status-{status}", f"format-{post.format}"]
    classes += state_classes(post.password, is_locked=is_locked, featured=featured)
    classes += [f"category-{term_class(term)}" for term in details.categories]
    classes += [f"tag-{term_class(term)}" for term in details.tags]
    if post.format != Post.Format.STANDARD:
        classes.append(f"post_format-post-format-{post.format}")
    return [*classes, THEME_S_OWN]


def page_class_list(number: int, password: str, status: str, *, is_locked: bool, featured: int) -> list[str]:
    """For a page."""
    state = state_classes(password, is_locked=is_locked, featured=featured)
    return [f"post-{number}", "page", "type-page", f"status-{status}", *state, THEME_S_OWN]


def state_classes(password: str, *, is_locked: bool, featured: int) -> list[str]:
    """Whether it is protected, has a picture, and that it is an entry."""
    protected = ["post-password-required" if is_locked else "post-password-protected"] if password else []
    return [*protected, *(["has-post-thumbnail"] if featured and not is_locked else []), "hentry"]
