"""What `./inv stages` prints: for a person who plans what to write next, or for programs."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from rich.console import Console
from rich.text import Text

from plugins.ladder.coverage import KINDS, Count, Coverage, Gap, Kind, Standing
from plugins.ladder.tables import matrix, overview, short

_NAMED = 5
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
    console.print(overview(found.stages, width))
    console.print(_sum_of(found.stages), end="")
    for kind in KINDS:
        if len(found.rows[kind]) > sum(not row.key for row in found.rows[kind]):
            console.print(f"\n{_TITLES[kind]}")
            console.print(matrix(kind, found.rows[kind], found.stages, width))
            for line in _gaps(kind, found):
                console.print(line)
    return re.sub(r"\n\n\n+", "\n\n", re.sub(r" +\n", "\n", out.getvalue()))


def _heading(count: Count) -> str:
    coming = [f"{n} {name}" for n, name in ((count.draft, "in draft"), (count.scheduled, "scheduled")) if n]
    posts = f"{count.published} published post{'' if count.published == 1 else 's'}"
    return ", ".join([posts, *coming]) + " (hidden ones are not counted)"


def _sum_of(stages: Sequence[Standing]) -> str:
    targets = [stage.target for stage in stages if stage.target is not None]
    if not targets:
        return "No stage has a target: write target: 0.2 or the like into stages.yaml.\n"
    told = "Gap: posts more or less than the target asks for; │ marks the target.\n"
    return told if abs(sum(targets) - 1) < 0.005 else f"{told}The targets add up to {sum(targets):.0%}, not to 100%.\n"


def _gaps(kind: Kind, found: Coverage) -> Iterable[Text]:
    gaps, rows = found.gaps[kind], [row for row in found.rows[kind] if row.key]
    if gaps:
        more = len(gaps) - _NAMED
        named = "; ".join(map(_named, gaps[:_NAMED])) + (f"; and {more} more" if more > 0 else "")
        yield Text(f"Emptiest: {named}.")
    without = [short(row.name) for row in rows if not row.count.published]
    if without:
        yield Text(f"{_PLURAL[kind].capitalize()} without any post: {', '.join(without)}.")


def _named(gap: Gap) -> str:
    has = str(gap.count.published) if gap.count.published else "none"
    coming = f", {gap.count.coming} to come" if gap.count.coming else ""
    return f"{short(gap.stage.name)} × {short(gap.track.name)} ({has}, {gap.wanted:.1f} wanted{coming})"


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
