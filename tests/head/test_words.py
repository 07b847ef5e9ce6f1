"""Titles and descriptions: what is shown, and never cut inside a grapheme or a word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.links import has_utm
from plugins.core.post import Term
from plugins.core.text import graphemes
from plugins.head.words import clean, clip, described, in_general, titled
from tests.factories import a_site

CUTS = [
    ("as short as it is", "Short.", 20, "Short."),
    ("white space is one space", " Two\n  lines ", 20, "Two lines"),
    ("exactly as long", "12345 7890", 10, "12345 7890"),
    ("after a word", "Why the logic between posts", 15, "Why the logic…"),
    ("a word that just ends there", "Why the logic between", 13, "Why the…"),
    ("no comma before the dots", "One thing, and another one", 12, "One thing…"),
    ("endless words inside", "営業と合意した段階は誰のものか", 6, "営業と合意…"),
    ("a family is never split", "👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧", 8, "👨‍👩‍👧…"),
]


@pytest.mark.parametrize(("text", "limit", "expected"), [c[1:] for c in CUTS], ids=[c[0] for c in CUTS])
def test_clip(text: str, limit: int, expected: str) -> None:
    assert clip(text, limit) == expected


@given(st.text(max_size=400), st.integers(20, 160))
def test_clip_fits_and_keeps_whole_graphemes(text: str, limit: int) -> None:
    cut, line = clip(text, limit), " ".join(text.split())
    assert len(cut) <= limit
    if cut != line:
        kept = graphemes(cut.removesuffix("…"))
        assert cut.endswith("…")
        assert kept == graphemes(line)[: len(kept)]


CLEANED = [
    ("https://a.example/x", "https://a.example/x"),
    ("https://a.example/x?utm_source=x", "https://a.example/x"),
    ("https://a.example/x?a=1&utm_source=x&b=%20#y", "https://a.example/x?a=1&b=%20#y"),
    ("https://a.example/x?%75tm_id=1&b", "https://a.example/x?b"),
    ("https://a.example/x?", "https://a.example/x?"),
    ("https://a.example/#?utm_source=x", "https://a.example/#?utm_source=x"),
]


@pytest.mark.parametrize(("url", "expected"), CLEANED)
def test_clean(url: str, expected: str) -> None:
    assert clean(url) == expected
    assert not has_utm(clean(url))


def test_titled() -> None:
    site = a_site()
    assert titled(site, "About") == "About · The Waypost"
    assert titled(site, "The Waypost", "Ideas") == "The Waypost · Ideas"
    assert titled(site, "The Waypost") == "The Waypost"


def test_descriptions_of_last_resort_differ_by_kind() -> None:
    site = a_site(description="For those who sell ideas.")
    tag, category = Term("tag", "a", "Pricing", "/tags/a/"), Term("category", "a", "Pricing", "/categories/a/")
    assert in_general(site) == "For those who sell ideas."
    assert in_general(site, "Archive") == "Archive · For those who sell ideas."
    assert in_general(site, "Pricing", tag) == "Tags: Pricing · For those who sell ideas."
    assert in_general(site, "Pricing", category) != in_general(site, "Pricing", tag)


def test_descriptions_of_later_pages_differ_and_still_fit() -> None:
    site = a_site(texts={"page_n": "Seite {n}"})
    second = described(site, "word " * 60, 2)
    assert second.endswith("… · Seite 2")
    assert len(second) <= 160
    assert described(site, "word " * 60) != second
