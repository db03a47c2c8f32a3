"""Processor time and queries of each kind of public page, uncached, through the whole stack below the server.

Requests go through Django's handler in this process, a hundred each after ten to warm up; the median counts. The site
is synthetic: by default 10,000 posts with 50,000 comments (``python -m bench.page_cost 100000 500000`` takes another).
"""

import os
import statistics
import sys
import time
from typing import Any

from bench.servers import synthetic_home

ROUNDS = 100


def main() -> None:
    """Print the table."""
    posts, comments = (
        int(each) for each in (sys.argv[1:3] if len(sys.argv) > 2 and sys.argv[1].isdecimal() else (10_000, 50_000))
    )
    os.environ["CORANTO_HOME"] = str(synthetic_home(posts, comments))
    os.environ["DJANGO_SETTINGS_MODULE"] = "coranto.config.settings"
    from coranto.config import set_up

    set_up.prepare_home()
    measure(posts, comments)


def measure(posts: int, comments: int) -> None:
    """Ask for every kind of page."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "127.0.0.1"})
    print(f"{posts:,} posts, {comments:,} comments; {connection.vendor}; median of {ROUNDS} requests")
    print(f"{'page':<24}{'ms of processor time':>22}{'queries':>9}{'bytes':>10}")
    for name, path in addresses().items():
        with CaptureQueriesContext(connection) as queries:
            response: Any = client.get(path)
        assert response.status_code == 200, (path, response.status_code)
        times = [timed(client, path) for _ in range(ROUNDS + 10)][10:]
        print(f"{name:<24}{statistics.median(times):>22.2f}{len(queries):>9}{len(response.content):>10,}")


def timed(client: Any, path: str) -> float:
    """The milliseconds of processor time of one request."""
    began = time.process_time()
    client.get(path)
    return (time.process_time() - began) * 1000


def addresses() -> dict[str, str]:
    """An address of each kind of page."""
    from coranto.posts.models import Category, Post, Tag

    newest = Post.objects.filter(live=True, password="").order_by("-posted_at").first()
    busiest = Post.objects.filter(live=True).order_by("-comment_count").first()
    assert newest and busiest
    category, tag = Category.objects.order_by("pk")[5], Tag.objects.order_by("pk")[5]
    return {
        "home": "/",
        "home, page 500": "/page/500/",
        "post": newest.path,
        f"post, {busiest.comment_count} comments": busiest.path,
        "category": f"/category/{category.path}/",
        "tag": f"/tag/{tag.slug}/",
        "month": newest.posted_on.strftime("/%Y/%m/") if newest.posted_on else "/",
        "archives": "/archives/",
        "search, rare word": "/?s=quillwort",
        "feed": "/feed/",
        "sitemap part": "/wp-sitemap-posts-post-1.xml",
    }


if __name__ == "__main__":
    main()
