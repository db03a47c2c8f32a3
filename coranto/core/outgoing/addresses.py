"""Which addresses this machine may be sent to fetch: public web servers, and nothing inside its own network.

Addresses come from strangers (a comment's link, an export, a redirect), so a fetch could be aimed at the machine's own
services or at the metadata server of a cloud. A name is resolved once, what it resolves to is checked, and the
connection is made to exactly that; a second answer of the name server can change nothing (DNS rebinding).
"""

import ipaddress
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from coranto.core.errors import PlainError

SAFE_IN_PATH = "/%:=&~+!$,;'@()*[]|"
Resolve = Callable[[str, int], list[tuple[int, str]]]  # host and port to (family, address)
_INSIDE = {"loopback", "private", "shared"}  # what ``allow_private`` allows

# IANA's registries of special-purpose addresses (RFC 6890 and later), each with a word for the message.
_SPECIAL = [
    (ipaddress.ip_network(network), word)
    for network, word in (
        ("0.0.0.0/8", "reserved"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "shared"),  # carrier-grade NAT, RFC 6598
        ("127.0.0.0/8", "loopback"),
        ("169.254.0.0/16", "link-local"),  # cloud metadata lives here
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "reserved"),
        ("192.0.2.0/24", "reserved"),
        ("192.88.99.0/24", "reserved"),
        ("192.168.0.0/16", "private"),
        ("198.18.0.0/15", "reserved"),
        ("198.51.100.0/24", "reserved"),
        ("203.0.113.0/24", "reserved"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
        ("::1/128", "loopback"),
        ("::ffff:0:0/96", "IPv4-mapped"),
        ("64:ff9b::/96", "NAT64"),
        ("64:ff9b:1::/48", "NAT64"),
        ("2001::/23", "reserved"),  # Teredo among them
        ("2001:db8::/32", "reserved"),
        ("2002::/16", "reserved"),  # 6to4: holds any IPv4 address
        ("3fff::/20", "reserved"),
        ("fc00::/7", "private"),
        ("fe80::/10", "link-local"),
        ("ff00::/8", "multicast"),
    )
]
_PUBLIC_6 = ipaddress.ip_network("2000::/3")  # all that has been given out


class FetchError(PlainError):
    """Something could not be fetched. ``str(error)`` is one line.

    ``status`` is the HTTP status if the server gave one, ``retry_after`` the seconds it asked to wait, ``passing`` says
    that trying again later may help.
    """

    def __init__(
        self, reason: str, *, status: int | None = None, retry_after: float | None = None, passing: bool = False
    ) -> None:
        super().__init__(reason)
        self.status = status
        self.retry_after = retry_after
        self.passing = passing


class RefusedAddressError(FetchError):
    """The address is not one to fetch from: not the web, or not public."""


class Target(NamedTuple):
    """A checked address: ``host`` in ASCII, ``path`` with the query, encoded."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def url(self) -> str:
        """Return the address written out."""
        usual = self.port == (443 if self.scheme == "https" else 80)
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}{'' if usual else f':{self.port}'}{self.path}"


def parse_target(url: str, *, allow_private: bool = False) -> Target:
    """Return the parts of a web address. Raise RefusedAddressError when it is none, or asks for an odd port.

    Ports below 1024 other than 80 and 443 belong to other protocols, and are refused unless ``allow_private``.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as error:
        raise RefusedAddressError(f"{url[:200]!r} is not a web address") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise RefusedAddressError(f"{url[:200]!r} is not a web address (http or https)")
    if parts.username is not None or parts.password is not None:
        raise RefusedAddressError(f"the address of {parts.hostname} holds a name or password; take it out")
    port = port if port is not None else {"http": 80, "https": 443}[parts.scheme]
    if port not in (80, 443) and port < 1024 and not allow_private:
        raise RefusedAddressError(f"port {port} of {parts.hostname} is not one of the web")
    path = quote(parts.path or "/", safe=SAFE_IN_PATH) + (
        f"?{quote(parts.query, safe=SAFE_IN_PATH + '?')}" if parts.query else ""
    )
    return Target(parts.scheme, _ascii_host(parts.hostname), port, path)


def redirected(target: Target, location: str) -> str:
    """Return where a ``Location`` header leads. Headers are Latin-1 to Python; servers that send more mean UTF-8."""
    with suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    try:
        return urljoin(target.url, location.strip())
    except ValueError as error:
        raise RefusedAddressError(
            f"{target.host} redirects to {location[:200]!r}, which is not a web address"
        ) from error


def resolve(host: str, port: int) -> list[tuple[int, str]]:
    """Return the addresses of a host as the system's resolver gives them. Raise FetchError when it has none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        unsure = isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN
        raise FetchError(f"the host {host} was not found", passing=unsure) from error
    return list(dict.fromkeys((family, str(address[0])) for family, _, _, _, address in found))


def public_addresses(
    target: Target, *, allow_private: bool = False, resolver: Resolve = resolve
) -> list[tuple[int, str]]:
    """Resolve a host once and return those of its addresses that may be fetched from.

    Raise RefusedAddressError when there is none. ``allow_private`` lets through loopback, private and shared ones, for
    tests and for sites that are known to be inside; never link-local ones.
    """
    refused = ""
    allowed = []
    for family, address in resolver(target.host, target.port):
        kind = kind_of_address(address)
        if not kind or (allow_private and kind in _INSIDE):
            allowed.append((family, address))
        else:
            refused = f"{target.host} is at {address}, a {kind} address; such are not fetched from"
    if not allowed:
        raise RefusedAddressError(refused or f"the host {target.host} was not found")
    return allowed


def kind_of_address(address: str) -> str:
    """Return ``""`` for a public IP address, else a word for what it is: ``private``, ``link-local``…"""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "malformed"
    for network, word in _SPECIAL:
        if ip.version == network.version and ip in network:
            return word
    return "" if ip.version == 4 or ip in _PUBLIC_6 else "reserved"


def _ascii_host(host: str) -> str:
    if ":" in host:  # IPv6
        if kind_of_address(host) == "malformed" or "%" in host:
            raise RefusedAddressError(f"{host!r} is not an address of a host")
        return host
    try:
        ascii_host = host.encode("ascii").decode() if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise RefusedAddressError(f"{host[:100]!r} is not the name of a host") from error
    if not all(character.isalnum() or character in "-._" for character in ascii_host):
        raise RefusedAddressError(f"{host[:100]!r} is not the name of a host")
    return ascii_host.lower()
