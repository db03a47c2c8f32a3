"""Whose requests may be answered from what is kept: those of readers about whom nothing is known."""

from functools import lru_cache

from coranto.edge.asking import Asked

PERSONAL_HEADERS = ("authorization", "origin", "range", "x-http-method-override", "x-wp-nonce", "content-length")
"""Answers to requests with these are not everybody's: rights, leave for other sites, parts, a method, a body."""
PERSONAL_COOKIES = ("session", "csrf", "messages", "comment_", "coranto-postpass", "wordpress_logged_in", "wagtail")
"""Beginnings of the names of the cookies that this site sets. Others, such as an old site's, tell us nothing."""
NEVER_KEPT = ("/media/", "/wp-content/", "/desk/", "/accounts/", "/sign-in/")
"""Beginnings of addresses under which nothing is kept: files, which are sent as they are, and doors."""
LONGEST_KEY = 2_000


def key_of(asked: Asked, proxies: int) -> str:
    """What an answer is kept under, or nothing where it may not be: everything that answers differ by.

    ``proxies`` is the number of those in front whose word on host and scheme is believed.
    """
    headers = asked.headers
    if asked.method not in ("GET", "HEAD") or asked.path.startswith(NEVER_KEPT):
        return ""
    for name in PERSONAL_HEADERS:
        if name in headers:
            return ""
    if (cookies := headers.get("cookie")) and is_personal(cookies):
        return ""
    host, scheme = headers.get("host") or "", asked.scheme
    if proxies:
        host, scheme = headers.get("x-forwarded-host") or host, headers.get("x-forwarded-proto") or scheme
    part = (headers.get("hx-target") or "-") if "hx-request" in headers else ""
    key = f"{scheme}\n{host}\n{asked.path}?{asked.query_string}\n{part}"
    return key if len(key) <= LONGEST_KEY else ""


@lru_cache(maxsize=4096)
def is_personal(cookies: str) -> bool:
    """Whether a ``Cookie`` header has one of ours in it.

    >>> is_personal("_ga=1; sessionid=x"), is_personal("_ga=1; theme=dark")
    (True, False)
    """
    return any(part.strip().startswith(PERSONAL_COOKIES) for part in cookies.split(";"))
