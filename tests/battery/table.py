"""Prints every case, its verdict, its exit code and what was said first, as a table.

python -m tests.battery.table
"""

from __future__ import annotations

import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.battery.case import Case
from tests.battery.cases import CASES
from tests.battery.server import Ran, Server
from tests.battery.test_battery import judge

WIDTH = 100


def row(group: str, ran: Ran) -> str:
    """A case as a line of the table."""
    first = next((line for piece in ran.case.says for line in ran.told.splitlines() if piece in line), "")
    told = first or next(iter((ran.err or ran.out).decode("utf-8", "replace").splitlines()), "")
    cells = (group, ran.case.name, verdict(ran), str(ran.code), f"{ran.seconds:.1f}", cut(told))
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"


def verdict(ran: Ran) -> str:
    """The verdict where the case holds; what is wrong where it does not."""
    try:
        judge(ran)
    except AssertionError as error:
        why = str(error).splitlines()[0][:60] if str(error) else "?"
        return f"OPEN: {ran.case.open}" if ran.case.open else f"FAILED ({ran.case.verdict}): {why}"
    return ran.case.verdict


def cut(told: str) -> str:
    return told if len(told) <= WIDTH else told[: WIDTH - 1] + "…"


def rows(group: str, cases: list[Case], folder: Path) -> list[str]:
    with Server(folder) as server:
        return [row(group, server.run(case)) for case in cases]


def main() -> None:
    """Groups run three at a time."""
    print("| group | case | verdict | exit | s | message |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory(prefix="waypost-battery-") as folder, ThreadPoolExecutor(3) as pool:
        jobs = [pool.submit(rows, group, cases, Path(folder, str(n))) for n, (group, cases) in enumerate(CASES.items())]
        for job in jobs:
            print("\n".join(job.result()), flush=True)


if __name__ == "__main__":
    main()
