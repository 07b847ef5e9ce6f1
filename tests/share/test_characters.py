from __future__ import annotations

from itertools import accumulate

import regex
from hypothesis import given
from hypothesis import strategies as st
from twitter_text.regexp.emoji import emoji_list

from plugins.core.text import graphemes
from plugins.share.characters import _NOT_ALONE, grapheme_count, grapheme_ends, has_emoji, utf8_bytes

EVERY = [chr(number) for number in range(0x20000) if not 0xD800 <= number <= 0xDFFF]
JOINING = st.sampled_from(
    ["\r", "\n", "\r\n", "e\u0301", "\u0301", "\u200d", "\u0600", "\u1112\u1161\u11ab", "\ufe0f",
     "\U0001f1e9\U0001f1ea", "\U0001f468\u200d\U0001f469", "\u0e01\u0e33", "\u0915\u094d\u0937", "“so” – ", "é", "Ж",
     "…", "€", "©", "\xad"]
)  # fmt: skip
TEXTS = st.lists(JOINING | st.text(max_size=8), max_size=8).map("".join)


def test_what_is_counted_unseen_joins_no_neighbour() -> None:
    alone = [sign for sign in EVERY if not _NOT_ALONE.search(sign)]
    assert len(alone) > 1000
    assert [sign for sign in alone if len(graphemes(f"a{sign}a{sign}{sign}a")) != 6] == []
    assert graphemes("".join(alone)) == alone


@given(TEXTS)
def test_graphemes_are_counted_as_they_are_found(text: str) -> None:
    assert grapheme_count(text) == len(graphemes(text))
    assert list(grapheme_ends(text)) == list(accumulate(map(len, graphemes(text))))


def test_emoji_are_known_by_their_properties() -> None:
    shown = regex.compile(r"\p{Emoji_Presentation}|\p{Extended_Pictographic}|\u20e3|\p{Regional_Indicator}")
    assert [sign for sign in EVERY if has_emoji(sign) != bool(shown.search(sign))] == []


def test_every_emoji_of_the_library_is_seen() -> None:
    known = ["".join(chr(int(code, 16)) for code in emoji.codepoint.split()) for emoji in emoji_list]
    assert len(known) > 3000
    assert [emoji for emoji in known if not has_emoji(emoji)] == []


@given(st.text())
def test_utf8_bytes(text: str) -> None:
    assert utf8_bytes(text) == len(text.encode())
