"""One build, measured from outside: the whole process, as the kernel accounts it."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

LIMIT = 3600.0
"""Seconds after which a build is ended; it counts as failed."""


@dataclass(frozen=True, slots=True)
class Measured:
    """code: the exit code, negative for a signal; wall, cpu: seconds, the latter of the process and of all that it
    waited for; peak: MiB of resident memory, of the largest of these processes; said: the last line of its output."""

    code: int
    wall: float
    cpu: float
    peak: float
    said: str = ""


def measure(command: Sequence[str], folder: Path, log: Path, more: Mapping[str, str]) -> Measured:
    """Run the command in the folder, with more variables in its environment, until it ends. log: takes what it says.

    The peak never is below this process's own: Linux hands it on to what it starts. So this process stays small.
    """
    environment = {**os.environ, "NO_COLOR": "1", **more}
    with log.open("wb") as out:
        os.sync()  # what was written before is not paid for by this build
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=out, process_group=0
        )
        status, usage, wall = _awaited(process, start)
    process.returncode = os.waitstatus_to_exitcode(status)
    peak = usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    said = log.read_text(errors="replace").strip().splitlines()
    return Measured(process.returncode, wall, usage.ru_utime + usage.ru_stime, peak, said[-1] if said else "")


def _awaited(process: subprocess.Popen[bytes], start: float) -> tuple[int, resource.struct_rusage, float]:
    """Status, usage and wall time. At the limit, or where we are interrupted, it is ended with its children."""
    timer = threading.Timer(LIMIT, os.killpg, (process.pid, signal.SIGKILL))
    timer.daemon = True
    timer.start()
    try:
        _, status, usage = os.wait4(process.pid, 0)
    except BaseException:
        os.killpg(process.pid, signal.SIGKILL)
        raise
    finally:
        timer.cancel()
    return status, usage, time.perf_counter() - start
