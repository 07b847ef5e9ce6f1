from __future__ import annotations

from hashlib import blake2b

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.digest import SIZE, digest

PARTS = st.lists(st.binary(max_size=6) | st.text(max_size=6), max_size=5)


def told(part: bytes | str) -> bytes:
    return part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part


@given(PARTS, PARTS)
def test_digests_are_the_same_where_the_parts_are(one: list[bytes | str], other: list[bytes | str]) -> None:
    assert len(digest(*one)) == SIZE
    assert (digest(*one) == digest(*other)) is ([*map(told, one)] == [*map(told, other)])


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


def test_text_is_its_utf_8_and_half_a_character_does_no_harm() -> None:
    """A file name that is no UTF-8 has lone surrogates (PEP 383)."""
    assert digest("ü") == digest("ü".encode())
    assert digest("a\udce9.md") != digest("a\udce8.md")


def test_it_is_the_digest_that_the_rfc_names() -> None:
    """RFC 7693 with 16 bytes: the same on every machine, so that what is kept there is good here."""
    assert digest("abc", b"") == blake2b(b"3:abc0:", digest_size=16).digest()
    assert digest() == blake2b(digest_size=16).digest() != digest(b"")
