"""Words for a cache in front (Varnish, Fastly, Cloudflare): what a kept answer is made of, and for how long it holds.

The keys are the places of the ledger, not the names: short, all alike, and they tell nothing. Several things may share
one; then a page too many is fetched anew. Only a cache in front keeps answers by these words: browsers still ask.
"""

from collections.abc import Iterable

from coranto.core.made_of import ANYTHING, SITE
from coranto.edge.kept import Form, Headers
from coranto.edge.ledger import Ledger, place_of

VARNISH, FASTLY, CLOUDFLARE = "varnish", "fastly", "cloudflare"
LONGEST = 3600
"""Seconds that a cache in front may keep an answer: how old one can be if it cannot be told of a change for so long."""
EARLIER = 2.0
"""Seconds before an end by the clock that it is to be fetched anew."""
MOST_KEYS = 800
"""Keys in a head: 5.6 kilobytes of the 8 that Varnish allows for a header; a page of more goes at every change."""


def key_of_place(place: int) -> str:
    """A place as a key.

    >>> key_of_place(255)
    'c000ff'
    """
    return f"c{place:05x}"


EVERYTHING = place_of(SITE)
COARSE = (EVERYTHING, place_of(ANYTHING))


def keys_of(places: Iterable[int]) -> list[str]:
    """The keys that stand for these places; where everything has changed, the one that all answers have."""
    found = set(places)
    return [key_of_place(EVERYTHING)] if EVERYTHING in found else sorted(map(key_of_place, found))


class Surrogates:
    """Writes the words that a cache of that kind reads."""

    def __init__(self, kind: str, ledger: Ledger) -> None:
        self._ledger = ledger
        is_cloudflare = kind == CLOUDFLARE
        self._keys_in, self._between = ("cache-tag", ",") if is_cloudflare else ("surrogate-key", " ")
        self._life_in = "cdn-cache-control" if is_cloudflare else "surrogate-control"

    def head(self, form: Form, now: float) -> Headers:
        """Headers for an answer that is being sent; none where it holds no longer, so that no cache keeps it."""
        life = int(min(form.until - now - EARLIER, LONGEST))
        if life <= 0 or not form.holds(self._ledger):
            return []
        places = form.places
        places = places if len(places) <= MOST_KEYS else COARSE
        keys = self._between.join(map(key_of_place, places))
        return [(self._keys_in, keys), (self._life_in, f"max-age={life}")]
