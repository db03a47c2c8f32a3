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
    lowered = ENCODED.sub(lambda match: match[0].lower(), encoded)
    return "/" + lowered.strip("/") + "/" if lowered.strip("/") else "/"
