"""An outlet as one line names it: its name, its link, and how much speaks for it."""

from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlsplit

from coranto.posts.attribution_reading.known_outlets import (
    HOSTS,
    host_of,
    known_outlet,
    merge_key,
    plain_host,
    plain_key,
    printed_host,
)
from coranto.posts.attribution_reading.name_words import is_proper, tidied, words_of
from coranto.posts.attribution_reading.names import standing_by_words
from coranto.posts.attribution_reading.people_and_places import is_person, is_place
from coranto.posts.attribution_reading.site import Site
from coranto.posts.attribution_reading.standing import Standing
from coranto.posts.attribution_reading.word_lists import fold

ARCHIVES: Final = ("web.archive.org/web/", "web-beta.archive.org/web/")
PICTURE_FILES: Final = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".mp4", ".mp3")


@dataclass(frozen=True, slots=True)
class Outlet:
    """A candidate. ``home`` and ``url`` are absolute addresses or ""; ``url`` is the article's, not the front page."""

    name: str
    standing: Standing
    home: str = ""
    url: str = ""

    @property
    def key(self) -> str:
        """Under which it meets its other spellings."""
        return merge_key(self.name)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads: ``host`` is "" for a link that says nothing of an outlet."""

    host: str = ""
    home: str = ""
    url: str = ""
    is_own: bool = False
    is_platform: bool = False


def target_of(url: str, site: Site) -> Target:
    """What a link's address says of an outlet. Archived copies count as the page that they are a copy of."""
    url = unarchived(url.strip())
    url = f"https:{url}" if url.startswith("//") else url
    host = host_of(url)
    if not host:
        is_relative = bool(url) and ":" not in url.split("/")[0] and not url.startswith("#")
        return Target(is_own=is_relative)
    if site.owns_host(host):
        return Target(is_own=True)
    if is_platform_host(host) or url.lower().partition("?")[0].endswith(PICTURE_FILES):
        return Target(is_platform=True)
    parts = urlsplit(url)
    article = url if parts.path.strip("/") or parts.query else ""
    return Target(host, f"{parts.scheme.lower()}://{parts.netloc}/", article)


def is_platform_host(host: str) -> bool:
    """Whether a host carries everybody's things. A weblog's own subdomain ("example.blogspot.com") does not."""
    labels = host.split(".")
    if any(".".join(labels[start:]) in HOSTS["platforms"] for start in range(len(labels) - 1)):
        return True
    return len(labels) == 2 and labels[0] in HOSTS["weblogs"]


def unarchived(url: str) -> str:
    """The address inside an archive's address."""
    for archive in ARCHIVES:
        _, found, rest = url.partition(archive)
        if found and (start := rest.find("http", 0, 40)) >= 0:
            return rest[start:]
    return url


def assess(name: str, site: Site, url: str = "") -> Outlet:
    """The outlet that a printed name and its link stand for, REFUSED where they stand for none."""
    target = target_of(url, site) if url else Target()
    text = tidied(name)
    if target.is_own or site.owns_name(text):
        return Outlet(text, Standing.REFUSED)
    if host := printed_host(name.strip()) or printed_host(text):
        return from_host(host, name.strip() if "://" in name else text, target, site)
    if known := known_by_name(name, text, site):
        return with_target(known, target, site)
    standing = standing_by_words(text)
    if standing is Standing.REFUSED and target.host and names_match(text, target.host) and not is_someone(text):
        standing = Standing.ODD
    if target.is_platform and standing < Standing.STRONG:
        return Outlet(text, Standing.REFUSED)
    return with_target(Outlet(text, standing), target, site)


def is_someone(name: str) -> bool:
    """Whether a name is a person's or a place's, which may well have a site of that name."""
    return is_person(name) or is_place(name)


def from_host(host: str, text: str, target: Target, site: Site) -> Outlet:
    """The outlet at a printed address: by its name where it is known, else by the host."""
    if site.owns_host(host) or site.owns_name(host) or is_platform_host(host):
        return Outlet(host, Standing.REFUSED)
    printed = target_of(text if "://" in text else f"http://{text}", site)
    home = printed.home if "://" in text else f"https://{text.partition('/')[0].lower()}/"
    if target.host and target.host != host and not target.host.endswith("." + host):
        return Outlet(host, Standing.REFUSED)
    source = site.source(host)
    name = source[0] if source else host
    url = target.url or (printed.url if "://" in text else "")
    return Outlet(name, Standing.KNOWN if source else Standing.MATCHED, target.home or home, url)


def known_by_name(name: str, text: str, site: Site) -> Outlet | None:
    """A known outlet by its printed name; WEAK where the name may also be a plain word."""
    for spelled in dict.fromkeys((text, name.strip())):
        if site.knows(spelled) and is_written_as_name(spelled):
            sure = site.is_sure(spelled) and site.is_sure(text)
            if spelled.islower() and not sure:
                return None
            return Outlet(text, Standing.KNOWN if sure else Standing.WEAK)
    return None


def is_written_as_name(spelled: str) -> bool:
    """Whether a known name is printed as one. In lower case that is so for "taz" and "dpa", but not for "the times"."""
    known = known_outlet(spelled)
    if not spelled.islower() or known is None:
        return True
    return spelled in known.spellings or (known.is_agency and len(spelled) <= 4)


def with_target(outlet: Outlet, target: Target, site: Site) -> Outlet:
    """The outlet with its link; a link to a host of its name, or to a known host, settles it."""
    if not target.host or outlet.standing is Standing.REFUSED:
        return outlet
    linked = replace(outlet, home=target.home, url=target.url)
    source = site.source(target.host)
    if outlet.standing is Standing.KNOWN or names_match(outlet.name, target.host):
        return replace(linked, standing=max(outlet.standing, Standing.MATCHED))
    if source and merge_key(source[0]) == outlet.key:
        return replace(linked, standing=Standing.KNOWN)
    return replace(
        linked, standing=max(outlet.standing, Standing.LINKED) if outlet.standing > Standing.ODD else outlet.standing
    )


def by_link(url: str, site: Site) -> Outlet:
    """The outlet that a link leads to, where its text names none."""
    target = target_of(url, site)
    if not target.host:
        return Outlet("", Standing.REFUSED)
    source = site.source(target.host)
    return Outlet(
        source[0] if source else target.host, Standing.KNOWN if source else Standing.MATCHED, target.home, target.url
    )


def names_match(name: str, host: str) -> bool:
    """Whether a name is that of a host: "Harbour Courier" and "harbourcourier.example", or "news.harbour.example"."""
    key = plain_key(name)
    if len(key) < 3:
        return False
    if key == merge_key(host):
        return True
    whole = "".join(char for char in fold(name).replace("&", "and") if char.isalnum())
    labels = ["".join(char for char in label if char.isalnum()) for label in plain_host(host).split(".")[:-1]]
    return any(label in (key, whole) or is_most_of(label, whole) or is_most_of(whole, label) for label in labels)


def is_most_of(part: str, whole: str) -> bool:
    """Whether a text begins another and is the better part of it: "terntribune" of "terntribuneonline"."""
    return len(part) > 5 and whole.startswith(part) and len(part) >= 0.6 * len(whole)


def is_title(text: str) -> bool:
    """Whether a text reads as a headline: at least four words, or a sentence of three."""
    count = len(words_of(text))
    return count >= 4 or (count == 3 and not is_proper(text, lower_words=0))
