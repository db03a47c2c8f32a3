"""Which network address a request came from, and which addresses count as one."""

import ipaddress


def sender_address(remote: str, forwarded_for: str, proxies: int) -> str:
    """The address of whoever sent a request, or nothing where it cannot be read.

    ``proxies`` stand in front and each adds the address it was asked from to ``X-Forwarded-For``: with two of them the
    second from the right is the sender's. What stands further left anybody may have written.
    """
    chain = [part.strip() for part in forwarded_for.split(",") if part.strip()] if proxies else []
    found = chain[-min(proxies, len(chain))] if chain else remote
    found = found.removeprefix("[").partition("]")[0] if found.startswith("[") else found
    try:
        address = ipaddress.ip_address(found.partition("%")[0])
    except ValueError:
        return ""
    mapped = getattr(address, "ipv4_mapped", None)
    return str(mapped or address)


def counted_network(address: str) -> str:
    """What is counted as one sender: an IPv4 address, or the /64 that one household has of IPv6.

    Nothing for what is no address.

    >>> counted_network("192.0.2.7"), counted_network("2001:db8::7"), counted_network("::ffff:192.0.2.7")
    ('192.0.2.7', '2001:db8::/64', '192.0.2.7')
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    found = getattr(found, "ipv4_mapped", None) or found
    return str(found) if found.version == 4 else str(ipaddress.ip_network(f"{found}/64", strict=False))
