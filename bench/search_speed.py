"""Processor time of searches on a large synthetic site, through the whole stack below the server.

Words are drawn from the texts that are searched, so common ones come up as often as they stand there; the kinds of
questions take turns. By default 100,000 posts with 500,000 comments (``python -m bench.search_speed 10000 0`` takes
other numbers). The 95th percentile is to stay below 100 ms.
"""

import os
import random
import statistics
import sys
import time
from collections.abc import Callable

from bench.servers import synthetic_home

QUESTIONS = 400
SEED = 1


def main() -> None:
    """Print the table."""
    posts, comments = (
        int(each) for each in (sys.argv[1:3] if len(sys.argv) > 2 and sys.argv[1].isdecimal() else (100_000, 500_000))
    )
    os.environ["CORANTO_HOME"] = str(synthetic_home(posts, comments))
    os.environ["DJANGO_SETTINGS_MODULE"] = "coranto.config.settings"
    from coranto.config import set_up

    set_up.prepare_home()
    measure(posts)


def measure(posts: int) -> None:
    """Ask all kinds of questions in turn."""
    from django.db import connection
    from django.test import Client

    client = Client(headers={"host": "127.0.0.1"})
    client.get("/?s=warm")
    asked = questions()
    times: dict[str, list[float]] = {name: [] for name in asked}
    for _ in range(QUESTIONS // len(asked)):
        for name, make in asked.items():
            fields = make()
            start = time.process_time()
            client.get("/", fields)
            times[name].append((time.process_time() - start) * 1000)
    print(f"{posts:,} posts; {connection.vendor}; {QUESTIONS} searches; ms of processor time")
    print(f"{'question':<26}{'median':>9}{'95th':>9}{'longest':>9}")
    for name, each in {**times, "all": [value for values in times.values() for value in values]}.items():
        print(f"{name:<26}{statistics.median(each):>9.1f}{percentile(each, 95):>9.1f}{max(each):>9.1f}")


def questions() -> dict[str, Callable[[], dict[str, str]]]:
    """The kinds of questions, each a function that makes one."""
    words = sample_of_words()
    rng = random.Random(SEED)

    def some(count: int) -> str:
        return " ".join(rng.choice(words) for _ in range(count))

    def misspelt() -> str:
        word = next(word for word in iter(lambda: rng.choice(words), "") if len(word) > 5)
        return word[:2] + word[3] + word[2] + word[4:] + "x"

    return {
        "one word": lambda: {"s": some(1)},
        "one word, newest first": lambda: {"s": some(1), "sort": "date"},
        "two words": lambda: {"s": some(2)},
        "four words": lambda: {"s": some(4)},
        "a word and not another": lambda: {"s": f"{some(1)} -{some(1)}"},
        "two words in a row": lambda: {"s": f'"{some(2)}"'},
        "the beginning of a word": lambda: {"s": some(1)[:3]},
        "within a year": lambda: {"s": some(1), "after": "2020-01-01", "before": "2020-12-31"},
        "within a category": lambda: {"s": some(1), "category": a_category()},
        "a misspelt word": lambda: {"s": misspelt()},
    }


def sample_of_words() -> list[str]:
    """Words as they come in the texts, common ones often."""
    from coranto.posts.models import FoundText

    rng = random.Random(SEED)
    rows = FoundText.objects.order_by("target")[:: max(FoundText.objects.count() // 200, 1)]
    words = [word for row in rows for word in row.body.split() if word.isalpha()]
    return rng.sample(words, min(len(words), 5_000))


def a_category() -> str:
    """The slug of the largest category."""
    from coranto.posts.models import Category, ListingCount

    largest = ListingCount.objects.filter(kind="category").order_by("-count").values_list("key", flat=True)[0]
    return Category.objects.values_list("slug", flat=True).get(pk=largest)


def percentile(values: list[float], part: int) -> float:
    """The value below which that part of all lies."""
    return sorted(values)[min(len(values) * part // 100, len(values) - 1)]


if __name__ == "__main__":
    main()
