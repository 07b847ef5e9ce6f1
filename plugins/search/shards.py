"""The published posts in shards: each becomes an index of its own, so that one edited post costs one of them.

Pagefind's script asks several indexes as if they were one (`mergeIndex`, pagefind.app/docs/multisite). How many there
are follows from the number of posts, and which one a post is in from its id: nothing depends on what was before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from plugins.core.digest import digest
from plugins.core.post import Post
from plugins.core.records import dataclass
from plugins.core.site import Site
from plugins.core.text import slugify
from plugins.search.documents import key_of

FEW = 75
"""Posts that one index may have before there are two: Pagefind takes 2 to 3 ms for each, so that one index is done when
all else is that an edited post asks for."""
MOST = 32
"""Indexes of one language: a reader's first search asks three small files of each."""
FOLDER = "search"


@dataclass(frozen=True, slots=True)
class Shard:
    """One index. folder: below the output folder; language: of its posts (BCP 47); leads: whether it is the first of
    its language; key: the digest of all that is searched in it; posts: newest first."""

    folder: str
    language: str
    leads: bool
    key: bytes
    posts: tuple[Post, ...]


def shards(posts: Iterable[Post], site: Site) -> list[Shard]:
    """The shards of all `posts`: those in the site's language first, then the others by its tag."""
    spoken: dict[str, list[Post]] = {}
    for post in posts:
        spoken.setdefault(post.lang, []).append(post)
    order = sorted(spoken, key=lambda language: (language != site.language, language))
    return [shard for language in order for shard in _of_language(language, spoken[language], site)]


def many(posts: int) -> int:
    """How many shards so many posts of one language make: a power of two."""
    count = 1
    while count < MOST and posts > count * FEW:
        count *= 2
    return count


def _of_language(language: str, posts: Sequence[Post], site: Site) -> list[Shard]:
    parts: list[list[Post]] = [[] for _ in range(many(len(posts)))]
    for post in posts:
        parts[digest(post.id)[0] % len(parts)].append(post)
    return [_shard(language, number, part, site) for number, part in enumerate(parts) if part or not number]


def _shard(language: str, number: int, posts: list[Post], site: Site) -> Shard:
    key = digest(_code(), language, *(key_of(post, site) for post in posts))
    return Shard(f"{FOLDER}/{slugify(language)}-{number}", language, number == 0, key, tuple(posts))


@lru_cache(maxsize=1)
def _code() -> bytes:
    """The digest of the code that makes an index."""
    return digest(*(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py"))))
