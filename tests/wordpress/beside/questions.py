"""Under further settings not everything is asked again: of each kind every so-manieth."""

from collections.abc import Iterator

from tests.wordpress.beside.addresses import BY_METHOD, METHODS, addresses
from tests.wordpress.beside.answers import Question
from tests.wordpress.beside.combined import combined_addresses
from tests.wordpress.beside.further import further_addresses
from tests.wordpress.beside.logged import logged_addresses

WHOLE = "dated"
EVERY = 10


def questions(site: str) -> Iterator[Question]:
    """All questions of a site, each once."""
    asked = list(dict.fromkeys((*addresses(), *combined_addresses(), *further_addresses(), *logged_addresses())))
    for place, (kind, target) in enumerate(asked):
        if site == WHOLE or place % EVERY == 0:
            yield Question(kind, target)
    if site == WHOLE:
        posts = [target for kind, target in asked if kind == "posts"][::20]
        yield from (Question("methods", target, method) for target in (*BY_METHOD, *posts) for method in METHODS)
