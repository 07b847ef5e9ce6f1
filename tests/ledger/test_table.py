from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from plugins.ledger.table import Screen, counted, table
from tests.factories import a_site
from tests.ledger.books import a_book, a_row

SITE = a_site()
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(
    ["a-" * 60, "日本" * 20, "x\x1b[2J"]
)
ROWS = st.lists(
    st.builds(a_row, post=TEXT, slug=TEXT, channel=TEXT, placement=TEXT, campaign=TEXT, group=TEXT, clean=TEXT),
    max_size=5,
)


def test_nobody_looks_so_each_link_has_one_whole_line(tmp_path):
    rows = list(a_book(tmp_path).rows)
    lines = table(rows, SITE, Screen()).splitlines()
    assert lines[0].split() == ["slug", "stage", "channel", "placement", "campaign", "group", "tagged"]
    assert [line.split()[-1] for line in lines[1:]] == [row.tagged for row in rows]
    assert len({line.index("https://") for line in lines[1:]}) == 1


def test_below_each_post_its_links(tmp_path):
    rows = [row for row in a_book(tmp_path).rows if row.slug in ("of-spring", "inferred")]
    assert table(rows, SITE, Screen(100)).splitlines() == [
        "of-spring · bbbb2222 · awareness · campaign spring-launch",
        "  linkedin  Organic Social  share       /posts/of-spring/",
        "  site      Referral        the-report  www.example.com/report/?v=2#top",
        "  x         Organic Social  share       /posts/of-spring/",
        "inferred · cccc3333 · epiphany (inferred)",
        "  linkedin  Organic Social  share       /posts/inferred/",
        "  site      Referral        the-report  www.example.com/report/?v=2#top",
        "  x         Organic Social  share       /posts/inferred/",
    ]


def test_a_small_window_has_no_group_and_shortens():
    rows = [a_row(slug="a-post", placement="the-words-of-the-link", clean="https://blog.example.com/posts/a-long-one/")]
    assert table(rows, SITE, Screen(40)).splitlines()[1] == "  x  the-words-of-th…  /posts/a-long-on…"


@given(ROWS, st.integers(20, 200), st.booleans())
def test_no_line_is_wider_than_the_window_and_no_text_commands_it(rows, width, colour):
    shown = table(rows, SITE, Screen(width, colour))
    plain = re.sub("\x1b\\[[012]m", "", shown)
    assert "\x1b" not in plain
    assert colour or plain == shown
    assert all(cell_len(line) <= max(width, 40) for line in plain.split("\n"))


def test_colour_changes_no_word(tmp_path):
    rows = a_book(tmp_path).rows
    assert re.sub("\x1b\\[[012]m", "", table(rows, SITE, Screen(90, True))) == table(rows, SITE, Screen(90))


@pytest.mark.parametrize(
    ("rows", "every", "told"),
    [
        ([], 0, "0 tagged links\n"),
        ([], 4, "0 of 4 tagged links\n"),
        ([a_row(channel="x", group="Organic Social")], 1,
         "1 tagged link in 1 post\nby channel: x 1\nby group: Organic Social 1\n"),
        ([a_row(channel=c, post=p, group="G") for c, p in (("x", "a"), ("b", ""), ("x", ""), ("c", ""))], 9,
         "4 of 9 tagged links in 1 post\nby channel: x 2, b 1, c 1\nby group: G 4\n"),
    ],
)  # fmt: skip
def test_the_closing_lines(rows, every, told):
    assert counted(rows, every) == told
