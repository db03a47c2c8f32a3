"""Feeds asked for once more, with what they said of themselves: either side says alike whether anything is new.

What differs on purpose (two headers of which one matches, weak tags, lists) is told in docs/compare-wordpress.md.
"""

from collections.abc import Callable, Iterator

from tests.wordpress.beside.answers import Answer, Question

FEEDS = (
    *(
        "/feed/",
        "/feed/atom/",
        "/feed/rdf/",
        "/comments/feed/",
        "/comments/feed/atom/",
        "/category/uncategorized/feed/",
    ),
    *("/2012/01/03/template-comments/feed/", "/author/themedemos/feed/", "/2012/feed/", "/search/page/feed/"),
)
NEVER_CHANGED = (
    "/wp-json/wp/v2/posts/1148",
    "/wp-json/wp/v2/posts",
    "/wp-sitemap.xml",
    "/robots.txt",
    "/xmlrpc.php?rsd",
)
"""What has neither tag nor date, and so is sent whole each time."""
OTHER_TAG, LONG_AGO, AHEAD = '"another"', "Mon, 01 Jan 2001 00:00:00 GMT", "Mon, 01 Jan 2035 00:00:00 GMT"
Ask = Callable[[Question], Answer]


def cases(tag: str, date: str) -> Iterator[tuple[str, dict[str, str]]]:
    """What is sent along, in words, and the headers."""
    yield "its tag", {"If-None-Match": tag}
    yield "its date", {"If-Modified-Since": date}
    yield "its tag and its date", {"If-None-Match": tag, "If-Modified-Since": date}
    yield "another tag", {"If-None-Match": OTHER_TAG}
    yield "another tag and its date", {"If-None-Match": OTHER_TAG, "If-Modified-Since": date}
    yield "an old date", {"If-Modified-Since": LONG_AGO}
    yield "a date to come", {"If-Modified-Since": AHEAD}
    yield "no date at all", {"If-Modified-Since": "nonsense"}


def asked_again(ask: Ask, target: str) -> Iterator[tuple[str, tuple[int, bool]]]:
    """For each case the status, and whether anything was sent."""
    first = ask(Question("conditional", target))
    tag, date = first.headers.get("etag", OTHER_TAG), first.headers.get("last-modified", LONG_AGO)
    for words, headers in cases(tag, date):
        answer = ask(Question("conditional", target, headers=tuple(headers.items())))
        yield f"{target} with {words}", (answer.status, bool(answer.body))


def both_asked_again(wordpress: Ask, ours: Ask) -> Iterator[tuple[str, tuple[int, bool], tuple[int, bool]]]:
    """Each case with both answers."""
    for target in (*FEEDS, *NEVER_CHANGED):
        pairs = zip(asked_again(wordpress, target), asked_again(ours, target), strict=True)
        yield from ((words, theirs, mine) for (words, theirs), (_same, mine) in pairs)
