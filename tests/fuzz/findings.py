"""What a long run finds: each input once, with its traceback, in a folder."""

from __future__ import annotations

import hashlib
import os
import re
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

SECONDS = 2.0
"""Processor seconds for one input: what takes longer is counted, not found. A build ends it (plugins/cache/pool.py)."""


class TooLong(BaseException):
    """Not an Exception: nobody who catches one may swallow it."""


@contextmanager
def limited(seconds: float = SECONDS) -> Iterator[None]:
    """Raises TooLong after so many seconds of this process's own time, whoever else is at work on the machine."""

    def stop(*_: object) -> None:
        raise TooLong

    signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


class Run:
    """One process at work: `one` input after the other until the time is over, then the process ends."""

    def __init__(self, check: Callable[[bytes], None], found: Path, seconds: float) -> None:
        self.check, self.found, self.end = check, found, time.monotonic() + seconds
        self.executions = self.timeouts = 0
        self.told: set[str] = set()

    def one(self, data: bytes) -> None:
        """Checks one input; what it raises is written down, and the run goes on."""
        self.try_out(data)
        over = time.monotonic() > self.end
        if over or self.executions % 200 == 0:
            print(f"RUN {self.executions} {self.timeouts}", file=sys.stderr, flush=True)
        if over:
            os._exit(0)  # libFuzzer never returns

    def try_out(self, data: bytes) -> None:
        self.executions += 1
        try:
            with limited():
                self.check(data)
        except TooLong:
            self.timeouts += 1
            write(self.found / "slow", hashlib.blake2b(data, digest_size=6).hexdigest(), data)
        except Exception as error:
            name = place(error)
            if name not in self.told:
                self.told.add(name)
                write(self.found, name, data)


def place(error: BaseException) -> str:
    """What makes two findings one: the kind of error, and the last two places it went through in code of this house."""
    steps = traceback.extract_tb(error.__traceback__)
    ours = [step for step in steps if "/plugins/" in step.filename or "/fuzz/" in step.filename]
    where = [f"{Path(step.filename).stem}.{step.name}.{step.lineno}" for step in ours[-2:]]
    said = str(error)[:50] if isinstance(error, AssertionError) else ""
    return re.sub(r"[^\w.]+", "-", "-".join(filter(None, [type(error).__name__, *where, said])))[:150].strip("-")


def write(folder: Path, name: str, data: bytes) -> None:
    """One finding: its bytes, and the traceback of what is being handled."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.bin").write_bytes(data)
    (folder / f"{name}.txt").write_text(traceback.format_exc(), encoding="utf-8", errors="backslashreplace")
    print(f"FOUND {folder / name}", file=sys.stderr, flush=True)
