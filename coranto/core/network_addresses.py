"""Which network address a request came from."""

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
