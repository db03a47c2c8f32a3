"""What a comment has in common with others: name, e-mail, network address, network, domains that it links to.

Each trait is kept as a number made of its kind and value, so that the desk finds all comments of a network as fast
among a million as among ten, and no second copy of anybody's address lies about.
"""

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass

from coranto.core.short_digests import short_digest
from coranto.spam.links import domain_of, find_domains

NAME, EMAIL, ADDRESS, NETWORK, DOMAIN = KINDS = ("name", "email", "address", "network", "domain")
MOST_DOMAINS = 12
"""A comment that links to more places than this is found by the first ones."""


@dataclass(frozen=True, slots=True)
class Trait:
    """One thing by which a comment is found; ``value`` is folded."""

    kind: str
    value: str

    @property
    def key(self) -> int:
        """63 bits: two different traits never share them in practice."""
        return int(short_digest("trait", self.kind, self.value), 16) >> 1


def traits_of(*, name: str, email: str, address: str | None, text: str, url: str) -> list[Trait]:
    """All traits of a comment, in the order of :data:`KINDS`, each once."""
    given = [
        (NAME, folded(name)),
        (EMAIL, folded(email)),
        (ADDRESS, address or ""),
        (NETWORK, network_around(address or "")),
        *((DOMAIN, domain) for domain in linked_domains(text, url)),
    ]
    return [Trait(kind, value) for kind, value in given if value]


def folded(text: str) -> str:
    """A name or e-mail address as it is compared: case and double spaces make no difference."""
    return " ".join(text.split()).casefold()


def network_around(address: str) -> str:
    """The network that an address stands in: the /24 of IPv4, the /48 of IPv6; nothing for what is no address.

    >>> network_around("192.0.2.7"), network_around("2001:db8:1:2::7")
    ('192.0.2.0/24', '2001:db8:1::/48')
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if found.version == 4:
        return f"{str(found).rpartition('.')[0]}.0/24"
    return str(ipaddress.ip_network(f"{found}/48", strict=False))


def linked_domains(text: str, url: str) -> Sequence[str]:
    """The registered domains that a text and the writer's website lead to."""
    found = dict.fromkeys(find_domains(text))
    if url and (own := domain_of(url)):
        found.setdefault(own)
    return list(found)[:MOST_DOMAINS]


def sought(kind: str, typed: str) -> Trait | None:
    """The trait that somebody typed or followed a link to; nothing where it makes no sense.

    A network may be given by any address in it, or with a prefix: only the /24 and the /48 are kept.
    """
    value = folded(typed)[:500]
    if kind == DOMAIN:
        value = domain_of(value)
    elif kind == NETWORK:
        value = network_around(value.partition("/")[0])
    elif kind == ADDRESS:
        try:
            value = str(ipaddress.ip_address(value))
        except ValueError:
            value = ""
    return Trait(kind, value) if value and kind in KINDS else None
