"""Prints every case, its verdict, its exit code and what was said first, as a table.

    python -m tests.battery.table [--alone]

--alone: each case in a build of its own, with the seconds that it took.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from plugins.core.text import printable
from tests.battery.cases import CASES
from tests.battery.jobs import Battery, Outcome, jobs

WIDTH = 100


def main(alone: bool) -> None:
    """All rows in the order of the cases, and how many have which verdict."""
    every = [(group, job) for group, cases in CASES.items() for job in jobs(cases, alone)]
    print("| group | case | verdict | exit | s | message |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory(prefix="waypost-battery-") as folder:
        battery = Battery(Path(folder), [job for _, job in every], processes=3)
        counts = Counter(verdict for verdict in _rows(battery))
        battery.close()
    print("\n" + " · ".join(f"{verdict} {many}" for verdict, many in sorted(counts.items())))


def _rows(battery: Battery) -> Iterator[str]:
    for group, cases in CASES.items():
        for case in cases:
            outcome = battery.outcome(case)
            verdict = _verdict(outcome)
            cells = (group, case.name, verdict, str(outcome.code), f"{outcome.seconds:.1f}", _cut(outcome.told))
            print(f"| {' | '.join(_plain(cell) for cell in cells)} |", flush=True)
            yield verdict.partition(":")[0]


def _verdict(outcome: Outcome) -> str:
    """The verdict where the case holds; what is wrong where it does not."""
    if not outcome.wrong:
        return outcome.case.verdict
    return f"open: {outcome.case.open}" if outcome.case.open else f"FAILED: {outcome.wrong.splitlines()[0]}"


def _plain(cell: str) -> str:
    """No cell ends the row or obeys a terminal."""
    return printable(cell).replace("|", "&#124;").replace("\n", "\\n")


def _cut(told: str) -> str:
    return told if len(told) <= WIDTH else told[: WIDTH - 1] + "…"


if __name__ == "__main__":
    main("--alone" in sys.argv)
