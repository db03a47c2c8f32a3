"""Paths as WordPress writes them: percent-encoded in lower-case hex, with a slash at both ends."""

import re
from urllib.parse import quote, unquote

ENCODED = re.compile(r"%[0-9A-F]{2}")


def normal_path(path: str) -> str:
    """The one spelling of a path under which permalinks are stored and looked up.

    Takes the path decoded (as Django gives it) or encoded. Slugs match whatever their case, so all of it is lower case.

    >>> normal_path("/2016/02/07/Été")
    '/2016/02/07/%c3%a9t%c3%a9/'
    """
    encoded = quote(unquote(path).lower(), safe="/-_.~!$&'()*+,;=:@")
    lowered = lower_hex(encoded)
    return "/" + lowered.strip("/") + "/" if lowered.strip("/") else "/"


def lower_hex(path: str) -> str:
    """An encoded path with its signs in lower-case hex, as WordPress writes them: ``%c3%a9``."""
    return ENCODED.sub(lambda sign: sign[0].lower(), path)
