"""What posts may share, and how much it tells: the more, the fewer posts have it.

That is the inverse document frequency, log2(N/n) (Spärck Jones, 1972). A weight is a power of two near it: sums of
whole numbers are the same on every machine and quickly added, and the edit of one text moves hardly any weight, so that
the pages of other posts stay as they are. The term frequency has had its say before: a post's gist holds the words that
it uses most (`plugins/core/gist.py`).
"""

from __future__ import annotations

from plugins.core.gist import terms as words_of
from plugins.core.post import Post, Term

Key = tuple[str, str] | int
"""A term, by kind and key, or a word of a gist."""
_STRONGER = {"series": 4, "tag": 2, "industry": 2, "audience": 1, "category": 1}
"""Kind of term → how many times twice what a word as rare says: a writer chose it to say what the post is about."""


def about(post: Post) -> list[Term]:
    """What a post is about, what says most to a reader first: its series, tags, tracks, category."""
    series, category = ([term] if term else [] for term in (post.series, post.category))
    return [*series, *post.tags, *post.industries, *post.audiences, *category]


def keys_of(post: Post) -> list[Key]:
    """All that a post may share with others, its terms first."""
    return [*((term.kind, term.key) for term in about(post)), *words_of(post.gist)]


def exponent(key: Key, total: int, holders: int) -> int:
    """n, where 2**n is the weight of a key that `holders` of `total` posts have; -1 for a word that most posts have.

    1, 2, 4, 8 for a word that one in 2, 4, 16, 256 has.
    """
    rarity = (total // max(1, holders)).bit_length() - 1
    if isinstance(key, int):
        return rarity.bit_length() - 1
    return _STRONGER[key[0]] + max(0, rarity.bit_length() - 1)
