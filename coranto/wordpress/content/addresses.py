"""Addresses in a body led home: links to the old site become root-relative, files point at where they lie now.

WordPress prints absolute addresses everywhere, with whatever scheme and host the site had when a post was written, and
WordPress.com serves files from hosts of its own (``NAME.files.wordpress.com``, ``i0.wp.com/HOST/…``).
"""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import unquote, urlsplit

from coranto.core.html.tags import change_attribute

_ATTRIBUTES = frozenset({"href", "src", "poster", "srcset", "longdesc", "cite"})
_PHOTON = re.compile(r"(?:https?:)?//i\d\.wp\.com/(?P<rest>[^?#]+)", re.IGNORECASE)
_ABSOLUTE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_VARIANT = re.compile(r"-\d{1,5}x\d{1,5}(?=\.\w{2,5}\Z)")
_ENDING = re.compile(r"(?=\.\w{2,5}\Z)")
_SIZE_NAMES = frozenset({"w", "h", "resize", "fit", "crop", "ssl", "quality", "strip", "zoom", "_"})
_UPLOADS = "/wp-content/uploads/"
_SPLIT_SRCSET = re.compile(r",\s+")


class AddressBook:
    """What was where.

    ``site_url`` is the old site's address, with the folder it lived in, if any; ``other_hosts`` are further hosts of
    the same site. ``files`` leads from a file's old address (the attachment's) to where it lies now.
    """

    def __init__(
        self, site_url: str, *, other_hosts: Iterable[str] = (), files: Mapping[str, str] | None = None
    ) -> None:
        hosts = {_host(site_url), *(host.lower().removeprefix("www.") for host in other_hosts)} - {""}
        self._hosts = hosts | {f"{host[:-14]}.files.wordpress.com" for host in hosts if host.endswith(".wordpress.com")}
        self._folder = urlsplit(site_url).path.rstrip("/")
        self._files = {_key(old): new for old, new in (files or {}).items()}

    def is_own(self, address: str) -> bool:
        """Whether an absolute address is the old site's, its files' hosts at WordPress.com included."""
        return _host(_without_photon(address)) in self._hosts

    def new_address(self, address: str) -> str:
        """Where ``address`` leads now; itself when it was never the site's."""
        plain = _without_photon(address.strip())
        if not _ABSOLUTE.match(plain) and not plain.startswith("/"):
            return address
        if file := self._file(plain):
            return file
        if _ABSOLUTE.match(plain) and _host(plain) not in self._hosts:
            return address
        return self._local_path(plain)

    def _file(self, address: str) -> str | None:
        """The known file at ``address``, or the address here of another size of a known one."""
        asked = _key(address)
        if asked in self._files:
            return self._files[asked]
        whole = _VARIANT.sub("", asked)
        for known in (whole, _ENDING.sub("-scaled", whole, count=1)):
            if known in self._files:
                new = self._files[known]
                same_name = new.rsplit("/", 1)[-1] == known.rsplit("/", 1)[-1]
                return new.rsplit("/", 1)[0] + "/" + asked.rsplit("/", 1)[-1] if same_name else new
        return None

    def _local_path(self, address: str) -> str:
        parts = urlsplit(address)
        path = parts.path or "/"
        if _host(address).endswith(".files.wordpress.com") and not path.startswith(_UPLOADS):
            path = _UPLOADS + path.lstrip("/")
        if self._folder and (path == self._folder or path.startswith(self._folder + "/")):
            path = path[len(self._folder) :] or "/"
        query = "" if _UPLOADS in path and _asks_for_size(parts.query) else parts.query
        path = "/" + path.lstrip("/")  # two slashes at the beginning would be a host
        return path + (f"?{query}" if query else "") + (f"#{parts.fragment}" if parts.fragment else "")


def rewrite_addresses(html: str, book: AddressBook) -> str:
    """``html`` (cleaned) with every address that was the old site's led to where it is now."""

    def change(name: str, value: str) -> str:
        if name != "srcset":
            return book.new_address(value)
        candidates = (part.strip().partition(" ") for part in _SPLIT_SRCSET.split(value))
        return ", ".join(f"{book.new_address(url)}{space}{size}" for url, space, size in candidates)

    return change_attribute(html, _ATTRIBUTES, change) if "/" in html else html


def _without_photon(address: str) -> str:
    """The address of the picture itself behind WordPress.com's resizing hosts."""
    found = _PHOTON.match(address)
    return f"https://{found['rest']}" if found else address


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc.lower().removeprefix("www.") if _ABSOLUTE.match(address) else ""
    except ValueError:  # a bracket that is no IPv6 address
        return ""


def _key(address: str) -> str:
    """A file's address without scheme, query and the ways to write the same thing."""
    bare = _ABSOLUTE.sub("", address.split("#", 1)[0].split("?", 1)[0])
    host, _, path = bare.partition("/")
    return f"{host.lower().removeprefix('www.')}/{unquote(path)}"


def _asks_for_size(query: str) -> bool:
    return all(part.partition("=")[0] in _SIZE_NAMES for part in query.split("&"))
