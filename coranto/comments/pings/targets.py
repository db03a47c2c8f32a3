"""The page of this site that a ping is about."""

import datetime
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from django.conf import settings

from coranto.comments.circumstances import closing_moment
from coranto.comments.discussions import Subject
from coranto.comments.models import CommentRules
from coranto.comments.subjects import Found, find_subject, of_post, page_at
from coranto.core.addresses import normal_path
from coranto.posts.models import Permalink


@dataclass(frozen=True, slots=True)
class Target:
    """A public page, its address, and whether it takes pings."""

    subject: Subject
    url: str
    takes_pings: bool


def target_at(url: str, *, at: datetime.datetime) -> Target | None:
    """The post or page at an address of this site, or the one with its number; what strangers may see only."""
    try:
        parts = urlsplit(url.strip()[:2_000])
    except ValueError:
        return None
    if parts.netloc.lower() not in own_hosts() or "\0" in parts.path:
        return None
    found = by_number(parts.query, at) or by_path(parts.path, at)
    if found is None or not found.is_public or found.password:
        return None
    rules = CommentRules.objects.current()
    thing = found.subject.post or found.subject.page or found.subject.attachment
    takes = rules.takes_pings and bool(getattr(thing, "pings_open", False))
    return Target(found.subject, url, takes and closing_moment(found.subject, rules, at) is None)


def by_path(path: str, at: datetime.datetime) -> Found | None:
    """The post that has, or had, the path; else the static page that stands there."""
    path = normal_path(path or "/")
    row = Permalink.objects.filter(path=path).select_related("post__author").first()
    if row is None:
        return page_at(path, at=at)
    return of_post(row.post, at) if row.post.binned_at is None else None


def by_number(query: str, at: datetime.datetime) -> Found | None:
    """What ``?p=17`` leads to."""
    numbers = parse_qs(query).get("p", [""])
    return find_subject(int(numbers[0]), at=at) if numbers[0].isdecimal() and len(numbers[0]) < 19 else None


def own_hosts() -> set[str]:
    """The names that this site goes by."""
    host = settings.PUBLIC_HOST.lower()
    return {host, f"www.{host}", host.removeprefix("www."), *(name.lower() for name in settings.OTHER_HOSTS)}
