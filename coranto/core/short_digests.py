"""Short digests of several values: to recognise a thing that was seen before, not to keep a secret."""

from hashlib import blake2b


def short_digest(*parts: object, size: int = 8) -> str:
    """``2 * size`` hexadecimal digits, the same on every machine; ``("a", "bc")`` and ``("ab", "c")`` differ."""
    raws = [str(part).encode("utf-8", "surrogatepass") for part in parts]
    return blake2b(b"".join([b"%d:%b" % (len(raw), raw) for raw in raws]), digest_size=size).hexdigest()
