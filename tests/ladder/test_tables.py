from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from plugins.core.vocabulary import Stage, Track, Vocabulary
from plugins.ladder.coverage import coverage
from plugins.ladder.show import text
from plugins.ladder.tables import short
from tests.ladder.test_coverage import SHARES, manifest


def test_a_name_is_cut_where_it_is_long_and_shows_what_a_terminal_would_obey():
    assert short("Finance") == "Finance"
    assert short("Financial services", 10) == "Financial…"
    assert len(short("x" * 500)) == 40
    assert short("\x1b[31m") == "\\x1b[31m"


def _large(stages: int, tracks: int, length: int) -> Vocabulary:
    return Vocabulary(
        stages={
            key: Stage(name=f"{key} {'name ' * length}", question="?", target=0.1)
            for key in [*SHARES, *"abcdefgh"][:stages]
        },
        industries={
            key: Track(name=f"{key}-{'industry ' * length}") for key in ["bank", "shop", *map(str, range(tracks))]
        },
    )


@given(st.integers(1, 7), st.integers(0, 40), st.integers(1, 20), st.sampled_from([80, 100, 140]))
@settings(max_examples=25)
def test_many_and_long_names_keep_to_the_terminal_and_every_figure_is_whole(stages, tracks, length, width):
    posts = [(key, "published", "bank shop") for key in [*SHARES][:stages] for _ in range(12)] + [
        ("stay", "scheduled", "shop")
    ]
    shown = text(coverage(manifest(*posts), _large(stages, tracks, length)), width)
    assert max(map(cell_len, shown.splitlines())) <= width
    assert shown.count(f"{12 * min(stages, 3)} +1") >= 1
    assert not re.search(r"\d…", shown)
