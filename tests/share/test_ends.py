from __future__ import annotations

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.core.text import graphemes
from plugins.share import ends
from plugins.share.ends import Ends, ends_of, may_have_url

PARTS = st.sampled_from(
    ["word ", "End. Next ", "e.g. ", "Dr. ", "“so?” ", "Why?! ", "购买。”", "购买。now", "...\n", ".\n\n", "…) ",
     "a.b ", "https://a.example/b. ", "WWW.a.example ", "@a@b.social ", "＃tag. ", "#tag ", "\t", "\x1c", "\r\n",
     "\u3000", "e\u0301"]
)  # fmt: skip


def one_by_one(text: str) -> Ends:
    """Every place at which each pattern may match."""
    inside = {i for one in ends._ONE.finditer(text) for i in range(one.start() + 1, one.end())}
    allowed, end = list[int](), 0
    for grapheme in graphemes(text):
        end += len(grapheme)
        allowed += [] if end in inside else [end]
    between = ends._WORD if ends._NO_SPACES.search(text) else ends._SPACE
    words = [match.start() for match in between.finditer(text) if match.start() in allowed]
    closed = sorted({match.end() for match in ends._SENTENCE.finditer(text) if match.end() in allowed})
    return Ends([end for end in closed if not ends._is_abbreviated(text, end)], words, allowed)


@given(st.lists(PARTS | st.text(max_size=8), max_size=12).map("".join))
@settings(deadline=None, max_examples=300)
def test_a_text_is_broken_where_the_patterns_say(text: str) -> None:
    found = ends_of(text)
    assert Ends([*found.sentences], [*found.words], [*found.allowed]) == one_by_one(text)


ASCII = st.sampled_from(
    [
        "word ",
        "End. Next ",
        "e.g. ",
        "Why?! ",
        'so.") And',
        "a.b ",
        ".. ",
        ".\n\n",
        "!\n\n",
        "\x1c",
        "\r\n",
        "\v",
        "@a. ",
        ".]",
    ]
)


@given(st.lists(ASCII | st.text(".!?\"')]\n\t aB", max_size=4), max_size=12).map("".join))
@settings(deadline=None, max_examples=300)
def test_a_text_in_ascii_is_broken_at_the_same_places(text: str) -> None:
    assert [*ends_of(text).sentences] == one_by_one(text).sentences


@pytest.mark.parametrize("row", [".", "?!", '."', "!)", ". ", ".\n", "a.", "…."])
def test_a_long_row_of_signs_is_gone_through_once(row: str) -> None:
    """From each of its signs on it would take minutes."""
    places = ends_of(row * 150_000 + "x").sentences
    assert len(places) <= 150_000


@given(st.lists(PARTS | st.text("htps:/wW. "), max_size=6).map("".join))
def test_no_address_is_passed_over(text: str) -> None:
    assert may_have_url(text) or not regex.search(r"(?i)(?:https?://|www\.)\S", text)
