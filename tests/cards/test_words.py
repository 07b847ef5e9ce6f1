from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.cards.words import _sifted, is_from_right, is_plain, shown
from plugins.core.text import squeeze

LATIN = frozenset(map(ord, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,:;-–!?’“”éß&%"))
ARABIC = frozenset(range(0x600, 0x700)) | {0x20}

SHOWN = {
    "Small posts add up": "Small posts add up",
    "  one\n line ": "one line",
    "Launch 🚀 day 🎉": "Launch day",
    "👩‍👩‍👧‍👦 Families": "Families",
    "🇩🇪 and 🏴󠁧󠁢󠁥󠁮󠁧󠁿": "and",
    "Step 1️⃣": "Step 1",
    "thumbs 👍🏽 up": "thumbs up",
    "cafe\u0301": "café",
    "𝐁old claims": "Bold claims",
    "Ｆull width": "Full width",
    "a\u200db\u200e": "ab",
    "q\u0308": "q",
    "🎉🎉🎉": "",
    "买家": "",
    "Buyers 买家": "",
}


@pytest.mark.parametrize("text", SHOWN)
def test_what_is_shown_has_no_empty_boxes(text: str) -> None:
    found = shown(text, LATIN)
    assert found == SHOWN[text]
    assert {ord(c) for c in found} <= LATIN


WILD = st.text(
    st.characters() | st.sampled_from("aé’–€ßЖΩ\u0301\u0483\u0489\xad\u0387\u1fef\r\n\t\xa0\u2011\u200b🎉🏽\u200d")
)
COVERED = LATIN | frozenset(range(0x20, 0x600)) | frozenset(range(0x1E00, 0x2100))


@given(WILD)
@example("q\u0308")
def test_what_is_seen_quickly_to_be_whole_is_what_sifting_leaves(text: str) -> None:
    for covers in (LATIN, COVERED, frozenset[int]()):
        assert shown(text, covers) == _sifted(squeeze(text), covers)


def test_a_non_joiner_between_persian_letters_stays() -> None:
    assert shown("می\u200cخواهم", ARABIC) == "می\u200cخواهم"


@pytest.mark.parametrize(
    ("text", "plain"),
    [("Small posts", True), ("Größe", False), ("مرحلة", False), ("q\u0308", False), ("", True)],
)
def test_plain_is_what_one_font_draws_letter_by_letter(text: str, plain: bool) -> None:
    assert is_plain(text, LATIN | ARABIC | {0x308}) is plain


@pytest.mark.parametrize(
    ("text", "right"), [("Hello", False), ("مرحلة", True), ("2026: שלב", True), ("2026", False), ("a שלב", False)]
)
def test_the_first_letter_tells_the_direction(text: str, right: bool) -> None:
    assert is_from_right(text) is right
