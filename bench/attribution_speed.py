"""How long reading the attributions of one post takes: processor time over posts of some 600 words, warm.

Run: ``python -m bench.attribution_speed``
"""

import json
import statistics
import time
from pathlib import Path

from coranto.posts.attribution_reading import read_attributions

BODIES = Path(__file__).parents[1] / "tests" / "posts" / "attribution_bodies.json"
WORDS = 600
RUNS = 500
CREDITS = {
    "no credit": "{body}",
    "a line above": "<p>The Harbour Courier – February 5, 2016</p>{body}",
    "a line below": (
        '{body}<p>Source: <a href="https://harbourcourier.example/eels">The Harbour Courier</a>, 5 February 2016</p>'
    ),
}


def long_body(body: str) -> str:
    """The three paragraphs again and again, to about ``WORDS`` words."""
    return body * max(1, round(WORDS / len(body.replace("<p>", " ").split())))


def microseconds(html: str) -> list[float]:
    """The processor time of each run, in microseconds."""
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        read_attributions(html)
        times.append((time.process_time() - start) * 1e6)
    return times


def main() -> None:
    """Print the least and the median time for a few languages."""
    bodies = json.loads(BODIES.read_text(encoding="utf-8"))
    print("| body | credit | least | median |\n| --- | --- | ---: | ---: |")
    for language in ("en", "de", "ru", "ar"):
        for name, credit in CREDITS.items():
            times = microseconds(credit.replace("{body}", long_body(bodies[language])))
            print(f"| {language} | {name} | {min(times):.0f} µs | {statistics.median(times):.0f} µs |")


if __name__ == "__main__":
    main()
