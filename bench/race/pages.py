"""Which pages are asked in a race: ``python -m bench.race.pages HOME`` prints them as JSON."""

import json
import sys
from pathlib import Path

from bench.grown_home import set_up_on


def main() -> None:
    """One of each kind that WordPress has too."""
    set_up_on(Path(sys.argv[1]))
    from coranto.posts.models import Category, ListingCount, Post

    busiest = Post.objects.order_by("-comment_count", "pk").first()
    largest = ListingCount.objects.filter(kind="category").order_by("-count").values_list("key", flat=True)[0]
    category = Category.objects.get(pk=largest)
    assert busiest
    print(
        json.dumps(
            {
                "home": "/",
                f"post, {busiest.comment_count} comments": busiest.path,
                "category": f"/category/{category.path}/",
                "feed": "/feed/",
                "REST posts": "/wp-json/wp/v2/posts",
                "search": "/?s=quillwort",
            }
        )
    )


if __name__ == "__main__":
    main()
