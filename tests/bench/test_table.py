from __future__ import annotations

from bench.rounds import WORKS, Row
from bench.table import faults, markdown, sections
from bench.timing import Measured


def row(tool: str, wall: float, number: int = 0, posts: int = 100, work: str = "cold", **more: object) -> Row:
    code = 0 if more.get("right", True) else 70
    measured = Measured(code, wall, 2 * wall, 10 * wall, "the last word")
    return Row(posts, number, work, tool, measured, 7, code == 0)


def lines(text: str, title: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if f"| {title} |" in line]


def test_medians_spreads_and_ratios_within_a_round() -> None:
    walls = {"ours": (1.0, 4.0, 3.0), "pelican": (2.0, 10.0, 4.0)}
    rows = [row(tool, wall, number) for tool, all_ in walls.items() for number, wall in enumerate(all_)]
    [ours, *_] = lines(sections(rows), "Waypost")
    # Ratios: 0.50, 0.40, 0.75. The ratio of the medians would be 0.75.
    assert ours == "| no cache, no output | Waypost | 3.00 | 1.00-4.00 | 6.00 | 40 | 0.50 (0.40-0.75) | 7 |"


def test_hugo_gets_a_column_where_it_is_there() -> None:
    rows = [row("ours", 1.0), row("hugo", 4.0)]
    text = sections(rows)
    assert "| x Hugo |" in text
    assert "x stock Pelican" not in text
    assert "| 0.25 (0.25-0.25) |" in lines(text, "Waypost")[0]


def test_a_table_for_each_number_of_posts_and_a_line_for_each_build() -> None:
    rows = [row(tool, 1.0, 0, posts, work) for posts in (50, 7) for work in WORKS for tool in ("pelican", "ours")]
    text = sections(rows)
    assert [line for line in text.splitlines() if line.startswith("## ")] == ["## 7 posts", "## 50 posts"]
    assert len(lines(text, "Waypost")) == len(lines(text, "stock Pelican")) == 2 * len(WORKS)


def test_growth_from_a_tenth_of_the_posts() -> None:
    rows = [
        row("ours", wall, n, posts)
        for posts, walls in ((10, (1, 2, 3)), (100, (8, 9, 10)))
        for n, wall in enumerate(walls)
    ]
    [*_, grown] = lines(sections(rows), "10 to 100")
    assert grown == "| Waypost | no cache, no output | 10 to 100 | x 4.5 | x 4.5 | x 4.5 |"


def test_what_failed_is_told_and_does_not_count() -> None:
    rows = [row("ours", 1.0), row("ours", 9.0, 1, right=False), row("pelican", 2.0), row("pelican", 2.0, 1)]
    assert "| 1.00 | 1.00-1.00 |" in lines(sections(rows), "Waypost")[0]
    assert faults(rows) == ["100 posts, round 2, no cache, no output, Waypost: exit code 70: the last word"]


def test_a_tool_that_never_ended_well() -> None:
    text = sections([row("ours", 1.0, right=False), row("pelican", 1.0)])
    assert lines(text, "Waypost")[0].startswith("| no cache, no output | Waypost | failed |")


def test_markdown() -> None:
    assert markdown(("a", "b", "c"), [("1", "2", "3")]) == "| a | b | c |\n| --- | --- | ---: |\n| 1 | 2 | 3 |\n"
