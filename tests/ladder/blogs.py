"""Small blogs for the ladder: posts with tags of one letter, and gists of words that are named."""

from __future__ import annotations

import datetime as dt
from zlib import crc32

from hypothesis import strategies as st

from plugins.core.post import Post, Term
from tests.factories import STAGES, a_post, a_stage

ORDER = list(STAGES)


def term(kind: str, key: str) -> Term:
    return Term(kind, key, key.upper(), f"/{kind}/{key}/")  # type: ignore[arg-type]


def gist_of(*words: str) -> bytes:
    return b"".join(crc32(word.encode()).to_bytes(4, "little") for word in words)


def numbered(n: int, stage: str | None, letters: str = "", words: str = "", **parts) -> Post:
    """Post number n, one day younger than the one before, with tags of one letter each, and a gist."""
    base = {
        "id": f"post{n:04}",
        "slug": f"p{n}",
        "date": dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + dt.timedelta(days=n),
        "stage": a_stage(stage) if stage else None,
        "audiences": (),
        "industries": (),
        "tags": tuple(term("tag", letter) for letter in letters),
        "gist": gist_of(*words.split()),
    }
    return a_post(**{**base, **parts})


_LETTERS = st.lists(st.sampled_from("abcdef"), unique=True, max_size=4).map("".join)
_WORDS = st.lists(st.sampled_from("one two three four five six seven eight".split()), unique=True, max_size=6)
_POST = st.tuples(
    st.sampled_from([*ORDER, None]),
    _LETTERS,
    _WORDS.map(" ".join),
    st.sampled_from(["published", "published", "published", "draft", "scheduled", "hidden"]),
    st.sampled_from([(), (term("audience", "a"),), (term("audience", "b"), term("audience", "a"))]),
)


def blogs(most: int = 20) -> st.SearchStrategy[list[Post]]:
    """Posts of any stage and status, oldest first."""
    return st.lists(_POST, max_size=most).map(
        lambda specs: [
            numbered(n, stage, tags, words, status=status, audiences=audiences)
            for n, (stage, tags, words, status, audiences) in enumerate(specs)
        ]
    )
