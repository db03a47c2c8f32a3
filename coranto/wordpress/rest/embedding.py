"""``_embed``: what a body's links lead to, put into the body. Each kind of thing is fetched at once for all bodies."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from coranto.wordpress.rest import comments, media, terms, users
from coranto.wordpress.rest.answers import Json
from coranto.wordpress.rest.asked import Asked
from coranto.wordpress.rest.entries import pages, posts
from coranto.wordpress.rest.links import rest_url
from coranto.wordpress.rest.parameters import LIST_GAPS

Loader = Callable[[Iterable[int], Asked], dict[int, Any]]
Wanted = frozenset[str] | None
_NUMBERED = re.compile(r"([a-z]+)/(\d{1,18})\Z")
_QUESTION = re.compile(r"([a-z]+)\?(post|parent)=(\d{1,18})\Z")
_ONE: dict[str, Loader] = {
    "users": users.embedded,
    "media": media.embedded,
    "posts": posts.embedded,
    "pages": pages.embedded,
    "comments": comments.embedded_one,
    "categories": partial(terms.embedded_one, terms.CATEGORY),
    "tags": partial(terms.embedded_one, terms.TAG),
}
_MANY: dict[tuple[str, str], Loader] = {
    ("comments", "post"): comments.embedded,
    ("comments", "parent"): comments.embedded_replies,
    ("categories", "post"): partial(terms.embedded, terms.CATEGORY),
    ("tags", "post"): partial(terms.embedded, terms.TAG),
}
MISSING = {
    "media": posts.invalid_id,
    "posts": posts.invalid_id,
    "pages": posts.invalid_id,
    "comments": comments.invalid_id,
    "categories": terms.invalid_term,
    "tags": terms.invalid_term,
}


def relations_asked(value: Json) -> Wanted:
    """The relations to embed; None for all."""
    if isinstance(value, str) and value not in ("", "true", "1", "0"):
        return frozenset(part for part in LIST_GAPS.split(value) if part)
    return frozenset(str(part) for part in value) if isinstance(value, list) else None


def embed(asked: Asked, body: Json, wanted: Wanted) -> Json:
    """The body, or each of the bodies in a list, with ``_embedded``."""
    bodies = body if isinstance(body, list) else [body]
    linked = [each for each in bodies if isinstance(each, dict) and isinstance(each.get("_links"), dict)]
    targets = [_targets(each["_links"], wanted) for each in linked]
    found = _load({href for each in targets for hrefs in each.values() for href in hrefs if href}, asked)
    for each, relations in zip(linked, targets, strict=True):
        if embedded := _embedded(relations, found):
            each["_embedded"] = embedded
    return body


def _targets(links: dict[str, Json], wanted: Wanted) -> dict[str, list[str]]:
    """For each relation where its embeddable links lead, empty for the others."""
    relations = ((name, each) for name, each in links.items() if wanted is None or name in wanted)
    return {
        name: [link["href"] if link.get("embeddable") else "" for link in each]
        for name, each in relations
        if name != "curies"
    }


def _embedded(relations: dict[str, list[str]], found: dict[str, Json]) -> dict[str, Json]:
    made = {name: [found.get(href, []) for href in hrefs] for name, hrefs in relations.items()}
    return {name: values for name, values in made.items() if any(values)}


def _load(hrefs: set[str], asked: Asked) -> dict[str, Json]:
    """What stands at each of these addresses, in its shortest form."""
    root = rest_url()
    one: dict[str, dict[int, str]] = defaultdict(dict)
    many: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    for href in sorted(hrefs):
        path = href.removeprefix(root)
        if single := _NUMBERED.match(path):
            one[single[1]][int(single[2])] = href
        elif several := _QUESTION.match(path):
            many[several[1], several[2]][int(several[3])] = href
    found: dict[str, Json] = {}
    inner = asked.inner("GET", values={"context": "embed"})
    for kind, numbers in one.items():
        loaded = _ONE[kind](numbers, inner)
        missing = MISSING[kind]().answer().body if kind in MISSING else []
        found |= {href: loaded.get(number, missing) for number, href in numbers.items()}
    for question, numbers in many.items():
        loaded = _MANY[question](numbers, inner)
        found |= {href: loaded.get(number, []) for number, href in numbers.items()}
    return found
