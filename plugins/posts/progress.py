"""How far a build is: a bar on a terminal, a line now and then elsewhere, and nothing for what takes no second."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Any

PATIENCE = 1.0
"""Seconds for which nobody needs to be told anything."""
PAUSE = 5.0
"""Seconds between two lines where there is no terminal."""


class Progress:
    """Tells what `tell` is told. Used as a context, so that the bar is gone when the results are printed."""

    def __init__(self) -> None:
        self._start = time.monotonic()
        self._said = self._start
        self._bar: Any = None
        self._tasks: dict[str, Any] = {}

    def tell(self, what: str, done: int, total: int) -> None:
        """`done` of `total` `what`."""
        now = time.monotonic()
        if now - self._start < PATIENCE:
            return
        if sys.stderr.isatty():
            self._draw(what, done, total)
        elif now - self._said >= PAUSE or (done == total and self._said > self._start):
            self._said = now
            print(f"{done} of {total} {what}", file=sys.stderr, flush=True)

    def _draw(self, what: str, done: int, total: int) -> None:
        if self._bar is None:
            self._bar = _bar()
            self._bar.start()
        if what not in self._tasks:
            self._tasks[what] = self._bar.add_task(what, total=total)
        self._bar.update(self._tasks[what], completed=done)

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()


def _bar() -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description:>8}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
