from __future__ import annotations

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.core.text import graphemes
from plugins.share.cut import _STRAY, cut

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
URL = "https://blog.example.com/a/long/address"

CASES = [
    ("what fits stays", "Short.", 10, "Short."),
    ("at a sentence", "Buyers search long before they call. Sellers come later.", 45,
     "Buyers search long before they call."),
    ("at a paragraph without a full stop", "Buyers search long before they call\n\nSellers come later.", 45,
     "Buyers search long before they call"),
    ("at a word, where the first sentence is long", "Buyers search long before they call anyone.", 20,
     "Buyers search long…"),
    ("a tiny first sentence does not stand alone", "Stop. Buyers search long before they call.", 22,
     "Stop. Buyers search…"),
    ("an abbreviation ends no sentence", "Buyers of large services, e.g. Cloud migration and audits.", 40,
     "Buyers of large services, e.g. Cloud…"),
    ("a title ends no sentence", "What we asked in a talk of an hour Dr. Example and others.", 42,
     "What we asked in a talk of an hour Dr…"),
    ("a decimal ends no sentence", "The fall in budgets came to about 2.5 points.", 38,
     "The fall in budgets came to about 2.5…"),
    ("no comma before the ellipsis", "Buyers search, compare and ask, and then they call.", 32,
     "Buyers search, compare and ask…"),
    ("closing quotes stay with their sentence", "They said “we will call you when ready.” Nobody did.", 45,
     "They said “we will call you when ready.”"),
    ("an open quotation is closed", "“We publish and publish and are known for nothing.”", 20, "“We publish and…”"),
    ("a German one is left", "„Wir senden mehr“ und mehr und noch viel mehr", 31, "„Wir senden mehr“ und mehr und…"),
    ("a link is kept whole or not at all", f"Read all of it at {URL} today", 30, "Read all of it at…"),
    ("an ellipsis is no part of a link", f"Read {URL} today and", 47, f"Read {URL} …"),
    ("a mention is kept whole or not at all", "Thanks to @somebody@social.example.com for it", 30, "Thanks to…"),
    ("one long word is cut between graphemes", "Donaudampfschifffahrt", 10, "Donaudamp…"),
    ("an emoji family is one", FAMILY * 3, 3, None),
    ("Japanese after its full stop",
     "買い手は電話をする前に長い間自分で調べるものであり、売り手はその後に来る。売り手は後だ。", 40,
     "買い手は電話をする前に長い間自分で調べるものであり、売り手はその後に来る。"),
    ("Japanese between characters", "買い手は電話をする前に長い間自分で調べる", 10, "買い手は電話をする…"),
    ("nothing fits", "Buyers", 1, ""),
    ("a lone link does not fit", URL, 10, ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "room", "after"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_cut(text: str, room: int, after: str | None) -> None:
    result = cut(text, lambda t: len(graphemes(t)) <= room)
    assert result == (FAMILY * 3 if after is None else after)


PARTS = st.sampled_from(
    [
        FAMILY,
        "e\u0301",
        URL,
        "@a@b.social",
        "한글",
        "購買。",
        "word ",
        "End. Next ",
        "\n\n",
        "\U0001f1e9\U0001f1ea",
        "\u0600",
    ]
)


@given(st.lists(PARTS | st.text(max_size=20), max_size=12).map("".join), st.integers(0, 120))
@settings(deadline=None)
def test_what_is_kept_is_a_beginning_grapheme_by_grapheme(text: str, room: int) -> None:
    def fits(t: str) -> bool:
        return len(graphemes(t)) <= room

    result = cut(text, fits)
    assert result == "" or fits(result)
    if fits(text):
        assert result == text
        return
    parts = graphemes(result.removesuffix("…”") + "…" if result.endswith("…”") else result)
    kept = parts[:-1] if parts and parts[-1] == "…" else parts
    if kept[-1:] == [" "]:  # an ellipsis stands apart from a URL
        assert regex.search(r"(https?://|www\.)\S+ $", "".join(kept))
        kept = kept[:-1]
    assert kept == graphemes(text)[: len(kept)]


@given(
    st.lists(st.sampled_from([URL, "@a@b.social", "#BuyingStages", "so", "it."]), min_size=1, max_size=8),
    st.integers(0, 150),
)
def test_no_link_mention_or_hashtag_is_broken(words: list[str], room: int) -> None:
    result = cut(" ".join(words), lambda t: len(t) <= room)
    for given_word, kept in zip(words, result.removesuffix("…").split(), strict=False):
        assert (
            kept == given_word
            or (kept == given_word.rstrip(".") and given_word == "it.")
            or given_word in ("so", "it.")
        )


def test_what_is_dropped_before_the_ellipsis_is_white_space_and_what_joins() -> None:
    stray = regex.compile(r"[\s,;:、，(\[{«„\"“‘'&/–—-]")
    assert sorted(_STRAY) == [sign for sign in map(chr, range(0x110000)) if stray.match(sign)]
