"""All published posts, arranged so that one is held against all others in a handful of operations.

A set of posts is an integer, bit 0 the newest. What each post shares with one of them is added up for all at once, as a
circuit adds: the sums stand across integers, digit n being the set of posts with bit n in their sum.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plugins.core.post import Post, Term
from plugins.core.records import dataclass
from plugins.ladder.weights import Key, about, exponent, keys_of

_SPARSE = 256
"""A set of fewer than one in so many posts is made each time it is asked for: it is soon made, and there are many."""


@dataclass(frozen=True, slots=True)
class Near:
    """A post near another. total: the weights of what they share; fits: whether that is a track or topic too."""

    post: Post
    total: int
    fits: bool


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What all posts share with one. own: the set of that one, where it is among them; fitting: those that share a
    track or topic with it; digits: of the sums."""

    posts: Sequence[Post]
    own: int
    fitting: int
    digits: Sequence[int]

    def among(self, wanted: int) -> Iterator[Near]:
        """The others of a set, nearest first: those that share a track or topic before those that do not, of them those
        that share most, of equals the newest."""
        others = wanted & ~self.own
        yield from self._ranked(others & self.fitting, True)
        yield from self._ranked(others & ~self.fitting, False)

    def _ranked(self, rest: int, fits: bool) -> Iterator[Near]:
        digits = self.digits
        while rest:
            best, total = rest, 0
            for place in range(len(digits) - 1, -1, -1):
                higher = best & digits[place]
                if higher:
                    best, total = higher, total | 1 << place
            newest = best & -best
            rest ^= newest
            yield Near(self.posts[newest.bit_length() - 1], total, fits)


class Likeness:
    """posts: newest first."""

    def __init__(self, posts: Sequence[Post]) -> None:
        self.posts = posts
        self.places = {post.id: place for place, post in enumerate(posts)}
        self._having: dict[Key, list[int]] = {}
        self._sets: dict[Key, int] = {}
        self._weights: dict[Key, int] = {}
        self._keys = [keys_of(post) for post in posts]
        having = self._having
        for place, keys in enumerate(self._keys):
            for key in keys:
                if key in having:
                    having[key].append(place)
                else:
                    having[key] = [place]

    def of(self, post: Post) -> Neighbours:
        """A post held against all others."""
        fitting, digits = self._sums(post)
        own = 1 << self.places[post.id] if post.id in self.places else 0
        return Neighbours(self.posts, own, fitting, digits)

    def shared(self, post: Post, other: Post) -> list[Term]:
        """The terms of `post` that both have, the most telling first."""
        keys = {(term.kind, term.key) for term in about(other)}
        found = [term for term in about(post) if (term.kind, term.key) in keys]
        return sorted(found, key=lambda term: -self._weight((term.kind, term.key)))

    def set_of(self, places: Sequence[int]) -> int:
        """The posts at these places."""
        marks = bytearray(len(self.posts) // 8 + 1)
        for place in places:
            marks[place >> 3] |= 1 << (place & 7)
        return int.from_bytes(marks, "little")

    def _sums(self, post: Post) -> tuple[int, list[int]]:
        """The posts that share a track or topic with one, and what each shares with it."""
        place = self.places.get(post.id)
        keys, fitting = keys_of(post) if place is None else self._keys[place], 0
        digits = [0] * (len(keys).bit_length() + 10)
        for key in keys:
            carry = self._holding(key)
            if not isinstance(key, int):
                fitting |= carry
            place = self._weight(key)
            while carry:
                here = digits[place]
                digits[place] = here ^ carry
                carry &= here
                place += 1
        while digits and not digits[-1]:
            digits.pop()
        return fitting, digits

    def _holding(self, key: Key) -> int:
        """The posts that have a key; none where at most one has, or where it tells nothing."""
        known = self._sets.get(key)
        if known is not None:
            return known
        places = self._having.get(key, ())
        found = self.set_of(places) if len(places) > 1 and self._weight(key) >= 0 else 0
        if not found or len(places) * _SPARSE > len(self.posts):
            self._sets[key] = found
        return found

    def _weight(self, key: Key) -> int:
        known = self._weights.get(key)
        if known is None:
            self._weights[key] = known = exponent(key, len(self.posts), len(self._having.get(key, ())))
        return known
