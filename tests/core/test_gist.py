from __future__ import annotations

from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.gist import MOST, gist, terms


def _numbers(*stems: str) -> list[int]:
    return [crc32(stem.encode()) for stem in stems]


def _gist(text: str, named: str = "") -> list[int]:
    return list(terms(gist(text.split(), named)))


@pytest.mark.parametrize(
    ("text", "stems"),
    [
        ("", []),
        ("Every word stands here once only.", []),
        ("supplier supplier", ["supplie"]),
        ("Supplier, and “suppliers”: our supplier. Suppliers", []),  # each spelling once
        ("Supplier Supplier, supplier supplier", ["supplie"]),
        ("tender tender measured measured measurement measurement", ["measure", "tender"]),
        ("a a a a of of of of that that that that", []),  # short
        ("C++11 C++11 buyer's buyer's 20,000 20,000 https://a.example https://a.example", []),
        ("Überblick Überblick ČERNÝ ČERNÝ", ["überbli", "černý"]),
        ("tender tender tender contract contract", ["tender", "contrac"]),  # 18 letters before 16
        ("日本語の文章 日本語の文章", ["日本語の文章"]),
    ],
)
def test_the_words_that_a_text_uses_most(text, stems):
    assert _gist(text) == _numbers(*stems)


def test_what_an_article_says_of_itself_counts_twice_more():
    assert _gist("tender tender tender contract", "The contract") == _numbers("contrac", "tender")
    assert _gist("", "The contract") == _numbers("contrac")


def test_a_gist_is_small_whatever_the_text():
    words = [f"word{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(300) for _ in range(2)]
    assert len(gist(words)) == 4 * MOST


@given(
    st.lists(st.sampled_from("tender contract auditor supplier suppliers Supplier, it's".split()), max_size=30),
    st.randoms(),
)
def test_the_order_of_the_words_counts_for_nothing(words, chance):
    shuffled = list(words)
    chance.shuffle(shuffled)
    assert gist(words) == gist(shuffled)


@given(st.text(), st.text())
def test_any_text_has_a_gist_without_repeats(text, named):
    found = _gist(text, named)
    assert len(found) == len(set(found)) <= MOST
