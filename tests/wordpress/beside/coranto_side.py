"""Our side of the comparison: the site asked from inside, and its settings in WordPress's words."""

from typing import Any

from django.conf import settings

from coranto.core.inside_requests import InsideSite
from coranto.publication.models import Publication
from tests.wordpress.beside.answers import Answer


def ask(target: str) -> Answer:
    """What this site answers, no redirect followed."""
    with InsideSite(settings.PUBLIC_URL).ask(target) as response:
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status_code, headers, b"".join(response).decode("utf-8", "replace"))


def options() -> dict[str, Any]:
    """The options under which a WordPress is the same site as this one."""
    publication = Publication.objects.current()
    front = publication.front_page_number
    return {
        "blogname": publication.name,
        "blogdescription": publication.tagline,
        "timezone_string": publication.time_zone,
        "permalink_structure": publication.permalink_structure,
        "posts_per_page": publication.posts_per_page,
        "posts_per_rss": publication.posts_per_feed,
        "rss_use_excerpt": 0 if publication.feed_text == Publication.FeedText.FULL else 1,
        "page_comments": int(publication.page_comments),
        "comments_per_page": publication.comments_per_page,
        "default_comments_page": publication.default_comments_page,
        "comment_order": publication.comment_order,
        "thread_comments": 1,
        "thread_comments_depth": publication.thread_depth,
        "blog_public": int(publication.search_engines),
        "show_on_front": "page" if front else "posts",
        "page_on_front": front or 0,
        "page_for_posts": publication.posts_page_number or 0,
    }
