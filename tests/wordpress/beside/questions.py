"""Under further settings not everything is asked again: of each kind every so-manieth."""

from collections.abc import Iterator

from tests.wordpress.beside.addresses import addresses
from tests.wordpress.beside.answers import Question
from tests.wordpress.beside.combined import combined_addresses

WHOLE = "dated"
EVERY = 10


def questions(site: str) -> Iterator[Question]:
    """All questions of a site, each once."""
    asked = list(dict.fromkeys((*addresses(), *combined_addresses())))
    for place, (kind, target) in enumerate(asked):
        if site == WHOLE or place % EVERY == 0:
            yield Question(kind, target)
