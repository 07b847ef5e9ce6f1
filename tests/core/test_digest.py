from __future__ import annotations

from hashlib import blake2b

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.digest import SIZE, digest

PARTS = st.lists(st.binary(max_size=6) | st.text(max_size=6), max_size=5)


@given(PARTS, PARTS)
def test_digests_are_the_same_where_the_parts_are(one: list[bytes | str], other: list[bytes | str]) -> None:
    assert len(digest(*one)) == SIZE
    assert (digest(*one) == digest(*other)) is (one == other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ab",), ("a", "b")),
        (("a", "b"), ("b", "a")),
        (("a", ""), ("a",)),
        (("",), ()),
        (("1:a",), ("a",)),
        (("a1:b",), ("a", "b")),
        (("3:abc",), ("abc",)),
        ((b"\0",), ("",)),
    ],
)
def test_where_a_part_ends_and_the_next_begins_counts(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert digest(*one) != digest(*other)


@pytest.mark.parametrize("more", [(), (b"\0",)])
def test_half_a_character_does_no_harm(more: tuple[bytes, ...]) -> None:
    """A file name that is no UTF-8 has lone surrogates (PEP 383)."""
    assert digest("a\udce9.md", *more) != digest("a\udce8.md", *more)


def test_it_is_the_digest_that_the_rfc_names() -> None:
    """RFC 7693 with 16 bytes: the same on every machine, so that what is kept there is good here."""
    text, data = b"u\3\0\0\0abc", b"s\1\0\0\0\xff"
    assert digest("abc", b"\xff") == blake2b(b"(\2\0\0\0" + text + data, digest_size=16).digest()
    assert digest(b"abc") == blake2b(b"3:abc", digest_size=16).digest()
    assert digest() == blake2b(digest_size=16).digest() != digest(b"")
