"""The gist of a text: the words that it uses most, as small numbers that two texts can be compared by.

What is rare among all articles is not known while one is prepared, so that nothing else bears on a gist; it is weighed
later, when all are there (`plugins/ladder/weights.py`). Longer words are taken first, since they are rarer in every
language with an alphabet. A text without spaces between its words has no gist.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from zlib import crc32

MOST = 12
"""Words of one gist."""
_STEM = 7
"""Letters by which a word is known: "measured" and "measurement" are one word then, as good stemmers have it for most
European languages (McNamee and Mayfield, Character N-Gram Tokenization, 2004), without a list for each."""
_SHORTEST = 5
_LOOKED_AT = 48
"""Words with what stands around them (commas, a capital) that are looked at: all would cost twice as much."""
_AROUND = ".,;:!?…()[]{}<>\"'“”„‘’«»*_`–—-/|"


def gist(words: Iterable[str], named: str = "") -> bytes:
    """The gist of a text's words, as `str.split` gives them; one that stands there once only tells nothing.

    named: what the article says of itself (title, summary), each word of which counts twice more. Four bytes a word,
    little-endian, the weightiest first; the same for the same words in any order.
    """
    counts = Counter(words)
    counts.update(2 * named.split())
    often = [(count * len(word), word) for word, count in counts.items() if count > 1 and len(word) >= _SHORTEST]
    often.sort(reverse=True)
    found: dict[str, int] = {}
    for weight, word in often[:_LOOKED_AT]:
        stem = _stem(word)
        if stem is not None:
            found[stem] = found.get(stem, 0) - weight
    ranked = sorted(zip(found.values(), found, strict=True))
    return b"".join([_number(stem) for _, stem in ranked[:MOST]])


@lru_cache(maxsize=10_000)
def _stem(word: str) -> str | None:
    """What a word is known by, None where it is none; articles of a house have most of their words in common."""
    bare = word.strip(_AROUND)
    return bare.casefold().rstrip("s")[:_STEM] if len(bare) >= _SHORTEST and bare.isalpha() else None


@lru_cache(maxsize=10_000)
def _number(stem: str) -> bytes:
    return crc32(stem.encode()).to_bytes(4, "little")


def terms(found: bytes) -> array[int]:
    """The words of a gist as numbers. Two words have the same number about once in four thousand millions."""
    numbers = array("I")
    numbers.frombytes(found)
    return numbers
