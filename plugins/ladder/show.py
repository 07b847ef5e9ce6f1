"""What `./inv stages` prints: for a person who plans what to write next, or for programs."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from plugins.core.text import printable
from plugins.ladder.coverage import KINDS, Count, Coverage, Gap, Kind, Row, Standing

_BAR = 24
_NAMED = 5
_LONGEST = 40
"""Letters of a name beyond which it is cut: a table is for looking over."""
_NAME = 12
"""Letters of a track for which there is always room."""
_FRAME: dict[str, Any] = {"box": box.SIMPLE_HEAD, "pad_edge": False, "padding": (0, 1, 0, 0)}
_TITLES = {"industry": "Stage × industry", "audience": "Stage × audience"}
_PLURAL = {"industry": "industries", "audience": "audiences"}


def text(found: Coverage, width: int = 80, color: bool = False) -> str:
    """The coverage as tables no wider than `width` where names can be folded."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=color,
        color_system="standard" if color else None,
        highlight=False,
        emoji=False,
        markup=False,
        legacy_windows=False,
    )
    console.print(_heading(found.count))
    if not found.stages:
        console.print("This blog has no stages: content/data/stages.yaml is empty.")
        return out.getvalue()
    console.print(_overview(found.stages, min(_BAR, width // 5)))
    console.print(_sum_of(found.stages), end="")
    for kind in KINDS:
        if len(found.rows[kind]) > sum(not row.key for row in found.rows[kind]):
            console.print(f"\n{_TITLES[kind]}")
            console.print(_matrix(kind, found.rows[kind], found.stages, width))
            for line in _gaps(kind, found):
                console.print(line)
    return re.sub(r"\n\n\n+", "\n\n", re.sub(r" +\n", "\n", out.getvalue()))


def _heading(count: Count) -> str:
    coming = [f"{n} {name}" for n, name in ((count.draft, "in draft"), (count.scheduled, "scheduled")) if n]
    posts = f"{count.published} published post{'' if count.published == 1 else 's'}"
    return ", ".join([posts, *coming]) + " (hidden ones are not counted)"


def _overview(stages: Sequence[Standing], bar: int) -> Table:
    table = Table(**_FRAME)
    table.add_column("Stage", overflow="fold")
    for name in ("Posts", "To come", "Share", "Target", "Gap"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    most = max([0.01, *(max(stage.share, stage.target or 0) for stage in stages)])
    for stage in stages:
        short = stage.gap is not None and stage.gap <= -0.5
        table.add_row(
            Text(_short(stage.name)),
            str(stage.count.published),
            f"+{stage.count.coming}" if stage.count.coming else "",
            f"{stage.share:.0%}",
            "" if stage.target is None else f"{stage.target:.0%}",
            _gap(stage.gap),
            _bar(stage, most, bar),
            style="yellow" if short else "",
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


def _sum_of(stages: Sequence[Standing]) -> str:
    targets = [stage.target for stage in stages if stage.target is not None]
    if not targets:
        return "No stage has a target: write target: 0.2 or the like into stages.yaml.\n"
    told = "Gap: posts more or less than the target asks for; │ marks the target.\n"
    return told if abs(sum(targets) - 1) < 0.005 else f"{told}The targets add up to {sum(targets):.0%}, not to 100%.\n"


def _matrix(kind: Kind, rows: Sequence[Row], stages: Sequence[Standing], width: int) -> Table:
    """Tracks below each other, since a blog may have many of them; stages beside each other."""
    columns = [_cells([row.cells[stage.key] for row in rows]) for stage in stages]
    totals = _cells([row.count for row in rows])
    widths = _widths(columns, [_short(stage.name) for stage in stages], width - _NAME - len(totals[0]) - 5)
    first = max(_NAME, width - sum(widths) - 2 * len(widths) - len(totals[0]) - 5)
    table = Table(**_FRAME)
    table.add_column(kind.capitalize(), overflow="fold", max_width=first)
    for stage, wide in zip(stages, widths, strict=True):
        table.add_column(Text(_short(stage.name)), justify="right", overflow="ellipsis", width=wide)
    table.add_column("all", justify="right", min_width=len(totals[0]))
    for place, row in enumerate(rows):
        cells = [column[place].rjust(wide) for column, wide in zip(columns, widths, strict=True)]
        table.add_row(Text(_short(row.name, 2 * first)), *map(_cell, cells), _cell(totals[place]))
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


def _gaps(kind: Kind, found: Coverage) -> Iterable[Text]:
    gaps, rows = found.gaps[kind], [row for row in found.rows[kind] if row.key]
    if gaps:
        more = len(gaps) - _NAMED
        named = "; ".join(map(_named, gaps[:_NAMED])) + (f"; and {more} more" if more > 0 else "")
        yield Text(f"Emptiest: {named}.")
    without = [_short(row.name) for row in rows if not row.count.published]
    if without:
        yield Text(f"{_PLURAL[kind].capitalize()} without any post: {', '.join(without)}.")


def _named(gap: Gap) -> str:
    has = str(gap.count.published) if gap.count.published else "none"
    coming = f", {gap.count.coming} to come" if gap.count.coming else ""
    return f"{_short(gap.stage.name)} × {_short(gap.track.name)} ({has}, {gap.wanted:.1f} wanted{coming})"


def _short(name: str, most: int = _LONGEST) -> str:
    """A name as it may stand on a terminal."""
    shown = printable(name)
    most = min(most, _LONGEST)
    return shown if len(shown) <= most else f"{shown[: most - 1].rstrip()}…"


def as_json(found: Coverage) -> str:
    """The same for programs. share and target: parts of 1; gap, wanted: posts; no key is left out."""
    tracks: dict[str, object] = {
        kind: {
            "rows": [asdict(row) for row in found.rows[kind]],
            "gaps": [
                {"track": gap.track.key, "stage": gap.stage.key, **asdict(gap.count), "wanted": round(gap.wanted, 2)}
                for gap in found.gaps[kind]
            ],
        }
        for kind in KINDS
    }
    stages = [asdict(stage) for stage in found.stages]
    for stage in stages:
        stage["share"] = round(stage["share"], 4)
        stage["gap"] = None if stage["gap"] is None else round(stage["gap"], 2)
    told = {"version": 1, "count": asdict(found.count), "stages": stages, **tracks}
    return json.dumps(told, indent=1, ensure_ascii=False)
