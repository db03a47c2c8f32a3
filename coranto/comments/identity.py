"""What makes a commenter one and the same. Pure, so that mappings without a database may ask it too."""

from urllib.parse import urlsplit

from coranto.core.short_digests import short_digest


def commenter_key(*, name: str = "", email: str = "", url: str = "", user: int | str = "") -> str:
    """The key of a commenter: 32 hexadecimal digits.

    A signed-in reader is their account (``user``: its key here, or a site of origin and the number there). A guest is
    name and e-mail address together, as for WordPress's rule on earlier approved comments; without an address
    (pingbacks) the name and the host they link from.
    """
    if user:
        return short_digest("user", user, size=16)
    if email.strip():
        return short_digest("guest", _folded(name), _folded(email), size=16)
    return short_digest("unsigned", _folded(name), _host(url), size=16)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return url
