"""The address a site had, and what of an address in it is on the site itself."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from coranto.wordpress.mapping.own_elements import own_site
from coranto.wordpress.wxr.records import SiteRecord

UPLOADS = re.compile(r"^(?:.*?/)?(?:wp-content/uploads|wp-content/blogs\.dir/\d+/files|files)/(?:sites/\d+/)?(.+)$")


@dataclass(frozen=True, slots=True)
class SiteAddress:
    """Where the site stood: ``host`` (with a port, without ``www.``) and ``path`` (``""`` or ``/blog``).

    ``aliases`` are further hosts it answered under, as a mapped domain of WordPress.com.
    """

    host: str
    path: str = ""
    aliases: frozenset[str] = frozenset()

    @classmethod
    def of(cls, record: SiteRecord) -> "SiteAddress":
        """The site of an export. One that does not say where it stood has an empty host."""
        url = record.base_blog_url or record.link or record.base_site_url
        host, path = split_url(url if "//" in url else f"//{url}")
        own = own_site(record.unknown)
        former = own.former_addresses if own else ()
        others = {split_url(each)[0] for each in (record.link, record.base_site_url, *former)}
        return cls(host, path.rstrip("/"), frozenset(others - {"", host, "wordpress.com"}))

    @property
    def key(self) -> str:
        """The name under which the site is remembered: ``digest.example/blog``."""
        return f"{self.host}{self.path}"[:250] or "unknown"

    def local(self, url: str) -> str | None:
        """The path, query and fragment of an address on this site, from its root; ``None`` if it is elsewhere.

        >>> SiteAddress("old.example", "/blog").local("https://www.old.example/blog/2016/02/07/x/#more")
        '/2016/02/07/x/#more'
        """
        host, rest = split_url(url)
        if not host or not (host == self.host or host in self.aliases):
            return None
        if rest == self.path or not rest:
            return "/"
        inside = rest.removeprefix(self.path)
        on_site = rest.startswith(self.path) and inside.startswith(("/", "?", "#"))
        return (inside if inside.startswith("/") else f"/{inside}") if on_site else None


def split_url(url: str) -> tuple[str, str]:
    """The host and the rest (path, query, fragment) of a whole address; empty host if it is none."""
    try:
        parts = urlsplit(url.strip())
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return "", ""
    if parts.scheme not in ("", "http", "https") or not parts.hostname:
        return "", ""
    host = parts.hostname.removeprefix("www.") + port
    query = f"?{parts.query}" if parts.query else ""
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return host, f"{parts.path}{query}{fragment}"


def upload_path(url: str, attached_file: str = "") -> str:
    """Where a file lay below ``wp-content/uploads``: from WordPress's own note of it, or from its address.

    Empty when neither says so safely: a path never climbs out of the folder.
    """
    path = attached_file or _path_of(url)
    match = UPLOADS.match(path)
    path = (match[1] if match else path).lstrip("/")
    parts = path.split("/")
    unsafe = any(part in ("", ".", "..") for part in parts) or "\\" in path or "\x00" in path or ":" in parts[0]
    return "" if unsafe or len(path) > 500 else path


def _path_of(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    path = parts.path
    if re.match(r"^i\d\.wp\.com$", parts.hostname or ""):
        path = "/" + path.lstrip("/").partition("/")[2]  # Photon puts the host of the site first
    return path
