"""Short digests of several values: to recognise a thing that was seen before, not to keep a secret."""

from hashlib import blake2b


def short_digest(*parts: object, size: int = 8) -> str:
    """``2 * size`` hexadecimal digits, the same on every machine; ``("a", "bc")`` and ``("ab", "c")`` differ."""
    state = blake2b(digest_size=size)
    for part in parts:
        raw = str(part).encode("utf-8", "surrogatepass")
        state.update(b"%d:" % len(raw))
        state.update(raw)
    return state.hexdigest()
