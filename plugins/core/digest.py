"""Digests: short names for contents. Two things with the same digest are taken to be the same."""

from __future__ import annotations

from hashlib import blake2b
from marshal import dumps

SIZE = 16
"""Bytes of a digest: the chance that two of a million differ and agree is below 1 in 10**26."""
_FORM = 2
"""Of marshal: the same in every Python for text and bytes, before which stands how long they are."""
_OF_NOTHING = blake2b(digest_size=SIZE).digest()


def digest(*parts: bytes | str) -> bytes:
    """A digest of `parts` in their order (BLAKE2b, RFC 7693). Where one ends and the next begins counts, and whether it
    is text."""
    if not parts:
        return _OF_NOTHING
    if len(parts) == 1 and isinstance(parts[0], bytes):  # a file, of which no copy is made
        total = blake2b(b"%d:" % len(parts[0]), digest_size=SIZE)
        total.update(parts[0])
        return total.digest()
    return blake2b(dumps(parts, _FORM), digest_size=SIZE).digest()
