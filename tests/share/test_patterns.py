from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.share.networks import NETWORKS
from plugins.share.patterns import one_of, script, translated

CASES = [
    (r"\!\'a\,", "!'a,"),
    (r"[\-a\!]\-", r"[\-a!]-"),
    (r"[\[\]\-\u2013]", r"[\[\]\-\u2013]"),
    (r"https?:\/\/t\.co", r"https?:\/\/t\.co"),
    (r"\U0001F44B\xC0", r"\u{1f44b}\xC0"),
    (r"(?:a|b)+\(\)", r"(?:a|b)+\(\)"),
]


@pytest.mark.parametrize(("pattern", "after"), CASES)
def test_translated(pattern: str, after: str) -> None:
    assert translated(pattern) == after


def python(pattern: str) -> re.Pattern[str]:
    """A pattern of `one_of`, as Python writes it."""
    return re.compile(re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: re.escape(chr(int(match[1], 16))), pattern))


SEQUENCES = st.sets(st.text("ab*👋🏽\u200d", min_size=1, max_size=4), min_size=1, max_size=8)


@given(SEQUENCES, st.text("ab*👋🏽\u200d", max_size=8))
def test_the_longest_of_the_sequences_is_found(sequences: set[str], text: str) -> None:
    pattern = python(one_of([tuple(map(ord, sequence)) for sequence in sequences]))
    found = pattern.match(text)
    wanted = max((one for one in sequences if text.startswith(one)), key=len, default=None)
    assert (found[0] if found else None) == wanted


def test_what_sequences_share_stands_once() -> None:
    tones = [(0x1F44B, 0x1F3FB + tone) for tone in range(5)]
    assert one_of([(0x1F44B,), *tones]) == "\U0001f44b(?:[\U0001f3fb-\U0001f3ff])?"


def test_the_script_has_the_patterns_and_each_network() -> None:
    first, second = script().decode().splitlines()
    told = json.loads(first.removeprefix("const PATTERNS = ").removesuffix(";"))
    networks = json.loads(second.removeprefix("const NETWORKS = ").removesuffix(";"))
    assert set(told) == {"url", "ascii", "tco", "emoji"}
    assert {key: network["limit"] for key, network in networks.items()} == {k: n.limit for k, n in NETWORKS.items()}
    assert networks["x"]["count"] == "x_weight"
    assert len(script()) < 40_000
    assert script() == script()
