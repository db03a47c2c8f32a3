"""What a page costs whose discussion is huge: 20,000 comments at the top, below one comment, or in one chain.

Processor time of the page through the whole stack below the server, beside a discussion of 20 comments; the median of
ten requests. Into a temporary home on SQLite.
"""

import os
import statistics
import time
from collections.abc import Callable

from bench.servers import temporary_home

COMMENTS = 20_000
ROUNDS = 10


def main() -> None:
    """Print the table."""
    os.environ["CORANTO_HOME"] = str(temporary_home())
    os.environ["DJANGO_SETTINGS_MODULE"] = "coranto.config.settings"
    from coranto.config import set_up

    set_up.prepare_home()
    measure()


def measure() -> None:
    """Make the discussions and ask for their pages."""
    from django.test import Client

    from tests import world

    client = Client(headers={"host": "127.0.0.1"})
    world.publication(page_comments=True)
    kinds: dict[str, tuple[int, Callable[[int, int], int | None]]] = {
        "20 comments": (20, lambda place, first: None),
        "20,000 at the top": (COMMENTS, lambda place, first: None),
        "20,000 below one": (COMMENTS, lambda place, first: first if place else None),
        "20,000 in a chain": (COMMENTS, lambda place, first: first + place - 1 if place else None),
    }
    print(f"{'discussion':<20}{'ms of processor time':>22}{'bytes':>12}")
    for index, (name, (count, parent)) in enumerate(kinds.items()):
        path = discussion(count, parent, first=index * 100_000 + 1)
        client.get(path)
        times = []
        for _ in range(ROUNDS):
            start = time.process_time()
            response = client.get(path)
            times.append((time.process_time() - start) * 1000)
        print(f"{name:<20}{statistics.median(times):>22.0f}{len(response.content):>12,}")


def discussion(count: int, parent: Callable[[int, int], int | None], *, first: int) -> str:
    """A post with so many comments; its path."""
    from coranto.comments.models import Comment
    from tests import world

    post = world.make_post()
    thread, commenter = world.thread_of(post), world.make_commenter()
    rows = (
        Comment(
            id=first + place,
            thread=thread,
            commenter=commenter,
            parent_id=parent(place, first),
            posted_at=world.NOON,
            status="published",
            name="Tom",
            html="<p>The tide came in as it was said it would.</p>",
        )
        for place in range(count)
    )
    Comment.objects.bulk_create(rows, batch_size=1000)
    world.count_comments(post)
    return str(post.path)


if __name__ == "__main__":
    main()
