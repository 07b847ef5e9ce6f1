"""The tables of `./inv stages`, as wide as the terminal: stages against their targets, and tracks by stage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich import box
from rich.table import Table
from rich.text import Text

from plugins.core.text import printable
from plugins.ladder.coverage import Count, Kind, Row, Standing

_BAR = 24
_LONGEST = 40
"""Letters of a name beyond which it is cut: a table is for looking over."""
_NAME = 12
"""Letters of a track for which there is always room."""
_FRAME: dict[str, Any] = {"box": box.SIMPLE_HEAD, "pad_edge": False, "padding": (0, 1, 0, 0)}


def overview(stages: Sequence[Standing], width: int) -> Table:
    """Each stage: its posts, its share and target. width: of the terminal, in characters."""
    bar = min(_BAR, width // 5)
    table = Table(**_FRAME)
    table.add_column("Stage", overflow="fold")
    for name in ("Posts", "To come", "Share", "Target", "Gap"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    most = max([0.01, *(max(stage.share, stage.target or 0) for stage in stages)])
    for stage in stages:
        lacks = stage.gap is not None and round(stage.gap) < 0
        table.add_row(
            Text(short(stage.name)),
            str(stage.count.published),
            f"+{stage.count.coming}" if stage.count.coming else "",
            f"{stage.share:.0%}",
            "" if stage.target is None else f"{stage.target:.0%}",
            _gap(stage.gap),
            _bar(stage, most, bar),
            style="yellow" if lacks else "",
        )
    return table


def _gap(gap: float | None) -> str:
    """Posts less than the target wants, or more; "" where it has what it wants."""
    return "" if gap is None or round(gap) == 0 else f"{round(gap):+d}".replace("-", "−")


def _bar(stage: Standing, most: float, length: int) -> str:
    """The share as a bar, the target as a mark in it or behind it."""
    full = round(length * stage.share / most)
    bar = ["█"] * full + [" "] * (length + 1 - full)
    if stage.target is not None:
        bar[round(length * stage.target / most)] = "│"
    return "".join(bar).rstrip()


def matrix(kind: Kind, rows: Sequence[Row], stages: Sequence[Standing], width: int) -> Table:
    """Tracks below each other, since a blog may have many of them; stages beside each other."""
    columns = [_cells([row.cells[stage.key] for row in rows]) for stage in stages]
    totals = _cells([row.count for row in rows])
    widths = _widths(columns, [short(stage.name) for stage in stages], width - _NAME - len(totals[0]) - 5)
    first = max(_NAME, width - sum(widths) - 2 * len(widths) - len(totals[0]) - 5)
    table = Table(**_FRAME)
    table.add_column(kind.capitalize(), overflow="fold", max_width=first)
    for stage, wide in zip(stages, widths, strict=True):
        table.add_column(Text(short(stage.name)), justify="right", overflow="ellipsis", width=wide)
    table.add_column("all", justify="right", min_width=len(totals[0]))
    for place, row in enumerate(rows):
        cells = [column[place].rjust(wide) for column, wide in zip(columns, widths, strict=True)]
        table.add_row(Text(short(row.name, 2 * first)), *map(_cell, cells), _cell(totals[place]))
    return table


def _cell(shown: str) -> Text:
    """To the left, since its padding puts it to the right: else spaces at its end would be taken away."""
    return Text(shown, justify="left", no_wrap=True)


def _widths(columns: Sequence[Sequence[str]], names: Sequence[str], room: int) -> list[int]:
    """The width of each stage's column: its cells whole, and its name on one line, or word by word, or as much of each
    word as there is room for."""
    cells = [max(map(len, column)) for column in columns]
    words = [max(map(len, name.split())) for name in names]
    wishes = [list(map(len, names)), *([min(word, most) for word in words] for most in range(max(words), 3, -1))]
    for wish in wishes:
        widths = list(map(max, cells, wish))
        if sum(widths) + 2 * len(widths) <= room:
            break
    return widths


def _cells(counts: Sequence[Count]) -> list[str]:
    """One column, all cells as long: "3 +1" for three posts and one to come, "·" for none; figures below each other."""
    coming = [f" +{count.coming}" if count.coming else "" for count in counts]
    width = max(map(len, coming), default=0)
    cells = [f"{count.published or '·'}{more.ljust(width)}" for count, more in zip(counts, coming, strict=True)]
    longest = max(map(len, cells), default=0)
    return [cell.rjust(longest) for cell in cells]


def short(name: str, most: int = _LONGEST) -> str:
    """A name as it may stand on a terminal."""
    shown = printable(name)
    most = min(most, _LONGEST)
    return shown if len(shown) <= most else f"{shown[: most - 1].rstrip()}…"
