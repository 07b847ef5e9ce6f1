"""Rows to Markdown: medians and spreads, ratios taken within a round, and growth from a tenth of the posts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter
from statistics import median

from bench.rounds import WORKS, Row
from bench.timing import Measured
from bench.tools import TOOLS

BASES = ("pelican", "hugo")
"""What the others are compared with, where they are among the tools."""
GROWN = ("ours",)
"""Tools whose growth is told."""


def sections(rows: Sequence[Row]) -> str:
    """A section for each number of posts, and one on growth where a tenth of a number was measured too."""
    sizes = sorted({row.posts for row in rows})
    parts = [f"## {size:,} posts\n\n{_table([row for row in rows if row.posts == size])}" for size in sizes]
    grown = list(_growth(rows, sizes))
    if grown:
        head = ("tool", "build", "posts", "wall time", "CPU time", "peak memory")
        parts.append(f"## Growth: ten times the posts\n\n{markdown(head, grown, words=3)}")
    return "\n".join(parts)


def markdown(head: Sequence[str], lines: Iterable[Sequence[str]], words: int = 2) -> str:
    """A table; all but the first columns, `words` many, hold figures."""
    rule = ["---" if place < words else "---:" for place in range(len(head))]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in (head, rule, *lines))


def faults(rows: Iterable[Row]) -> list[str]:
    """Every build that failed, or whose pages lack what was asked for, in words."""
    return [
        f"{row.posts:,} posts, round {row.round + 1}, {WORKS[row.work]}, {TOOLS[row.tool].title}: {_fault(row)}"
        for row in rows
        if not row.right
    ]


def _fault(row: Row) -> str:
    if row.measured.code:
        return f"exit code {row.measured.code}: {row.measured.said[:200] or 'no word'}"
    return f"{row.pages} pages, and what was asked for does not stand in its page"


def _table(rows: Sequence[Row]) -> str:
    tools = list(dict.fromkeys(row.tool for row in rows))
    bases = [base for base in BASES if base in tools]
    head = ["build", "tool", "wall s", "min-max", "CPU s", "peak MiB", *(f"x {TOOLS[b].title}" for b in bases), "pages"]
    lines = []
    for work in WORKS:
        same = [row for row in rows if row.work == work]
        for tool in (tool for name in TOOLS for tool in tools if tool == name):
            lines.append((WORKS[work], TOOLS[tool].title, *_figures(tool, same, bases)))
    return markdown(head, lines)


def _figures(tool: str, rows: Sequence[Row], bases: Sequence[str]) -> Iterator[str]:
    own = [row for row in rows if row.tool == tool and row.right]
    if not own:
        yield from ("failed", *[""] * (4 + len(bases)))
        return
    walls = [row.measured.wall for row in own]
    yield f"{median(walls):.2f}"
    yield f"{min(walls):.2f}-{max(walls):.2f}"
    yield f"{median(row.measured.cpu for row in own):.2f}"
    yield f"{max(row.measured.peak for row in own):.0f}"
    for base in bases:
        yield _ratios(own, {row.round: row.measured.wall for row in rows if row.tool == base and row.right})
    yield f"{max(row.pages for row in own):,}"


def _ratios(rows: Iterable[Row], base: dict[int, float]) -> str:
    """Median and spread of the ratios, each within one round: whatever else the machine did then, it did to both."""
    found = [row.measured.wall / base[row.round] for row in rows if row.round in base]
    return f"{median(found):.2f} ({min(found):.2f}-{max(found):.2f})" if found else ""


def _growth(rows: Sequence[Row], sizes: Sequence[int]) -> Iterator[tuple[str, ...]]:
    for size in sizes:
        for tool in GROWN:
            for work in WORKS:
                large, small = (
                    [r.measured for r in rows if (r.posts, r.tool, r.work) == (n, tool, work) and r.right]
                    for n in (size, size // 10 if size % 10 == 0 else 0)
                )
                if large and small:
                    times = [_times(large, small, get) for get in map(attrgetter, ("wall", "cpu", "peak"))]
                    yield (TOOLS[tool].title, WORKS[work], f"{size // 10:,} to {size:,}", *times)


def _times(large: Sequence[Measured], small: Sequence[Measured], get: Callable[[Measured], float]) -> str:
    return f"x {median(map(get, large)) / median(map(get, small)):.1f}"
