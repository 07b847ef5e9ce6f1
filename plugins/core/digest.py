"""Digests: short names for contents. Two things with the same digest are taken to be the same."""

from __future__ import annotations

from hashlib import blake2b

SIZE = 16
"""Bytes of a digest: the chance that two of a million differ and agree is below 1 in 10**26."""


_OF_NOTHING = blake2b(digest_size=SIZE).digest()


def digest(*parts: bytes | str) -> bytes:
    """A digest of `parts` in their order; where one ends and the next begins counts (BLAKE2b, RFC 7693)."""
    if not parts:
        return _OF_NOTHING
    total = blake2b(digest_size=SIZE)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        total.update(b"%d:" % len(data))
        total.update(data)
    return total.digest()
