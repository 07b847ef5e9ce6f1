"""Runs commands in many folders as ./inv runs them, each in a process of its own that costs a fork, not a start.

    python runner.py

A line of JSON in: {"cwd", "argv", "seconds"}; a line of JSON out: {"code", "seconds"}. What the command printed stands
in the files `stdout` and `stderr` of the folder above its own. A command that takes longer is ended with all that it
started; its code is then null.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys
import time
import traceback
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("posts", "cache", "addresses", "hubs", "ladder", "feeds", "share", "head", "cards", "images")


def load() -> None:
    """All that a command would import, once."""
    sys.path.insert(0, str(ROOT))
    for name in ("tasks", "plugins.posts.build", "plugins.posts.show", *(f"plugins.{room}.plugin" for room in ROOMS)):
        importlib.import_module(name)


def command(argv: list[str]) -> int:
    """A task of tasks.py, as its last lines run it. Returns the exit code."""
    from invoke.collection import Collection

    import tasks

    program = tasks.Commands(name="./inv", binary="./inv", namespace=Collection.from_module(tasks))
    try:
        program.run(["inv", *argv])
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


def child(cwd: Path, argv: list[str]) -> None:
    """In the forked process: its own group, folder and files; never returns."""
    os.setsid()
    os.chdir(cwd)
    for number, name in ((1, "stdout"), (2, "stderr")):
        os.dup2(os.open(cwd.parent / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644), number)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    code = 70
    try:
        code = command(argv)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def ended(pid: int, seconds: float) -> int | None:
    """The exit code of a child; None where it had to be ended."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.005)
    os.killpg(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return None


def main() -> None:
    load()
    replies = os.fdopen(os.dup(1), "w")
    for line in sys.stdin:
        asked = json.loads(line)
        start = time.monotonic()
        pid = os.fork()
        if not pid:
            child(Path(asked["cwd"]), asked["argv"])
        code = ended(pid, asked["seconds"])
        print(json.dumps({"code": code, "seconds": time.monotonic() - start}), file=replies, flush=True)


if __name__ == "__main__":
    main()
