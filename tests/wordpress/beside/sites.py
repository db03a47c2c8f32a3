"""The settings under which both are asked: WordPress's options, and what they are called here."""

from typing import Any

BASE: dict[str, Any] = {
    "blogname": "Digest",
    "blogdescription": "News from elsewhere",
    "timezone_string": "Europe/Berlin",
    "permalink_structure": "/%year%/%monthnum%/%day%/%postname%/",
    "category_base": "",
    "tag_base": "",
    "posts_per_page": 10,
    "posts_per_rss": 10,
    "rss_use_excerpt": 0,
    "page_comments": 0,
    "comments_per_page": 50,
    "default_comments_page": "newest",
    "comment_order": "asc",
    "thread_comments": 1,
    "thread_comments_depth": 5,
    "comment_registration": 0,
    "blog_public": 1,
    "show_on_front": "posts",
    "page_on_front": 0,
    "page_for_posts": 0,
    "wp_attachment_pages_enabled": 1,
}
PAGED = {"page_comments": 1, "comments_per_page": 5}
FRONT_PAGE, POSTS_PAGE = 701, 703
SITES: dict[str, dict[str, Any]] = {
    "dated": {},
    "monthly": {"permalink_structure": "/%year%/%monthnum%/%postname%/", "posts_per_page": 7, "posts_per_rss": 5},
    "numbered": {"permalink_structure": "/archives/%post_id%"},
    "named": {"permalink_structure": "/%postname%/", "rss_use_excerpt": 1},
    "filed": {"permalink_structure": "/%category%/%postname%/"},
    "by author": {"permalink_structure": "/%author%/%postname%/"},
    "with an ending": {"permalink_structure": "/%year%/%monthnum%/%postname%.html"},
    "below index.php": {"permalink_structure": "/index.php/%year%/%monthnum%/%day%/%postname%/"},
    "number and name": {"permalink_structure": "/%post_id%/%postname%/"},
    "below blog": {"permalink_structure": "/blog/%year%/%postname%/", "category_base": "topics", "tag_base": "words"},
    "category and number": {"permalink_structure": "/%category%/%post_id%"},
    "newest comments": {**PAGED, "comment_order": "desc"},
    "oldest page": {**PAGED, "default_comments_page": "oldest"},
    "last page": {**PAGED},
    "flat comments": {"thread_comments": 0, "comment_registration": 1},
    "no pages of files": {"wp_attachment_pages_enabled": 0},
    "static front": {"show_on_front": "page", "page_on_front": FRONT_PAGE, "page_for_posts": POSTS_PAGE},
}
SAME_NAME = (
    *("permalink_structure", "posts_per_page", "comments_per_page", "default_comments_page", "comment_order"),
    "page_comments",
)


def options_of(site: str) -> dict[str, Any]:
    """All of WordPress's options of a site."""
    return BASE | SITES[site]


def settings_of(options: dict[str, Any]) -> dict[str, Any]:
    """The same as fields of the publication."""
    return {
        **{name: options[name] for name in SAME_NAME},
        "name": options["blogname"],
        "category_base": options["category_base"] or "category",
        "tag_base": options["tag_base"] or "tag",
        "tagline": options["blogdescription"],
        "time_zone": options["timezone_string"],
        "language": "en-US",
        "posts_per_feed": options["posts_per_rss"],
        "feed_text": "excerpt" if options["rss_use_excerpt"] else "full",
        "thread_depth": options["thread_comments_depth"] if options["thread_comments"] else 1,
        "search_engines": bool(options["blog_public"]),
        "attachment_pages": bool(options["wp_attachment_pages_enabled"]),
        "front_page_number": options["page_on_front"] or None,
        "posts_page_number": options["page_for_posts"] or None,
    }
