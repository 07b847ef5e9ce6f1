from __future__ import annotations

import re

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from plugins.core import text as core
from plugins.share.alike import ECHO, LINK, echoes, likeness, sentences

ECHOES = [
    ("Nobody can say whether it worked. It costs, and nobody can say whether it worked.", True),
    ("Go under their own names. Where do they talk under THEIR own names?", True),
    ("Give them nothing to talk about and they will find nothing to talk about.", False),
    ("A stage is a price. A stage is also a price.", False),
    ("Why? Why?", False),
    ("", False),
]


@pytest.mark.parametrize(("text", "found"), ECHOES)
def test_echoes(text: str, found: bool) -> None:
    assert echoes(text) is found


ALIKE = [
    ("Which post?", "which POST", True),
    ("Which post?\n\nhttps://a.example/1 #Tag", "Which post? https://b.example/2", True),
    ("Which post?", "Which posts?", False),
    ("Why?", "Why 🎉", False),
]


@pytest.mark.parametrize(("one", "other", "alike"), ALIKE)
def test_likeness(one: str, other: str, alike: bool) -> None:
    assert (likeness(one) == likeness(other)) is alike


PIECES = st.sampled_from(
    ["https://a.example/b?c=d", "HTTPS://A.example", "#Tag", "＃タグ", "“so”", "it’s – on", "a…", "購買。", "e\u0301",
     "Straße", "R&D", "C++", "€5", "a_b", LINK, "one two three four.", "Why? One two three four five!",
     "\t", "\x1c", "\n", "two three four\n\nfive", "one two three.\nfour", "four)", "three four!”  \n one two"]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=10), max_size=10).map(" ".join)


def words_of(text: str) -> list[str]:
    """What likeness is made of, by the rule alone."""
    bare = re.sub(r"(?i)https?://\S+|[#＃]\w+", " ", text.replace(LINK, " "))
    return regex.findall(r"[\p{L}\p{M}\p{N}\p{S}]+", bare.casefold())


@given(TEXTS)
def test_likeness_is_letters_marks_numbers_and_symbols(text: str) -> None:
    assert likeness(text) == " ".join(words_of(text))


def test_each_sign_keeps_words_together_or_apart() -> None:
    for sign in [*map(chr, range(1, 0x250)), *"‘’“”„–—…‹›€™"]:
        assert likeness(f"a {sign} b{sign}c") == " ".join(words_of(f"a {sign} b{sign}c"))


@given(TEXTS)
def test_an_echo_is_a_run_of_words_in_two_sentences(text: str) -> None:
    heard = [words_of(sentence) for sentence in core.sentences(text)]
    runs = [{tuple(words[i : i + ECHO]) for i in range(len(words) - ECHO + 1)} for words in heard]
    assert echoes(text) is any(one & other for i, one in enumerate(runs) for other in runs[:i])


def test_sentences_come_with_what_makes_them_the_same() -> None:
    assert sentences("Why now? WHY NOW! …") == (("Why now?", "why now"), ("WHY NOW!", "why now"), ("…", "…"))
