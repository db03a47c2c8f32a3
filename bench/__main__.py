"""``make bench``: run the measurements named on the command line, or all, one after the other."""

import importlib
import importlib.util
import sys

MEASUREMENTS = (
    *("start_time", "import_speed", "search_speed", "page_cost", "page_weight", "web_quality", "comment_load"),
    *("attribution_speed", "akismet_load", "queue_speed", "filter_year", "huge_thread", "spam_rivals"),
    *("race.run", "cached_pages", "wave"),
)


def main() -> None:
    """Run them."""
    unknown = [name for name in sys.argv[1:] if importlib.util.find_spec(f"bench.{name}") is None]
    if unknown:
        raise SystemExit(f"no measurement {', '.join(unknown)}; there are: {', '.join(MEASUREMENTS)}")
    for name in sys.argv[1:] or MEASUREMENTS:
        print(f"== {name}", flush=True)
        importlib.import_module(f"bench.{name}").main()


if __name__ == "__main__":
    main()
