"""Print a digest of everything a site answers: ``python -m tests.moving.pages`` on the home of the environment.

Every address of the sitemaps, their feeds, and the REST interface; the bytes as they are, but for what differs between
any two answers: the stamp and the token of forms.
"""

import hashlib
import json
import re
import sys
from urllib.parse import urlsplit

import django

VOLATILE = re.compile(rb'name="(?:csrfmiddlewaretoken|stamp|[a-z_]*stamp[a-z_]*)"[^>]*value="[^"]*"')
LOCATION = re.compile(r"<loc>([^<]+)</loc>")
REST = ("posts", "pages", "comments", "categories", "tags", "users", "media", "types", "taxonomies", "statuses")
ALONE = (
    "/",
    "/feed/",
    "/feed/atom/",
    "/feed/rdf/",
    "/feed/json/",
    "/comments/feed/",
    "/?s=post",
    "/?s=block",
    "/wp-json/",
)


def main() -> None:
    """Ask for all, and print address: digest as JSON."""
    django.setup()
    from django.test import Client

    client = Client(headers={"host": "digest.example"})
    found = {}
    for address in addresses(client):
        answer = client.get(address)
        body = b"".join(answer) if answer.streaming else answer.content
        state = f"{answer.status_code} {answer.headers.get('Content-Type')} {answer.headers.get('ETag', '')}"
        found[address] = state.split(" W/")[0] + " " + hashlib.sha256(VOLATILE.sub(b"", body)).hexdigest()
    json.dump(found, sys.stdout)


def addresses(client: object) -> list[str]:
    """Those of the sitemaps, with a feed after each, and the lists of REST."""
    waiting, found = ["/wp-sitemap.xml"], list(ALONE)
    while waiting:
        answer = client.get(waiting.pop())  # type: ignore[attr-defined]  # a client, which is known once Django is set up
        for location in LOCATION.findall(answer.content.decode()):
            path = urlsplit(location).path
            (waiting if path.endswith(".xml") else found).append(path)
    found += [f"{path}feed/" for path in found if path.endswith("/") and "feed" not in path and len(path) > 1]
    for name in REST:
        found += [f"/wp-json/wp/v2/{name}?per_page=100&page={page}" for page in (1, 2)]
    return list(dict.fromkeys(found))


if __name__ == "__main__":
    main()
