"""Runs a script under cProfile, its forked children too: `python -m bench.profiled FOLDER SCRIPT ARGUMENT…`.

The first process leaves its statistics in FOLDER/first.prof, each child in a file named by its id. Children may end by
any means, by a signal even; so they write theirs again and again as they work, and once more where they end themselves.
"""

from __future__ import annotations

import cProfile
import marshal
import os
import runpy
import signal
import sys
import time
from pathlib import Path
from typing import Any, NoReturn

_EVERY = 0.25
"""Seconds of CPU time."""


def _profile() -> cProfile.Profile:
    """CPU time of the thread: on a busy machine wall time would tell who waited, not who worked."""
    return cProfile.Profile(time.thread_time_ns, 1e-9)


class _Keeper:
    """The profile of this process, and where it goes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = "first"
        self.profile = _profile()

    def write(self, *_: Any) -> None:
        """What is known so far; unlike `dump_stats`, this does not end the profile."""
        self.profile.snapshot_stats()
        stats: Any = self.profile.stats
        part = self.folder / f"{self.name}.part"
        part.write_bytes(marshal.dumps(stats))
        part.rename(part.with_suffix(".prof"))

    def begin_in_child(self) -> None:
        self.profile.disable()
        self.name, self.profile = str(os.getpid()), _profile()
        signal.signal(signal.SIGPROF, self.write)
        signal.setitimer(signal.ITIMER_PROF, _EVERY, _EVERY)
        self.profile.enable()

    def end(self) -> None:
        signal.setitimer(signal.ITIMER_PROF, 0)
        self.profile.disable()
        self.write()


def main(folder: str, script: str, *arguments: str) -> None:
    """Raises what the script raises, SystemExit above all, once the statistics are written."""
    keeper, leave = _Keeper(Path(folder)), os._exit

    def written(status: int) -> NoReturn:
        keeper.end()
        leave(status)

    os._exit = written  # multiprocessing's children end by it, and whoever is in a hurry
    os.register_at_fork(after_in_child=keeper.begin_in_child)
    sys.argv = [script, *arguments]
    keeper.profile.enable()
    try:
        runpy.run_path(script, run_name="__main__")
    finally:
        keeper.end()


if __name__ == "__main__":
    main(*sys.argv[1:])
