from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.cards.lines import fit

SIZES = (40, 20, 10)


def width(text: str) -> float:
    """Every character half an em wide: at 20 px one is 10 px."""
    return len(text) / 2


FITS = {
    "one line at the largest size": ("Short", (200, 100), (40, ["Short"])),
    "two lines of the same length": ("one two three four", (280, 100), (40, ["one two", "three four"])),
    "smaller where it must": ("one two three four five six", (200, 60), (20, ["one two three", "four five six"])),
    "a word wider than the line": ("abcdefghijkl", (50, 40), (10, ["abcdefghij", "kl"])),
    "signs without spaces": ("买家在做什么，认知", (50, 60), (20, ["买家在做什", "么，认知"])),
}


@pytest.mark.parametrize("name", FITS)
def test_the_largest_size_at_which_it_fits(name: str) -> None:
    text, box, wanted = FITS[name]
    assert fit(text, box, SIZES, 1.0, width) == wanted


def test_what_is_too_long_ends_in_an_ellipsis() -> None:
    size, lines = fit("aaaa bbbb cccc dddd eeee", (45, 25), SIZES, 1.0, width)
    assert (size, lines) == (10, ["aaaa bbbb", "cccc…"])


@given(st.text("ab ,买ل", min_size=1).filter(str.strip), st.floats(30, 500), st.floats(12, 300))
def test_nothing_stands_out_of_its_box(text: str, wide: float, high: float) -> None:
    size, lines = fit(text, (wide, high), SIZES, 1.0, width)
    assert len(lines) * size <= high or len(lines) == 1
    assert all(width(line) * size <= wide + 1e-6 for line in lines)
    if not lines[-1].endswith("…"):
        assert "".join("".join(lines).split()) == "".join(text.split())
