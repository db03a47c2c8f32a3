"""The classes that WordPress puts on a post's element, for themes and style sheets that know them."""

import re

from coranto.posts.details import Details, Filed
from coranto.posts.models import Post

ENCODED = re.compile(r"%[a-fA-F0-9]{2}")
NOT_IN_CLASSES = re.compile(r"[^A-Za-z0-9_-]")


def post_classes(post: Post, details: Details, *, is_sticky: bool, is_locked: bool) -> str:
    """``post-7 post type-post status-publish format-standard hentry category-x tag-y`` and so on, in WordPress's order.

    ``is_sticky`` where the post is held on top here; ``is_locked`` where its text waits for a password.
    """
    status = "private" if post.is_private else "publish" if post.live else "draft"
    classes = [f"post-{post.number}", "post", "type-post", f"status-{status}", f"format-{post.format}"]
    if post.featured_image_id and not is_locked:
        classes.append("has-post-thumbnail")
    if is_sticky:
        classes.append("sticky")
    if post.password:
        classes.append("post-password-required" if is_locked else "post-password-protected")
    classes.append("hentry")
    classes += [f"category-{term_class(term)}" for term in details.categories]
    classes += [f"tag-{term_class(term)}" for term in details.tags]
    return " ".join(classes)


def term_class(term: Filed) -> str:
    """The slug as far as a class may hold it, or the number where nothing is left of it or only digits."""
    slug = NOT_IN_CLASSES.sub("", ENCODED.sub("", term.slug))
    return str(term.number) if not slug.strip("-") or slug.isdigit() else slug
