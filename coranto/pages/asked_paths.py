"""What an asked path may mean: an address by itself, or one with a page of its text or discussion behind it. Pure."""

import re
from dataclasses import dataclass

from coranto.core.addresses import normal_path

PART = re.compile(r"^(.*/)(\d{1,9})/$")
COMMENT_PAGE = re.compile(r"^(.*/)comment-page-(\d{1,9})/$")
LISTING_PAGE = re.compile(r"^(.*/)page/(\d{1,9})/$")
SHORT_DATE = re.compile(r"^(.*?/\d{4})/(\d{1,2})(?:/(\d{1,2}))?/(?=.)")
LONGEST = 2_000
MOST_READINGS = 4


@dataclass(frozen=True, slots=True)
class AskedPath:
    """One reading of a path: ``path`` is where the thing may stand; at most one of the others is set."""

    path: str
    part: int | None = None
    comment_page: int | None = None
    listing_page: int | None = None


def readings(path: str) -> list[AskedPath]:
    """The readings of a normal path, the plainest first.

    >>> [reading.path for reading in readings("/2016/2/7/a-post/2/")]
    ['/2016/02/07/a-post/2/', '/2016/02/07/a-post/', '/2016/2/7/a-post/2/', '/2016/2/7/a-post/']
    """
    spelled = dict.fromkeys((_with_whole_dates(path), path))
    return [reading for each in spelled for reading in _readings(each)]


def _readings(path: str) -> list[AskedPath]:
    found = [AskedPath(path)]
    if match := LISTING_PAGE.match(path):
        found.append(AskedPath(match[1], listing_page=int(match[2])))
    elif match := COMMENT_PAGE.match(path):
        found.append(AskedPath(match[1], comment_page=int(match[2])))
    elif match := PART.match(path):
        found.append(AskedPath(match[1], part=int(match[2])))
    return found


def _with_whole_dates(path: str) -> str:
    """WordPress takes ``/2016/2/7/slug/`` for ``/2016/02/07/slug/``."""
    match = SHORT_DATE.match(path)
    if not match:
        return path
    dates = [match[1], match[2].zfill(2), *([match[3].zfill(2)] if match[3] else [])]
    return "/".join(dates) + "/" + path[match.end() :]


def asked_path(path_info: str) -> str | None:
    """The normal form of the path of a request, or nothing for one that no address can have."""
    if len(path_info) > LONGEST:
        return None
    path = normal_path(re.sub("/{2,}", "/", path_info))
    return None if "%00" in path else path
